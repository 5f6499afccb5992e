// What people want to talk about in a group session, with their name or without it. Docs: docs/decisions/014-anonymity.md.
import { randomInt } from "node:crypto";
import { and, count, eq, isNull, lte, sql } from "drizzle-orm";
import { recordSealed } from "#app/anonymity/activity.server.ts";
import { stoppedUntil } from "#app/anonymity/aliases.server.ts";
import { countOne } from "#app/anonymity/counts.server.ts";
import { dayOf } from "#app/anonymity/day.ts";
import { keyedHash, markOf, marksOf } from "#app/anonymity/keys.server.ts";
import { delayMinutes } from "#app/anonymity/waiting.server.ts";
import { isModerator, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { idFrom } from "#app/core/ids.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { type AudienceSize, audienceLimits, audienceSize } from "#app/threads/anonymous.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { agendaQuestions } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";
import { sessionFor } from "./part.server.ts";
import type { AgendaInput } from "./session-input.ts";
import { canAsk } from "./session-rules.ts";

const agendaLimit = { name: "agenda", max: 20, windowSeconds: 3600 };
type Refused = { errors: Record<string, string> };

const markIn = (sessionId: string, questionId: string, personId: string) => ["agenda", sessionId, questionId, personId] as const;

/** Whether so many people see group sessions that one of them can ask without a name. */
export async function agendaAudience(tx = db): Promise<AudienceSize> {
	const open = tx.select({ id: accounts.id }).from(accounts).where(isNull(accounts.disabledAt)).limit(audienceLimits.small).as("open");
	const [row] = await tx.select({ count: count() }).from(open);
	return audienceSize(row?.count ?? 0);
}

/**
 * The questions for a group session that the viewer sees, by day; what of a day came first shows in nothing. What has no name and has
 * not appeared yet only its author sees.
 */
export async function agendaOf(viewer: Viewer, sessionId: string, tx = db) {
	const rows = await tx
		.select({
			id: agendaQuestions.id,
			text: agendaQuestions.text,
			day: agendaQuestions.day,
			mark: agendaQuestions.mark,
			waits: sql<boolean>`${agendaQuestions.appearsAt} is not null`,
			author: { name: people.name, handle: people.handle, photo: people.photo },
		})
		.from(agendaQuestions)
		.leftJoin(people, eq(people.id, agendaQuestions.authorId))
		.where(eq(agendaQuestions.sessionId, sessionId))
		.orderBy(agendaQuestions.day, sql`md5(${agendaQuestions.id})`)
		.limit(200);
	const marks = await marksOf(
		"agenda",
		rows.map(({ id }) => [sessionId, id, viewer.id]),
	);
	return rows.map(({ mark, ...row }, index) => ({ ...row, own: mark === marks[index] })).filter(({ waits, own }) => own || !waits);
}
export type AgendaQuestion = Awaited<ReturnType<typeof agendaOf>>[number];

/** Brings a question. The same submission twice is one. Returns what will not do by field, or null. Throws 404, or 429 after 20 in an hour. */
export async function askAgenda(viewer: Viewer, sessionId: string | undefined, input: AgendaInput): Promise<Refused | null> {
	const { id: session } = await sessionFor(viewer, sessionId, ({ kind }) => kind === "group");
	return db.transaction(async (tx): Promise<Refused | null> => {
		const seen = await sessionFor(viewer, session, () => true, tx);
		if (!canAsk(seen)) return { errors: { form: "Questions are no longer taken here." } };
		// Made of the submission, so that it is sent once and no row has to say whose it is.
		const id = idFrom(await keyedHash("agenda-id", session, viewer.id, input.submission));
		const [sent] = await tx.select({ id: agendaQuestions.id }).from(agendaQuestions).where(eq(agendaQuestions.id, id));
		if (sent) return null;
		const mark = await markOf(...markIn(session, id, viewer.id));
		if (input.as === "name") {
			const { allowed, retryAfterSeconds } = await takeOne(agendaLimit, viewer.id, tx);
			if (!allowed) throw tooMany(retryAfterSeconds);
		} else {
			const why = await whyNotUnnamed(viewer, tx);
			if (why) return { errors: { as: why } };
		}
		const waits = randomInt(delayMinutes.least * 60, delayMinutes.most * 60 + 1) * 1000;
		const at = input.as === "name" ? now() : new Date(now().getTime() + waits);
		await tx
			.insert(agendaQuestions)
			.values({
				id,
				sessionId: session,
				authorId: input.as === "name" ? viewer.id : null,
				mark,
				text: input.text,
				day: dayOf(at).toISOString().slice(0, 10),
				appearsAt: input.as === "name" ? null : at,
			})
			.onConflictDoNothing();
		if (input.as === "name") await record(tx, { personId: viewer.id, event: "agenda-asked", subjectId: session });
		else await recordSealed(tx, viewer.id, "agenda-asked");
		return null;
	});
}

async function whyNotUnnamed(viewer: Viewer, tx: typeof db): Promise<string | null> {
	if ((await agendaAudience(tx)) === "few") return "Fewer than ten people work here, so they would guess who asked. Ask it with your name.";
	const until = await stoppedUntil(viewer.id, tx);
	if (until) return `After what was posted without a name, you can ask with your name only, until ${until}. Nobody was told who you are.`;
	if (!(await countOne(viewer.id, tx))) return "That is a lot without a name for one day. Please go on tomorrow, or ask it with your name.";
	return null;
}

/** Takes a question away: its author their own, host and moderators any that has appeared. Throws 404. */
export async function dropAgenda(viewer: Viewer, sessionId: string | undefined, questionId: string): Promise<void> {
	const session = await sessionFor(viewer, sessionId, ({ kind }) => kind === "group");
	const mark = await markOf(...markIn(session.id, questionId, viewer.id));
	const cares = session.side === "host" || isModerator(viewer);
	const [gone] = await db
		.delete(agendaQuestions)
		.where(
			and(
				eq(agendaQuestions.id, questionId),
				eq(agendaQuestions.sessionId, session.id),
				sql`(${agendaQuestions.mark} = ${mark} or (${cares} and ${agendaQuestions.appearsAt} is null))`,
			),
		)
		.returning({ id: agendaQuestions.id });
	if (!gone) throw notFound();
}

/** Lets what has no name appear, once its time has come. Any number of workers may do it. */
export const agendaAppears = async (): Promise<void> =>
	void (await db.update(agendaQuestions).set({ appearsAt: null }).where(lte(agendaQuestions.appearsAt, now())));
