// Thank-you notes: from one colleague to another, read by the two. Docs: docs/decisions/021-recognition.md.
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { peopleByHandles } from "#app/people/queries.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { recognitionChoices } from "#db/schema/recognition.server.ts";
import { thankYous } from "#db/schema/thank-yous.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { ThanksInput } from "./input.ts";
import { propose, proposedBy, wasProposed } from "./nominations.server.ts";
import { readableThings, type Thing } from "./queries.server.ts";
import { recognitionLimits } from "./rules.ts";

type Refused = { errors: Record<string, string> };
const thanksLimit = { name: "thank-you", max: recognitionLimits.thanksAWeek, windowSeconds: 7 * 86_400 };
const mostNotes = 100;

/** Whom a note goes to, and the sessions of the last weeks that both were in. Throws 404 for nobody, and for the viewer themself. */
export async function thanksForm(viewer: Viewer, handle: string, tx = db) {
	const person = (await peopleByHandles([handle], tx)).get(handle);
	if (!person || person.id === viewer.id) throw notFound();
	return { name: person.name, sessions: await sessionsOfBoth(viewer.id, person.id, tx) };
}

async function sessionsOfBoth(one: string, other: string, tx: typeof db): Promise<{ id: string; title: string; startsAt: Date }[]> {
	const isIn = (id: string) =>
		sql`(s.host_id = ${id} or exists (select from bookings b where b.session_id = s.id and b.guest_id = ${id} and b.state = 'booked'))`;
	const at = sql`${now().toISOString()}::timestamptz`;
	const rows = await tx.execute<{ id: string; title: string; starts: string }>(sql`
		select s.id, h.title, to_json(s.starts_at)::text as starts from coaching_sessions s join office_hours h on h.id = s.office_hours_id
		where s.state = 'booked' and s.ends_at <= ${at} and s.ends_at > ${at} - ${recognitionLimits.sessionDays} * interval '1 day'
			and ${isIn(one)} and ${isIn(other)} order by s.starts_at desc limit 20`);
	return rows.map(({ id, title, starts }) => ({ id, title, startsAt: new Date(JSON.parse(starts)) }));
}

/** Whether a note to somebody can be about this: a post of theirs, under their name, that the viewer may read, or a session of both. */
async function canBeAbout(viewer: Viewer, personId: string, aboutId: string, tx: Tx): Promise<boolean> {
	const [post] = await tx
		.select({ id: posts.id })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, aboutId), eq(posts.authorId, personId), isNull(posts.deletedAt), visibleTo(viewer)));
	return post !== undefined || (await sessionsOfBoth(viewer.id, personId, tx)).some(({ id }) => id === aboutId);
}

/**
 * Writes a note to a colleague, and proposes them for a badge if the writer wants that; about the same thing one is enough. Returns what will not do by field, or null. Throws 404 for nobody,
 * for the viewer themself, and about what is not there for them; 429 after three in a week.
 */
export async function thank(viewer: Viewer, handle: string, { text, about, mayShow, badge }: ThanksInput): Promise<Refused | null> {
	const person = (await peopleByHandles([handle])).get(handle);
	if (!person || person.id === viewer.id) throw notFound();
	return db.transaction(async (tx): Promise<Refused | null> => {
		if (about && !(await canBeAbout(viewer, person.id, about, tx))) throw notFound();
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`thanks:${viewer.id}`}, 0))`);
		const [same] = await tx
			.select({ text: thankYous.text })
			.from(thankYous)
			.where(
				and(
					eq(thankYous.fromId, viewer.id),
					eq(thankYous.toId, person.id),
					about ? eq(thankYous.aboutId, about) : and(isNull(thankYous.aboutId), eq(thankYous.text, text)),
				),
			);
		if (same) return same.text === text ? null : { errors: { form: "You wrote them about this already. You can take that back first." } };
		if (badge && (await wasProposed(tx, viewer.id, person.id, badge)))
			return { errors: { badge: `You proposed ${person.name} for it already.` } };
		const { allowed, retryAfterSeconds } = await takeOne(thanksLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		const [id, between] = [newId(), { fromId: viewer.id, toId: person.id }];
		await tx.insert(thankYous).values({ id, ...between, text, aboutId: about ?? null, mayShow, at: now() });
		if (badge) await propose(tx, { noteId: id, ...between, badge });
		await record(tx, { personId: viewer.id, event: "thanked", subjectId: about ?? null, otherId: person.id });
		return null;
	});
}

type NoteAct = "show" | "hide" | "take-back" | "remove";

/** Shows, hides or removes a note to the viewer, or takes back one of theirs. Throws 404 when it is not for them to do. */
export async function changeNote(viewer: Viewer, id: string | undefined, act: NoteAct): Promise<string> {
	if (!isId(id)) throw notFound();
	const [own, received] = [eq(thankYous.fromId, viewer.id), eq(thankYous.toId, viewer.id)];
	const gone = act === "take-back" || act === "remove";
	const where = and(eq(thankYous.id, id), act === "take-back" ? own : received, gone ? undefined : eq(thankYous.mayShow, true));
	const rows = gone
		? await db.delete(thankYous).where(where).returning({ id: thankYous.id })
		: await db
				.update(thankYous)
				.set({ shown: act === "show" })
				.where(where)
				.returning({ id: thankYous.id });
	if (rows.length === 0) throw notFound();
	return "/thanks";
}

const giver = alias(people, "giver");
const receiver = alias(people, "receiver");

/** Notes to the viewer and from them, the latest first, with what they are about as far as the viewer may read it; those from them with what they proposed. For the two alone. */
export async function notesOf(viewer: Viewer, which: "to" | "from", tx = db) {
	const rows = await tx
		.select({
			id: thankYous.id,
			text: thankYous.text,
			aboutId: thankYous.aboutId,
			at: thankYous.at,
			mayShow: thankYous.mayShow,
			shown: thankYous.shown,
			fresh: sql<boolean>`${thankYous.seenAt} is null`,
			from: { name: giver.name, handle: giver.handle },
			to: { name: receiver.name, handle: receiver.handle },
		})
		.from(thankYous)
		.innerJoin(giver, eq(giver.id, thankYous.fromId))
		.innerJoin(receiver, eq(receiver.id, thankYous.toId))
		.where(eq(which === "to" ? thankYous.toId : thankYous.fromId, viewer.id))
		.orderBy(desc(thankYous.at))
		.limit(mostNotes);
	const noted = which === "from" ? await proposedBy(viewer, tx) : null;
	return (await withThings(viewer, rows, tx)).map((row) => ({ ...row, proposed: noted?.get(row.id) ?? null }));
}

async function withThings<T extends { aboutId: string | null }>(viewer: Viewer, rows: T[], tx: typeof db) {
	const things = await readableThings(
		viewer,
		rows.flatMap(({ aboutId }) => (aboutId ? [aboutId] : [])),
		tx,
	);
	return rows.map(({ aboutId, ...row }) => ({ ...row, about: things.get(aboutId ?? "") ?? null }));
}

export type ShownThanks = { id: string; text: string; at: Date; from: { name: string; handle: string }; about: Thing | null };

/** The notes that a person shows and whose writers agreed, the latest first. None of whoever takes no part. */
export async function shownThanks(viewer: Viewer, personId: string, tx = db): Promise<ShownThanks[]> {
	const rows = await tx
		.select({
			id: thankYous.id,
			text: thankYous.text,
			aboutId: thankYous.aboutId,
			at: thankYous.at,
			from: { name: giver.name, handle: giver.handle },
		})
		.from(thankYous)
		.innerJoin(giver, eq(giver.id, thankYous.fromId))
		.innerJoin(accounts, and(eq(accounts.id, thankYous.fromId), isNull(accounts.disabledAt)))
		.leftJoin(recognitionChoices, eq(recognitionChoices.personId, thankYous.toId))
		.where(
			and(
				eq(thankYous.toId, personId),
				eq(thankYous.shown, true),
				eq(thankYous.mayShow, true),
				sql`${recognitionChoices.mode} is distinct from 'out'`,
			),
		)
		.orderBy(desc(thankYous.at))
		.limit(mostNotes);
	return withThings(viewer, rows, tx);
}

/** How many notes to the viewer they have not read. */
export const countUnseenThanks = (viewer: Viewer, tx = db): Promise<number> =>
	tx.$count(thankYous, and(eq(thankYous.toId, viewer.id), isNull(thankYous.seenAt)));

/** Notes to the viewer that they have not read. */
export const unseenThanks = (viewer: Viewer, tx = db): Promise<{ id: string; name: string }[]> =>
	tx
		.select({ id: thankYous.id, name: giver.name })
		.from(thankYous)
		.innerJoin(giver, eq(giver.id, thankYous.fromId))
		.where(and(eq(thankYous.toId, viewer.id), isNull(thankYous.seenAt)))
		.orderBy(desc(thankYous.at))
		.limit(20);
