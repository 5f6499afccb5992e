import type { BookingState, OfficeHourKind, SessionSide } from "#db/enums.ts";
import type { SessionPhase } from "./rules.ts";

export const sessionLimits = {
	notes: 20_000,
	excerpt: 2000,
	reflection: 4000,
	/** Within so many days lies the day that somebody sets themselves. */
	withinDays: 90,
	recurring: 200,
	appeal: 1000,
	questionMin: 3,
	question: 600,
	/** That somebody did not come is forgotten after so many days. */
	noShowDays: 60,
	/** So many champions have to say the same before admins read of it, and in so many days. */
	gapChampions: 2,
	gapDays: 180,
};

/** What a rule needs to know of a session and of the viewer's place in it. */
export type Place = { kind: OfficeHourKind; phase: SessionPhase; side: SessionSide | null; booking: { state: BookingState } | null };

/** Who takes part: the host, and whoever took a seat and did not give it up. */
export const takesPart = ({ side, booking }: Place) => side === "host" || booking?.state === "booked";
export const hasBegun = ({ phase }: Place) => phase === "running" || phase === "over";
export const canCancel = (place: Place) => takesPart(place) && place.phase === "coming";
/** A group is moved by its host alone. */
export const canMove = (place: Place) => canCancel(place) && (place.kind === "one" || place.side === "host");
/** A guest looks back once it is over. */
export const canReflect = (place: Place) => takesPart(place) && place.side === "guest" && place.phase === "over";
/** A host says afterwards what keeps coming up. */
export const canSayRecurring = ({ side, phase }: Place) => side === "host" && phase === "over";
export const canOfferExcerpt = (place: Place) => takesPart(place) && hasBegun(place);
export const canSayNoShow = (place: Place) => takesPart(place) && hasBegun(place);
/** Everybody who sees a group session may bring a question until it is over. */
export const canAsk = ({ kind, phase }: Place) => kind === "group" && (phase === "coming" || phase === "running");
export const canTakeSeat = ({ kind, phase, side, booking }: Place) =>
	kind === "group" && phase === "coming" && side !== "host" && (booking === null || booking.state === "cancelled");

export const phaseWords: Record<SessionPhase, string> = {
	held: "being booked",
	coming: "coming up",
	running: "taking place now",
	over: "over",
	cancelled: "cancelled",
};

export const whoReads = {
	mine: "Only you read these, whatever somebody’s role is.",
	ours: (kind: OfficeHourKind) =>
		kind === "one"
			? "Only the two of you read and write these, whatever somebody’s role is."
			: "Only the host and those who have a seat read and write these, whatever somebody’s role is.",
	excerpt: "Once two of you agreed on the words, everybody who works here reads them beside these office hours, without the guest’s name.",
	reflection: "Only you read this; your host does not, and no role sees more.",
	noShow: "Only the two of you see it, on this page. It stands on no profile, is counted nowhere and is forgotten after 60 days.",
	recurring: "Your name, the session and your guest do not stand with it. Admins read it once two champions say the same.",
	agenda:
		"Without your name nobody can ever learn who asked: no link to you is kept. It appears within half an hour, with the day alone. Few people may come to this session: some may guess from what you ask.",
};

type Pairs = Place & { booking: { id: string } | null; guests: { bookingId: string; name: string; state: BookingState }[] };
/** The bookings of which the viewer can say that the other side did not come: a host of each guest's, a guest of their own. */
export function pairsOf({ side, booking, guests }: Pairs): { bookingId: string; name: string }[] {
	if (side === "host") return guests.filter(({ state }) => state === "booked").map(({ bookingId, name }) => ({ bookingId, name }));
	return booking ? [{ bookingId: booking.id, name: "" }] : [];
}
