import { eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { comingTo } from "#app/coaching/appointments.server.ts";
import { appointmentMessage, appointmentTitle } from "#app/coaching/calendar.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { now } from "#app/core/clock.server.ts";
import type { Item, Letter } from "#app/core/mail/letter.ts";
import { appUrl } from "#app/core/mail/transport.server.ts";
import { notices } from "#db/schema/notifications.server.ts";
import type { Posted } from "./letters.server.ts";
import { offerPath, pathOfTerm, saidOf, sessionNotices, termNotices, termSaidOf } from "./notice-list.server.ts";
import { momentWords, sessionSentence, termSentence, whenWords } from "./notice-words.ts";

type Reader = Viewer & { email: string };
type SessionNotice = Awaited<ReturnType<typeof sessionNotices>>[number];

const dayMs = 86_400_000;
const atOnce = new Date(0);
const urlOf = (path: string) => `${appUrl()}${path}`;

/** The mail about a session or a champion's term as it stands now, or null when there is nothing to tell any more. */
export async function noticeLetter(viewer: Reader, noticeId: string): Promise<Posted | null> {
	const which = eq(notices.id, noticeId);
	const [session] = await sessionNotices(viewer, which, 1);
	if (session) return sessionLetter(viewer, session);
	const [term] = await termNotices(viewer, which, 1);
	if (!term) return null;
	const letter: Letter = {
		subject: termSentence(termSaidOf(term)),
		preview: "Champions at Lamplight",
		parts: [{ items: [{ meta: "What it means, and what you can do now, stands at Lamplight." }] }],
		action: { label: "See more", url: urlOf(pathOfTerm(viewer, term)) },
		foot: { text: "You get this because it is about you as a champion, or you look after champions.", links: [settings()] },
	};
	return { letter, references: `term.${term.cause.split(":")[1] ?? ""}`, unsubscribe: null, listId: "champions", sendBy: null };
}

const settings = () => ({ label: "What to hear of", url: urlOf("/settings/notifications") });

async function sessionLetter(viewer: Reader, notice: SessionNotice): Promise<Posted> {
	const { noticeKind, cancelled, startsAt, endsAt, reason, calledOff } = notice;
	const when = whenWords(startsAt, endsAt, viewer.timeZone);
	const appointment = noticeKind === "booked" || noticeKind === "moved" || noticeKind === "cancelled";
	const items: Item[] = [
		{ title: appointmentTitle(notice), meta: when },
		...(cancelled ? [] : whereItems(notice)),
		...(calledOff && reason ? [{ title: "What was said", text: reason }] : []),
		...moreItems(notice, viewer.timeZone),
	];
	const letter: Letter = {
		subject: sessionSentence(saidOf(notice)),
		preview: when,
		parts: [{ items }, ...(await guestParts(viewer, notice))],
		action:
			noticeKind === "offered"
				? { label: "Take the seat", url: urlOf(offerPath(notice.bookingId)) }
				: { label: "Open the session", url: urlOf(sessionPath(notice.id)) },
		foot: {
			text: "You get this because it is an appointment of yours.",
			links: [{ label: "Your sessions in your calendar", url: urlOf("/settings/calendar") }, settings()],
		},
	};
	return {
		letter,
		references: `session.${notice.id}`,
		unsubscribe: null,
		listId: "sessions",
		sendBy: sendBy(notice),
		...(appointment ? { calendar: appointmentMessage(notice, { name: viewer.name, address: viewer.email }, now()) } : {}),
	};
}

/** Until when it may wait for a person's waking hours; null: as long as they last. */
function sendBy({ noticeKind, startsAt, until }: SessionNotice): Date | null {
	if (noticeKind === "booked" || noticeKind === "moved" || noticeKind === "cancelled") return atOnce;
	if (noticeKind === "reminder") return startsAt;
	const ahead = startsAt.getTime() - now().getTime();
	if (ahead > 0 && ahead <= dayMs) return atOnce;
	return noticeKind === "offered" ? until : null;
}

function whereItems({ place }: SessionNotice): Item[] {
	if (!place) return [];
	return /^https?:\/\/\S+$/i.test(place) ? [{ title: "Where you meet", url: place }] : [{ title: "Where you meet", meta: place }];
}

function moreItems({ noticeKind, until, bookingId }: SessionNotice, timeZone: string): Item[] {
	if (noticeKind === "offered" && until)
		return [
			{ meta: `It is kept for you until ${momentWords(until, timeZone)}. Nothing happens before you choose.` },
			{ title: "No, thank you", url: urlOf(`${offerPath(bookingId)}?answer=no`) },
		];
	if (noticeKind === "no-show") return [{ meta: "Only the two of you see this. You can say how it was, and it goes away after 60 days." }];
	return [];
}

/** What those who come want to try is for the host alone. */
async function guestParts(viewer: Reader, { noticeKind, side, id, cancelled }: SessionNotice) {
	if (side !== "host" || cancelled || !["booked", "moved", "reminder"].includes(noticeKind)) return [];
	const guests = await comingTo(viewer, id);
	if (guests.length === 0) return [];
	const items = guests.map(({ name, want, tried }) => {
		const text = [want ? `Wants to try: ${want}` : "", tried ? `Has tried: ${tried}` : ""].filter(Boolean).join("\n\n");
		return { title: name, ...(text ? { text } : {}) };
	});
	return [{ heading: "Who comes", items }];
}
