import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { termPath } from "#app/champions/rules.ts";
import { type Appointment, appointmentColumns, ownBooking } from "#app/coaching/appointments.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { NoticeKind } from "#db/enums.ts";
import { championTerms } from "#db/schema/champions.server.ts";
import { bookings, coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { notices } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { countLimit } from "./inbox.server.ts";
import { sessionHolds, termHolds } from "./notice-visible.server.ts";
import { type SessionSaid, sessionSentence, type TermSaid, termSentence, whenWords } from "./notice-words.ts";

const own = {
	noticeId: notices.id,
	noticeKind: notices.kind,
	cause: notices.cause,
	at: notices.at,
	unread: sql<boolean>`${notices.readAt} is null`.as("unread"),
};

/** What a person is told of sessions, with each session as it stands now. */
export const sessionNotices = (viewer: Viewer, which: SQL | undefined, most: number, tx = db) =>
	tx
		.select({ ...own, ...appointmentColumns, until: bookings.until, bookingId: bookings.id })
		.from(notices)
		.innerJoin(coachingSessions, eq(coachingSessions.id, notices.sessionId))
		.innerJoin(officeHours, eq(officeHours.id, coachingSessions.officeHoursId))
		.innerJoin(people, eq(people.id, coachingSessions.hostId))
		.leftJoin(bookings, ownBooking(viewer))
		.where(and(sessionHolds(viewer), which))
		.orderBy(desc(notices.at), desc(notices.id))
		.limit(most);

/** What a person is told of champion terms. */
export const termNotices = (viewer: Viewer, which: SQL | undefined, most: number, tx = db) =>
	tx
		.select({
			...own,
			termId: championTerms.id,
			name: people.name,
			own: sql<boolean>`${championTerms.nominatedBy} = ${championTerms.personId}`.as("own"),
			declined: sql<boolean>`${championTerms.state} = 'declined'`.as("declined"),
			startsOn: championTerms.startsOn,
			endsOn: championTerms.endsOn,
		})
		.from(notices)
		.innerJoin(championTerms, eq(championTerms.id, notices.termId))
		.innerJoin(people, eq(people.id, championTerms.personId))
		.where(and(termHolds(viewer), which))
		.orderBy(desc(notices.at), desc(notices.id))
		.limit(most);

export const saidOf = (row: Appointment & { noticeKind: NoticeKind }): SessionSaid => ({
	...row,
	kind: row.noticeKind as SessionSaid["kind"],
	group: row.kind === "group",
});
export const termSaidOf = (row: Omit<TermSaid, "kind"> & { noticeKind: NoticeKind }): TermSaid => ({
	...row,
	kind: row.noticeKind as TermSaid["kind"],
});

/** Where an offered seat is taken or declined. */
export const offerPath = (bookingId: string | null) => `/coaching/offers/${bookingId ?? ""}`;
/** Where somebody reads of a term, and answers. */
export const pathOfTerm = (viewer: Viewer, { termId, noticeKind }: { termId: string; noticeKind: NoticeKind }): string => {
	if (noticeKind === "nomination" && isAdmin(viewer)) return `/admin/champions/${termId}`;
	return noticeKind === "term-ends" ? `${termPath(termId)}/wish` : termPath(termId);
};

export type Notice = { id: string; kind: NoticeKind; at: Date; unread: boolean; sentence: string; when: string | null; path: string };

const shown = 12;
const unreadShown = 50;
const recentDays = 14;

/** What the viewer was told of their sessions and of champion terms, latest first: all that is unread, and what was read lately. */
export async function noticesOf(viewer: Viewer, unreadOnly: boolean, tx = db): Promise<Notice[]> {
	const unread = isNull(notices.readAt);
	const lately = sql`${notices.at} > ${new Date(now().getTime() - recentDays * 86_400_000).toISOString()}::timestamptz`;
	const which = unreadOnly ? unread : or(unread, lately);
	const [sessions, terms] = await Promise.all([
		sessionNotices(viewer, which, unreadShown, tx),
		termNotices(viewer, which, unreadShown, tx),
	]);
	const all: Notice[] = [
		...sessions.map((row) => ({
			id: row.noticeId,
			kind: row.noticeKind,
			at: row.at,
			unread: row.unread,
			sentence: sessionSentence(saidOf(row)),
			when: whenWords(row.startsAt, row.endsAt, viewer.timeZone),
			path: row.noticeKind === "offered" ? offerPath(row.bookingId) : sessionPath(row.id),
		})),
		...terms.map((row) => ({
			id: row.noticeId,
			kind: row.noticeKind,
			at: row.at,
			unread: row.unread,
			sentence: termSentence(termSaidOf(row)),
			when: null,
			path: pathOfTerm(viewer, row),
		})),
	];
	all.sort((a, b) => b.at.getTime() - a.at.getTime());
	return all.filter((row, index) => row.unread || index < shown);
}

/** How many unread notices the viewer has, up to a hundred. */
export async function unreadNotices(viewer: Viewer, tx = db): Promise<number> {
	const waiting = tx
		.select({ id: notices.id })
		.from(notices)
		.leftJoin(coachingSessions, eq(coachingSessions.id, notices.sessionId))
		.leftJoin(bookings, ownBooking(viewer))
		.leftJoin(championTerms, eq(championTerms.id, notices.termId))
		.where(and(eq(notices.personId, viewer.id), isNull(notices.readAt), or(sessionHolds(viewer), termHolds(viewer))))
		.limit(countLimit)
		.as("waiting");
	const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(waiting);
	return row?.count ?? 0;
}
