import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { type DocumentName, documentsOf, type SearchDocument } from "./documents.server.ts";

const page = 200;

/** Every document there is, in pages, with how many names have been read of how many. */
export async function* allDocuments(
	db: Db,
): AsyncGenerator<{ documents: SearchDocument[]; names: DocumentName[]; done: number; all: number }> {
	const [count] = await db.execute<{ all: number }>(
		sql`select ((select count(*) from threads) + (select count(*) from people) + (select count(*) from circles))::int as all`,
	);
	const all = count?.all ?? 0;
	let done = 0;
	for (const kind of ["circle", "person", "thread"] as const) {
		const table = sql.raw({ circle: "circles", person: "people", thread: "threads" }[kind]);
		for (let after = ""; ; ) {
			const rows = await db.execute<{ id: string }>(sql`select id from ${table} where id > ${after} order by id limit ${page}`);
			const names = [...rows].map(({ id }) => ({ kind, id }));
			const last = names.at(-1);
			if (!last) break;
			after = last.id;
			done += names.length;
			yield { documents: await documentsOf(names, db), names, done, all };
		}
	}
}
