// Awarding: live for one person, and for everybody anew. Docs: docs/decisions/021-recognition.md.
import { asc, gt, sql } from "drizzle-orm";
import { db } from "#app/core/db.server.ts";
import { people } from "#db/schema/people.server.ts";
import { keepReached } from "./rules-sql.server.ts";

const several = (ids: string[]) => sql`${sql.param(ids)}::text[]`;

/** Gives somebody what they reached and do not have, which spares those who did much the most of it. Any number of workers may do it. */
export const awardTo = async ({ personId }: { personId: string }): Promise<void> =>
	void (await db.execute(keepReached(several([personId]), { onlyNew: true })));

/** How many people the backfill goes through. */
export const countPeople = (): Promise<number> => db.$count(people);

/** People of one transaction of the backfill. */
const batch = 500;

/** Gives everybody what they reached, some hundred people at a time; `progress` hears how many are done. Can be run again at any time. */
export async function awardEverybody(progress: (done: number) => void = () => undefined): Promise<number> {
	let [after, done] = ["", 0];
	for (;;) {
		const rows = await db.select({ id: people.id }).from(people).where(gt(people.id, after)).orderBy(asc(people.id)).limit(batch);
		const last = rows.at(-1);
		if (!last) return done;
		await db.execute(keepReached(several(rows.map(({ id }) => id))));
		after = last.id;
		done += rows.length;
		progress(done);
	}
}
