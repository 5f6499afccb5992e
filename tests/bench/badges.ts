// A million activities: what awarding costs one person's write, and what it costs to award everybody anew.
import { sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { useDb } from "#app/core/db.server.ts";
import { awardEverybody } from "#app/recognition/award.server.ts";
import { type Badge, catalogue } from "#app/recognition/catalogue.ts";
import { previewOf } from "#app/recognition/preview.server.ts";
import { keepReached } from "#app/recognition/rules-sql.server.ts";
import type { Db } from "#db/client.server.ts";
import { activityEvents } from "#db/enums.ts";
import { median } from "./load.ts";

const people = 10_000;
const acts = 1_000_000;
const rounds = 50;
const admin: Viewer = { id: "bench", role: "admin", handle: "bench", name: "Bench", photo: null, timeZone: "UTC" };

/** Ten thousand people with a million activities over three years: most have a few dozen, some thousands. */
async function prepare(db: Db): Promise<void> {
	await db.execute(sql`
		with made as (select 'benchact' || lpad(n::text, 6, '0') as id, n from generate_series(1, ${people}::int) n),
			accounts_ as (insert into accounts (id, email, password_hash) select id, id || '@bench.example', 'none' from made on conflict do nothing)
		insert into people (id, handle, name) select id, 'bench-act-' || n, 'Bench ' || n from made on conflict do nothing`);
	const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from activity where person_id like 'benchact%'`);
	if ((row?.count ?? 0) >= acts) return;
	await db.execute(sql`
		insert into activity (person_id, event, subject_id, other_id, place, at, week)
		select 'benchact' || lpad(who::text, 6, '0'), event, 'thing' || n % 50000, 'benchact' || lpad((1 + n * 7 % ${people})::text, 6, '0'),
			case when n % 3 = 0 then 'place' || n % 12 end, at, date_trunc('week', at at time zone 'UTC')::date
		from generate_series(1, ${acts}::int) n, lateral (select
			1 + floor(power(random(), 3) * ${people - 1} + n * 0)::int as who,
			(${sql.param([...activityEvents])}::text[])[1 + n % ${activityEvents.length}] as event,
			now() - n % 1095 * interval '1 day' as at) made`);
	await db.execute(sql`analyze activity`);
}

/** Milliseconds that the database spends on awarding somebody. */
async function spentOn(db: Db, personId: string): Promise<number> {
	const [plan] = await db.execute<{ "QUERY PLAN": [{ "Planning Time": number; "Execution Time": number }] }>(
		sql`explain (analyze, timing off, format json) ${keepReached(sql`${sql.param([personId])}::text[]`, { onlyNew: true })}`,
	);
	const times = plan?.["QUERY PLAN"][0];
	return (times?.["Planning Time"] ?? 0) + (times?.["Execution Time"] ?? 0);
}

export async function measureBadges(db: Db): Promise<void> {
	await prepare(db);
	useDb(db);
	await db.execute(sql`delete from awards where person_id like 'benchact%'`);
	const start = performance.now();
	const done = await awardEverybody();
	const first = performance.now() - start;
	const again = performance.now();
	await awardEverybody();
	const second = performance.now() - again;
	const usual: number[] = [];
	const busy: number[] = [];
	for (let round = 0; round < rounds; round++) {
		usual.push(await spentOn(db, `benchact${String(5000 + round).padStart(6, "0")}`));
		busy.push(await spentOn(db, `benchact${String(20 + round).padStart(6, "0")}`));
	}
	const preview = performance.now();
	await previewOf(admin, [catalogue.find(({ slug }) => slug === "across") as Badge]);
	const previewed = performance.now() - preview;
	const [size] = await db.execute<{ size: string; mine: number }>(sql`
		select pg_size_pretty(pg_total_relation_size('activity')) as size,
			(select count(*)::int from activity where person_id = 'benchact000020') as mine`);
	console.log(
		`\nBadges over ${acts.toLocaleString("en")} activities (${size?.size}): a live award takes ${median(usual).toFixed(1)} ms of database time, ` +
			`${median(busy).toFixed(1)} ms for somebody with ${size?.mine.toLocaleString("en")}; everybody (${done.toLocaleString("en")} people) ` +
			`${(first / 1000).toFixed(1)} s, again ${(second / 1000).toFixed(1)} s; an admin's look at what a rule would give, ${(previewed / 1000).toFixed(1)} s.`,
	);
}
