// Nominations for peer badges: one reader who is neither of the two decides. Docs: docs/decisions/022-nominations.md.
import { and, asc, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Viewer } from "#app/auth/rules.ts";
import { runs } from "#app/champions/load.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { NominationState } from "#db/enums.ts";
import { people } from "#db/schema/people.server.ts";
import { nominationReaders, nominations, thankYous } from "#db/schema/thank-yous.server.ts";
import type { DecisionInput } from "./input.ts";
import { readableThings } from "./queries.server.ts";
import { recognitionLimits } from "./rules.ts";

type Refused = { errors: Record<string, string> };
const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000);

/** Whether somebody may read nominations today: a moderator, or a champion who does not rest. */
const mayRead = (person: SQL): SQL => sql`exists (
	select from accounts ra where ra.id = ${person} and ra.disabled_at is null and (ra.role <> 'member' or exists (
		select from champion_terms ct left join champions c on c.person_id = ct.person_id
		where ct.person_id = ra.id and ${runs(sql`ct`)} and c.resting_since is null)))`;

/**
 * Asks the next one to read a nomination: one who may, is neither of the two and was not asked before, of those the one who has the fewest to
 * read; admins last. Returns whether there was one. Its row is locked.
 */
async function askNext(tx: Tx, { id, fromId, toId }: { id: string; fromId: string; toId: string }): Promise<boolean> {
	const [next] = await tx.execute<{ id: string }>(sql`
		select p.id from people p join accounts a on a.id = p.id
		where p.id not in (${fromId}, ${toId}) and not exists (select from nomination_readers r where r.nomination_id = ${id} and r.person_id = p.id)
			and ${mayRead(sql`p.id`)}
		order by a.role = 'admin', (select count(*) from nominations n where n.reviewer_id = p.id and n.state = 'waiting'), random()
		limit 1`);
	if (!next) return false;
	await tx.insert(nominationReaders).values({ nominationId: id, personId: next.id });
	await tx.update(nominations).set({ reviewerId: next.id, reviewerSince: now() }).where(eq(nominations.id, id));
	return true;
}

/** Whether somebody proposed somebody for a badge before. Once is enough, whatever became of it. */
export const wasProposed = async (tx: Tx, fromId: string, toId: string, badge: string): Promise<boolean> =>
	(await tx.$count(nominations, and(eq(nominations.fromId, fromId), eq(nominations.toId, toId), eq(nominations.badge, badge)))) > 0;

/** Proposes the receiver of a note for a badge, and asks somebody to read it. Whether they have it, or want any, is nobody's to know. */
export async function propose(tx: Tx, note: { noteId: string; fromId: string; toId: string; badge: string }): Promise<void> {
	const [id, at] = [newId(), now()];
	await tx.insert(nominations).values({ id, ...note, askedAt: at, reviewerSince: at });
	await askNext(tx, { id, ...note });
}

/**
 * What the viewer says to a nomination that they were asked to read: the badge is given, it goes back with a reason, or to somebody else.
 * Returns what will not do by field, or null. Throws 404 when they are not asked, or no longer.
 */
export async function decideNomination(viewer: Viewer, { id, act, words }: DecisionInput): Promise<Refused | null> {
	return db.transaction(async (tx): Promise<Refused | null> => {
		const [one] = await tx.select().from(nominations).where(waitsFor(viewer, id)).for("update");
		if (!one) throw notFound();
		if (act === "return" && words === "") return { errors: { words: "Say in a sentence why. Only whoever proposed it reads it." } };
		if (act === "pass") {
			if (!(await askNext(tx, one))) await tx.update(nominations).set({ reviewerId: null }).where(eq(nominations.id, one.id));
			return null;
		}
		const [state, reason] = act === "give" ? (["given", null] as const) : (["returned", words] as const);
		await tx.update(nominations).set({ state, reason, decidedAt: now() }).where(eq(nominations.id, one.id));
		// Who takes no part gets none, and nobody else learns that. One that was revoked is not given again.
		if (act === "give")
			await tx.execute(sql`
				insert into awards (person_id, badge, tier, at, evidence_id)
				select n.to_id, n.badge, 1, n.decided_at, p.id
				from nominations n join thank_yous t on t.id = n.note_id left join posts p on p.id = t.about_id
				where n.id = ${one.id} and not exists (select from recognition_choices c where c.person_id = n.to_id and c.mode = 'out')
				on conflict (person_id, badge, tier) do nothing`);
		return null;
	});
}

const waitsFor = (viewer: Viewer, id?: string): SQL | undefined =>
	and(
		eq(nominations.reviewerId, viewer.id),
		eq(nominations.state, "waiting"),
		id === undefined ? undefined : eq(nominations.id, id),
		// Who is no longer champion or moderator reads none of it any more.
		mayRead(sql`${viewer.id}::text`),
	);

const proposer = alias(people, "proposer");
const proposed = alias(people, "proposed");

/** The nominations that the viewer is asked to read, the longest waiting first. */
export async function nominationsToRead(viewer: Viewer, tx = db) {
	const rows = await tx
		.select({
			id: nominations.id,
			badge: nominations.badge,
			at: nominations.askedAt,
			text: thankYous.text,
			aboutId: thankYous.aboutId,
			from: { name: proposer.name, handle: proposer.handle },
			to: { name: proposed.name, handle: proposed.handle },
		})
		.from(nominations)
		.innerJoin(thankYous, eq(thankYous.id, nominations.noteId))
		.innerJoin(proposer, eq(proposer.id, nominations.fromId))
		.innerJoin(proposed, eq(proposed.id, nominations.toId))
		.where(waitsFor(viewer))
		.orderBy(asc(nominations.askedAt), asc(nominations.id))
		.limit(50);
	const things = await readableThings(
		viewer,
		rows.flatMap(({ aboutId }) => aboutId ?? []),
		tx,
	);
	return rows.map(({ aboutId, ...row }) => ({ ...row, about: things.get(aboutId ?? "") ?? null }));
}

/** Whether there is something for the viewer to read. */
export const isAskedToRead = async (viewer: Viewer, tx = db): Promise<boolean> => (await tx.$count(nominations, waitsFor(viewer))) > 0;

export type Proposed = { badge: string; state: NominationState; reason: string | null };

/** What the viewer proposed, by the note that it was proposed with. For them alone. */
export async function proposedBy(viewer: Viewer, tx = db): Promise<Map<string, Proposed>> {
	const { noteId, badge, state, reason } = nominations;
	const rows = await tx.select({ noteId, badge, state, reason }).from(nominations).where(eq(nominations.fromId, viewer.id));
	return new Map(rows.map(({ noteId: note, ...row }) => [note, row]));
}

/** The notes with which the viewer was given a badge, the latest first. For them alone. */
export const wordsBehind = (viewer: Viewer, badge: string, tx = db): Promise<{ noteId: string; text: string; name: string }[]> =>
	tx
		.select({ noteId: nominations.noteId, text: thankYous.text, name: proposer.name })
		.from(nominations)
		.innerJoin(thankYous, eq(thankYous.id, nominations.noteId))
		.innerJoin(proposer, eq(proposer.id, nominations.fromId))
		.where(and(eq(nominations.toId, viewer.id), eq(nominations.badge, badge), eq(nominations.state, "given")))
		.orderBy(desc(nominations.decidedAt))
		.limit(20);

/**
 * Goes to the next one with what lay for days, or has nobody to read it; what nobody found the time for in a month ends there. Any number of
 * workers may do it.
 */
export async function askOthers(): Promise<void> {
	await db
		.update(nominations)
		.set({ state: "unread", decidedAt: now() })
		.where(and(eq(nominations.state, "waiting"), lte(nominations.askedAt, daysAgo(recognitionLimits.unreadDays))));
	const since = daysAgo(recognitionLimits.readerDays).toISOString();
	const another = sql`n.state = 'waiting' and (n.reviewer_id is null or n.reviewer_since <= ${since}::timestamptz or not ${mayRead(sql`n.reviewer_id`)})`;
	const due = await db.execute<{ id: string }>(sql`select n.id from nominations n where ${another}`);
	for (const { id } of due)
		await db.transaction(async (tx) => {
			const [one] = await tx.execute<{ id: string; from_id: string; to_id: string }>(sql`
				select n.id, n.from_id, n.to_id from nominations n where n.id = ${id} and ${another} for update skip locked`);
			if (one) await askNext(tx, { id: one.id, fromId: one.from_id, toId: one.to_id });
		});
}
