// The index that Postgres keeps, and the lexicon of its words.
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { allDocuments } from "./all-documents.server.ts";
import type { DocumentName, SearchDocument } from "./documents.server.ts";
import { wordsOf } from "./folding.ts";
import type { Store } from "./sync.server.ts";

const config = sql.raw("'lamplight'::regconfig");

/** Puts documents in, and takes out those of `names` that have none any more. One transaction: words are counted right. */
export async function storeDocuments(names: DocumentName[], documents: SearchDocument[], db: Db): Promise<void> {
	const rows = documents.map((document) => {
		const replies = document.kind === "thread" ? document.replies.join("\n") : "";
		const { kind, id, title, opening } = document;
		const labels = document.labels.join("\n");
		return { kind, id, title, labels, opening, replies, words: wordsOf([title, labels, opening, replies].join("\n")) };
	});
	await db.transaction(async (tx) => {
		// The lease keeps others away, unless whoever held it slept past its end: words counted twice would stay so for good.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('search_documents', 0))`);
		const old = await tx.execute<{ kind: string; id: string; words: string[] }>(
			sql`select d.kind, d.id, d.words from search_documents d join jsonb_to_recordset(${JSON.stringify(names)}::jsonb) n (kind text, id text) using (kind, id) order by 1, 2`,
		);
		const counts = new Map<string, number>();
		const count = (words: string[], by: number) => {
			for (const word of words) counts.set(word, (counts.get(word) ?? 0) + by);
		};
		for (const { words } of rows) count(words, 1);
		for (const { words } of old) count(words, -1);
		await tx.execute(sql`
			delete from search_documents d using jsonb_to_recordset(${JSON.stringify(names)}::jsonb) n (kind text, id text)
			where d.kind = n.kind and d.id = n.id and not exists (
				select from jsonb_to_recordset(${JSON.stringify(rows.map(({ kind, id }) => ({ kind, id })))}::jsonb) k (kind text, id text) where k.kind = d.kind and k.id = d.id)`);
		await tx.execute(sql`
			insert into search_documents (kind, id, title, opening, everything, words)
			select kind, id, to_tsvector(${config}, title),
				setweight(to_tsvector(${config}, title), 'A') || setweight(to_tsvector(${config}, labels), 'B') || setweight(to_tsvector(${config}, opening), 'C'),
				strip(to_tsvector(${config}, concat_ws(E'\n', title, labels, opening, replies))), words
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (kind text, id text, title text, labels text, opening text, replies text, words text[])
			order by kind, id
			on conflict (kind, id) do update set title = excluded.title, opening = excluded.opening, everything = excluded.everything, words = excluded.words`);
		const changed = [...counts].filter(([, by]) => by !== 0).map(([word, by]) => ({ word, by }));
		await tx.execute(sql`
			insert into search_words as w (word, uses)
			select word, by from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) c (word text, by int) order by word
			on conflict (word) do update set uses = w.uses + excluded.uses`);
		await tx.execute(
			sql`delete from search_words w using jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) c (word text, by int) where w.word = c.word and w.uses <= 0`,
		);
	});
}

// Raised whenever documents or their vectors are made in another way: every installation then reads them in again.
const layout = "1";

/** The index in Postgres itself. It is rebuilt in place, document by document, so that searches go on meanwhile. */
export const postgresStore = (db: Db): Store => ({
	target: "postgres",
	put: (names, documents) => storeDocuments(names, documents, db),
	builtWith: async () => layout,
	lost: async () => false,
	async rebuild(progress) {
		for await (const { documents, names, done, all } of allDocuments(db)) {
			await storeDocuments(names, documents, db);
			progress?.(done, all);
		}
		await forgetStrays(db);
		await db.execute(sql`analyze search_documents`);
	},
});

// Documents of what is not there at all any more.
async function forgetStrays(db: Db): Promise<void> {
	const strays = await db.execute<DocumentName>(sql`
		select d.kind, d.id from search_documents d where not exists (select from threads t where d.kind = 'thread' and t.id = d.id)
			and not exists (select from people p where d.kind = 'person' and p.id = d.id) and not exists (select from circles c where d.kind = 'circle' and c.id = d.id)`);
	if (strays.length > 0) await storeDocuments([...strays], [], db);
}
