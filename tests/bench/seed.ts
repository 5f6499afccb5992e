// Fills a database with a large community by SQL alone. Reuses one that is filled already.
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { postgresStore } from "#search/postgres-store.server.ts";
import { drain } from "#search/sync.server.ts";
import { vocabulary, wordAt } from "./prose.ts";

export type Size = { people: number; threads: number; replies: number };

const bar = (done: number, all: number, what: string) => {
	const width = 30;
	const full = Math.round((done / all) * width);
	process.stderr.write(
		`\r${"█".repeat(full)}${"·".repeat(width - full)} ${what} ${done.toLocaleString("en")} of ${all.toLocaleString("en")}   `,
	);
	if (done >= all) process.stderr.write("\n");
};

/** A text of pseudo-random words, as common and as rare as words are (Zipf): the same for the same seed expression. */
const text = (seed: string, least: number, spread: number) =>
	sql.raw(
		`(select string_agg(b.word, ' ') from generate_series(1, ${least} + abs(hashtext(${seed})) % ${spread}) w join bench_words b on b.rank = floor(exp(abs(hashtext(${seed} || w::text))::float8 / 2147483648.0 * ln(${vocabulary + 1})))::int - 1)`,
	);
const id = (kind: string, n: string) => sql.raw(`('${kind}' || lpad(to_hex(${n}), 13, '0'))`);

/** Seeds `size`, in batches with a progress bar on standard error. */
export async function seed(db: Db, size: Size): Promise<void> {
	const [there] = await db.execute<{ count: number }>(sql`select count(*)::int as count from posts where opening = 0`);
	// What was interrupted while it was read into the index goes on there.
	if ((there?.count ?? 0) >= size.replies) return index(db, size);
	const words = Array.from({ length: vocabulary }, (_, rank) => ({ rank, word: wordAt(rank) }));
	await db.execute(sql`create table if not exists bench_words (rank int primary key, word text not null)`);
	await db.execute(
		sql`insert into bench_words select rank, word from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) w (rank int, word text) on conflict do nothing`,
	);
	await db.execute(sql`analyze bench_words`);
	await db.execute(sql`insert into installation (name) values ('Bench') on conflict do nothing`);
	await db.execute(
		sql`insert into accounts (id, email, password_hash) select ${id("a", "n")}, 'p' || n || '@bench.example', 'none' from generate_series(1, ${size.people}::int) n on conflict do nothing`,
	);
	await db.execute(
		sql`insert into job_roles (id, slug, name) select ${id("j", "n")}, 'role-' || n, 'Role ' || n from generate_series(1, 15) n on conflict do nothing`,
	);
	await db.execute(
		sql`insert into tools (id, slug, name) select ${id("o", "n")}, 'tool-' || n, 'Tool ' || n from generate_series(1, 10) n on conflict do nothing`,
	);
	await db.execute(
		sql`insert into people (id, handle, name, job_role_id) select ${id("a", "n")}, 'person-' || n, 'Person ' || n, ${id("j", "1 + n % 15")} from generate_series(1, ${size.people}::int) n on conflict do nothing`,
	);
	await db.execute(
		sql`insert into person_tools (person_id, tool_id) select ${id("a", "n")}, ${id("o", "1 + (n * k) % 10")} from generate_series(1, ${size.people}::int) n, generate_series(1, 2) k on conflict do nothing`,
	);
	await db.transaction(async (tx) => {
		await tx.execute(
			sql`insert into circles (id, slug, name, purpose, visibility) select ${id("c", "n")}, 'circle-' || n, 'Circle ' || n, 'For the bench.', case when n % 8 = 0 then 'private' else 'open' end from generate_series(1, 24) n on conflict do nothing`,
		);
		await tx.execute(
			sql`insert into circle_members (circle_id, person_id, role) select ${id("c", "c")}, ${id("a", "n")}, case when n = c then 'keeper' else 'member' end from generate_series(1, 24) c, generate_series(1, ${size.people}::int) n where (n + c) % 6 = 0 or n = c on conflict do nothing`,
		);
	});
	await db.execute(sql`insert into tags (name) select 'tag-' || n from generate_series(1, 40) n on conflict do nothing`);
	const batch = 2000;
	for (let from = 1; from <= size.threads; from += batch) {
		const to = Math.min(size.threads, from + batch - 1);
		await db.execute(sql`
			insert into threads (id, kind, title, slug, circle_id, author_id, tool_id, again, state, excerpt, reply_count, created_at, last_activity_at)
			select ${id("t", "n")}, k, initcap(${text("'title' || n", 5, 5)}), 'thread-' || n, ${id("c", "1 + n % 24")}, ${id("a", `1 + (n * 7) % ${size.people}`)},
				case when k = 'win' then ${id("o", "1 + n % 10")} end, case when k = 'lesson' then 'yes' end, case when k = 'question' then 'open' end,
				left(${text("'post' || n", 30, 10)}, 240), ${size.replies / size.threads}::int, now() - (${size.threads}::int - n) * interval '1 minute', now() - (${size.threads}::int - n) * interval '1 minute'
			from (select n, (array['win', 'question', 'lesson'])[1 + n % 3] as k from generate_series(${from}::int, ${to}::int) n) s on conflict do nothing`);
		await db.execute(sql`
			insert into posts (id, thread_id, opening, author_id, sections, cooked, cooker_version, text, submission, created_at)
			select ${id("p", "n")}, ${id("t", "n")}, 1, ${id("a", `1 + (n * 7) % ${size.people}`)}, json_build_object(s, body), json_build_object(s, '<p>' || body || '</p>'), 1, body, 'opening-' || n, now() - (${size.threads}::int - n) * interval '1 minute'
			from (select n, (array['task', 'want', 'tried'])[1 + n % 3] as s, ${text("'post' || n", 60, 90)} as body from generate_series(${from}::int, ${to}::int) n) s on conflict do nothing`);
		await db.execute(
			sql`insert into thread_tags (thread_id, tag) select ${id("t", "n")}, 'tag-' || (1 + (n * k) % 40) from generate_series(${from}::int, ${to}::int) n, generate_series(1, 2) k on conflict do nothing`,
		);
		bar(to, size.threads, "threads");
	}
	const replyBatch = 10_000;
	for (let from = 1; from <= size.replies; from += replyBatch) {
		const to = Math.min(size.replies, from + replyBatch - 1);
		await db.execute(sql`
			insert into posts (id, thread_id, opening, author_id, sections, cooked, cooker_version, text, submission, created_at)
			select ${id("r", "n")}, ${id("t", `1 + n % ${size.threads}`)}, 0, ${id("a", `1 + (n * 11) % ${size.people}`)}, json_build_object('text', body), json_build_object('text', '<p>' || body || '</p>'), 1, body, 'reply-' || n,
				now() - interval '200 days' + n * interval '1 second'
			from (select n, ${text("'reply' || n", 12, 40)} as body from generate_series(${from}::int, ${to}::int) n) s on conflict do nothing`);
		bar(to, size.replies, "replies");
	}
	await db.execute(
		sql`insert into reactions (post_id, person_id, kind) select ${id("p", "n")}, ${id("a", `1 + (n * k) % ${size.people}`)}, 'thanks' from generate_series(1, ${size.threads}::int) n, generate_series(2, 4) k on conflict do nothing`,
	);
	await index(db, size);
	await db.execute(sql`vacuum analyze`);
}

/** Reads everything into the search index, as a server would in its own time. */
async function index(db: Db, { threads, people }: Size): Promise<void> {
	const store = postgresStore(db);
	const all = threads + people + 24;
	let done = 0;
	await drain(
		{
			...store,
			async put(names, documents) {
				await store.put(names, documents);
				done = Math.min(all, done + names.length);
				bar(done, all, "documents in the index");
			},
			// Everything is noted as changed: once is enough.
			rebuild: async () => undefined,
		},
		db,
	);
}
