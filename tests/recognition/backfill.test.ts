// Live awarding and the backfill come to the same, whatever happened in whatever order, and wherever either was interrupted.

import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { record } from "#app/people/activity.server.ts";
import { awardEverybody, awardTo } from "#app/recognition/award.server.ts";
import { catalogue } from "#app/recognition/catalogue.ts";
import { type Act, partOfBadge } from "#app/recognition/rules.ts";
import { type ActivityEvent, activityEvents } from "#db/enums.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();
const dayMs = 86_400_000;
const start = Date.parse("2025-01-06T09:00:00Z");
const colleagues: string[] = [];
beforeAll(async () => {
	await db.execute(sql`insert into departments (id, slug, name) select 'd' || n, 'd' || n, 'D' || n from generate_series(0, 3) n`);
	for (let n = 0; n < 7; n++) {
		const { id } = await makePerson();
		await db.execute(sql`update people set department_id = ${`d${n % 4}`} where id = ${id}`);
		colleagues.push(id);
	}
});

type Happened = { event: ActivityEvent; subject: number | null; other: number | null; day: number; crash: boolean };
const happened: fc.Arbitrary<Happened> = fc.record({
	event: fc.constantFrom(...activityEvents),
	subject: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 6 }),
	other: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 4 }),
	day: fc.integer({ min: 0, max: 160 }),
	/** The worker dies after it noted this: the job is left. */
	crash: fc.boolean(),
});

const awardsOf = async (id: string) =>
	[...(await db.execute(sql`select badge, tier, at::text, evidence_id from awards where person_id = ${id} order by badge, tier`))].map(
		(row) => JSON.stringify(row),
	);

const readNow = async (id: string) => {
	const rows = await db.execute<{ what: string }>(sql`select badge || ' ' || tier as what from awards where person_id = ${id}`);
	return rows.map(({ what }) => what).sort();
};

/** What a plain reading of the rules says, without the database. */
async function readFrom(id: string): Promise<string[]> {
	const rows = await db.execute<Omit<Act, "self"> & { event: ActivityEvent }>(sql`
		select event, coalesce(subject_id, id::text) as subject, other_id as "otherId", place, week::text from activity where person_id = ${id}`);
	const acts = rows.map((row) => ({ ...row, self: row.otherId === id }));
	return catalogue
		.flatMap((badge) => badge.tiers.map((_, index) => ({ badge, tier: index + 1 })))
		.filter(({ badge, tier }) => partOfBadge(badge, tier, acts) === 1)
		.map(({ badge, tier }) => `${badge.slug} ${tier}`)
		.sort();
}

test("any history, in any order, with any crash", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(happened, { maxLength: 45 }), fc.boolean(), async (history, onlyBackfill) => {
			const { id } = await makePerson();
			await db.execute(sql`update people set department_id = 'd0' where id = ${id}`);
			for (const { event, subject, other, day, crash } of history) {
				await db.transaction((tx) =>
					record(tx, {
						personId: id,
						event,
						subjectId: subject === null ? null : `thing${subject}`,
						otherId: other === null ? null : (colleagues[other] ?? id),
						at: new Date(start + day * dayMs),
					}),
				);
				if (!crash && !onlyBackfill) await awardTo({ personId: id });
			}
			await (onlyBackfill ? awardEverybody() : awardTo({ personId: id }));
			const live = await readNow(id);
			expect(live).toEqual(await readFrom(id));
			await awardEverybody();
			// What was noted late may have been the first: the backfill says since when.
			const all = await awardsOf(id);
			// Anew from nothing, twice, and interrupted after a part of it was kept.
			await db.execute(sql`delete from awards where person_id = ${id} and badge > ${newId()}`);
			await awardEverybody();
			expect(await awardsOf(id)).toEqual(all);
			await db.execute(sql`delete from awards where person_id = ${id}`);
			await awardEverybody();
			await awardEverybody();
			expect(await awardsOf(id)).toEqual(all);
			expect(await readNow(id)).toEqual(live);
		}),
		{ numRuns: 40 },
	);
}, 240_000);

test("the backfill says how far it is, and everybody is in it", async () => {
	const told: number[] = [];
	const done = await awardEverybody((count) => told.push(count));
	const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from people`);
	expect(done).toBe(row?.count);
	expect(told.at(-1)).toBe(done);
});
