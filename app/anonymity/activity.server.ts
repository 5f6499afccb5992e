// What people do without their name, as far as it may count for them. Docs: docs/decisions/021-recognition.md.
import { and, lt, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { ActivityEvent } from "#db/enums.ts";
import { sealedActivity } from "#db/schema/anonymity.server.ts";
import { numberedMarks, oneOf, stretch } from "./keys.server.ts";

const dayMs = 86_400_000;

/** The Monday (UTC) of the present week. */
export function thisWeek(): string {
	const at = now().getTime();
	const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
	return new Date(at - sinceMonday * dayMs).toISOString().slice(0, 10);
}

const tokensFrom = (personId: string, from: number) => numberedMarks("activity", personId, from);

/** Notes that somebody did something without their name, in this week. Nothing is noted of whoever opted out. */
export async function recordSealed(tx: Tx, personId: string, event: ActivityEvent): Promise<void> {
	const [out] = await tx.execute(sql`select from recognition_choices c where c.person_id = ${personId} and c.mode = 'out'`);
	if (out) return;
	const week = thisWeek();
	for (let from = 0; ; from += stretch) {
		const tokens = await tokensFrom(personId, from);
		const used = await tx.select({ token: sealedActivity.token }).from(sealedActivity).where(oneOf(sealedActivity.token, tokens));
		const taken = new Set(used.map(({ token }) => token));
		for (const token of tokens.filter((one) => !taken.has(one))) {
			// Of two acts of one person at once, the second takes the next number.
			const made = await tx
				.insert(sealedActivity)
				.values({ token, event, week })
				.onConflictDoNothing()
				.returning({ token: sealedActivity.token });
			if (made.length > 0) return;
		}
	}
}

async function ownTokens(personId: string, tx: typeof db): Promise<string[]> {
	const own: string[] = [];
	for (let from = 0; ; from += stretch) {
		const tokens = await tokensFrom(personId, from);
		const found = await tx.select({ token: sealedActivity.token }).from(sealedActivity).where(oneOf(sealedActivity.token, tokens));
		own.push(...found.map(({ token }) => token));
		// A free number is taken before a higher one, so what is sparse is the end.
		if (found.length < stretch / 2) return own;
	}
}

export type SealedAct = { token: string; event: ActivityEvent; week: string };

/** What somebody did without their name in the weeks that are over. For them alone. */
export async function sealedActsOf(personId: string, tx = db): Promise<SealedAct[]> {
	const own = await ownTokens(personId, tx);
	if (own.length === 0) return [];
	return tx
		.select()
		.from(sealedActivity)
		.where(and(oneOf(sealedActivity.token, own), lt(sealedActivity.week, thisWeek())));
}

/** Deletes what is noted of a person without their name. */
export async function forgetSealed(tx: Tx, personId: string): Promise<void> {
	const own = await ownTokens(personId, tx);
	if (own.length > 0) await tx.delete(sealedActivity).where(oneOf(sealedActivity.token, own));
}
