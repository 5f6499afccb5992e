import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { Found, Hit, SearchEngine } from "./engine.server.ts";

const words = (text: string) => [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])].slice(0, 12);

/** Search by Postgres alone: full text with English stems, and trigrams for titles that are close or mistyped. */
export function postgresEngine(db: Db): SearchEngine {
	return {
		async similar(text, visible, except = "") {
			const list = words(text);
			if (list.length === 0) return [];
			// Any of the words may match; how many and how rare decides the order.
			const query = sql`to_tsquery('english', ${list.map((word) => `'${word}'`).join(" | ")})`;
			const rows = await db.execute<Found & Record<string, unknown>>(sql`
				with close as materialized (
					select id, slug, kind, state, title, search from ${threads}
					where ${threads.id} <> ${except} and (${threads.search} @@ ${query} or ${threads.title} % ${text.slice(0, 200)}) and ${visible}
					limit 400
				)
				select id, slug, kind, state, title from close
				where ts_rank_cd(search, ${query}, 1) > 0.02 or similarity(title, ${text.slice(0, 200)}) > 0.3
				order by ts_rank_cd(search, ${query}, 1) + similarity(title, ${text.slice(0, 200)}) desc, id limit 5`);
			return [...rows];
		},
		async search(query, visible, limit, offset) {
			const rows = await db.execute<Omit<Hit, "createdAt"> & { createdAt: string } & Record<string, unknown>>(sql`
				with hits as materialized (
					select p.id, p.thread_id, p.text, ts_rank_cd(p.search, q) + case when p.opening = 1 then ts_rank_cd(${threads.search}, q) * 2 else 0 end as rank
					from websearch_to_tsquery('english', ${query}) q
					join posts p on p.search @@ q
					join ${threads} on ${threads.id} = p.thread_id
					where p.deleted_at is null and ${visible}
					union all
					select p.id, p.thread_id, p.text, 1 + similarity(${threads.title}, ${query}) as rank
					from ${threads} join posts p on p.thread_id = ${threads.id} and p.opening = 1
					where (${threads.title} % ${query} or ${threads.search} @@ websearch_to_tsquery('english', ${query})) and ${visible}
					limit 2000
				), best as (
					select distinct on (thread_id) id, thread_id, text, rank from hits order by thread_id, rank desc
				), page as (
					select * from best order by rank desc, thread_id limit ${limit} offset ${offset}
				)
				select t.id, t.slug, t.kind, t.state, t.title, t.created_at as "createdAt", c.name as circle, a.name as author, page.id as "postId",
					ts_headline('english', page.text, websearch_to_tsquery('english', ${query}), ${`StartSel=\u0002, StopSel=\u0003, MaxWords=32, MinWords=16, MaxFragments=1`}) as excerpt
				from page join threads t on t.id = page.thread_id join circles c on c.id = t.circle_id join people a on a.id = t.author_id
				order by page.rank desc, t.id`);
			return [...rows].map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
		},
	};
}
