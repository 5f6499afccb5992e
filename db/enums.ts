/** The closed lists of the product: the one file under `db/` that browsers may load. */

/** What a thread is. */
export const threadKinds = ["win", "question", "lesson", "ama"] as const;
export type ThreadKind = (typeof threadKinds)[number];

/** Kinds a member can start from the composer. */
export const composedKinds = ["win", "question", "lesson"] as const;
export type ComposedKind = (typeof composedKinds)[number];

/** A question is open, answered (it has an accepted reply) or reopened (it had one). */
export const questionStates = ["open", "answered", "reopened"] as const;
export type QuestionState = (typeof questionStates)[number];

/** Would the author of a lesson try again? */
export const agains = ["yes", "differently", "no"] as const;
export type Again = (typeof agains)[number];

export const reactionKinds = ["thanks", "same-here", "learned", "brave"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** Standing rights of an account; circles and champion terms add to them. */
export const roles = ["member", "moderator", "admin"] as const;
export type Role = (typeof roles)[number];

export const circleVisibilities = ["open", "private"] as const;
export type CircleVisibility = (typeof circleVisibilities)[number];

/** What can be found. A thread's document holds its replies. */
export const documentKinds = ["thread", "person", "circle"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Where an index of the documents is kept. */
export const searchTargets = ["postgres", "meilisearch"] as const;
export type SearchTarget = (typeof searchTargets)[number];

/** How much of something a person wants to hear: every post, new threads, what mentions them, nothing. */
export const followLevels = ["all", "first", "mentions", "muted"] as const;
export type FollowLevel = (typeof followLevels)[number];

/** What can be followed. Nobody follows a person. */
export const followTargets = ["thread", "circle", "tag", "tool", "role"] as const;
export type FollowTarget = (typeof followTargets)[number];

/** Why a person follows something: they chose it, they started the thread, they replied in it. */
export const followReasons = ["chosen", "own", "replied"] as const;
export type FollowReason = (typeof followReasons)[number];

/**
 * What a person is told of: they are mentioned, somebody replied, their reply was accepted, colleagues reacted, a thread began where
 * they follow, a question waits that they may know, somebody's first post waits for a kind word, an AMA opens or what they promised
 * there is due.
 */
export const notificationKinds = ["mention", "reply", "accepted", "reaction", "thread", "question", "care", "ama"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** How soon a mail tells of something. */
export const mailCadences = ["off", "now", "3h", "daily", "weekly"] as const;
export type MailCadence = (typeof mailCadences)[number];

export const digestCadences = ["off", "daily", "weekly"] as const;
export type DigestCadence = (typeof digestCadences)[number];

/** A mail about one thread, about several things, the digest, or about a session or a champion term. */
export const mailForms = ["thread", "summary", "digest", "notice"] as const;
export type MailForm = (typeof mailForms)[number];

/** A mail waits, was handed over, had nothing left to say, or was refused for good. */
export const mailStates = ["waiting", "sent", "dropped", "refused"] as const;
export type MailState = (typeof mailStates)[number];

/** Whether the bearer of an alias hears of its thread. */
export const aliasLevels = ["all", "muted"] as const;
export type AliasLevel = (typeof aliasLevels)[number];

/** What the bearer of an alias is told. */
export const sealedNewsKinds = ["reply", "accepted", "reaction"] as const;
export type SealedNewsKind = (typeof sealedNewsKinds)[number];

/** How a question of an AMA stands: it waits, or it came to one of its ends. Every one of them is seen by everybody. */
export const amaQuestionStates = ["open", "answered", "unknown", "declined", "merged"] as const;
export type AmaQuestionState = (typeof amaQuestionStates)[number];

/** Who speaks in an AMA: the leader, who hosts it with them, who prepared it in their name. */
export const amaHostRoles = ["leader", "co-host", "delegate"] as const;
export type AmaHostRole = (typeof amaHostRoles)[number];

/** Why somebody asks a moderator to look at a post. */
export const flagReasons = ["unkind", "personal", "off-topic", "spam", "other"] as const;
export type FlagReason = (typeof flagReasons)[number];

/** A post that was flagged waits, was found to be fine, is hidden, was mended by its author and waits again, or is shown again. */
export const caseStates = ["flagged", "fine", "hidden", "mended", "shown"] as const;
export type CaseState = (typeof caseStates)[number];

/** What the log of moderation holds. */
export const moderationActs = [
	"flagged",
	"fine",
	"hidden",
	"mended",
	"shown",
	"muted",
	"unmuted",
	"stopped",
	"freed",
	"glass-asked",
	"glass-confirmed",
	"glass-withdrawn",
	"glass-opened",
	"glass-read",
	"officers",
	"note-fine",
	"note-removed",
] as const;
export type ModerationAct = (typeof moderationActs)[number];

/** The two who can open a sealed link, each with a key of their own: one opens the outer box, the other the inner one. */
export const officerSlots = ["outer", "inner"] as const;
export type OfficerSlot = (typeof officerSlots)[number];

/** A champion term was proposed and waits for the admin's or the person's yes, runs or ran between its days, or did not come about. */
export const termStates = ["proposed", "agreed", "declined"] as const;
export type TermState = (typeof termStates)[number];

/** What a champion wishes when a term comes to its end. */
export const termWishes = ["renew", "rest", "hand-over"] as const;
export type TermWish = (typeof termWishes)[number];

/** Office hours are for one person at a time, or for a group with seats. */
export const officeHourKinds = ["one", "group"] as const;
export type OfficeHourKind = (typeof officeHourKinds)[number];

/** A slot that somebody is filling a form for, a session that takes place, one that does not. */
export const sessionStates = ["held", "booked", "cancelled"] as const;
export type SessionState = (typeof sessionStates)[number];

/** One person's place in a session: held while they fill the form, theirs, on the waitlist, offered from it, given up. */
export const bookingStates = ["held", "booked", "waiting", "offered", "cancelled"] as const;
export type BookingState = (typeof bookingStates)[number];

/** Who of a session did something. */
export const sessionSides = ["host", "guest"] as const;
export type SessionSide = (typeof sessionSides)[number];

/** What a person is told beside threads: of their sessions and of champion terms. */
export const noticeKinds = [
	"booked",
	"moved",
	"cancelled",
	"offered",
	"reminder",
	"nudge",
	"no-show",
	"appeal",
	"nominated",
	"nomination",
	"term-agreed",
	"term-ends",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What people do that recognition knows of. Docs: docs/decisions/021-recognition.md. */
export const activityEvents = [
	"question",
	"lesson",
	"win",
	"turned",
	"ama",
	"answer",
	"reply",
	"tried",
	"came-back",
	"welcome",
	"accepted",
	"helped",
	"mended",
	"joined-circle",
	"ama-question",
	"ama-answered",
	"ama-unknown",
	"ama-came-back",
	"coaching-booked",
	"agenda-asked",
	"reflected",
	"hours-offered",
	"hosted",
	"excerpt-shared",
	"pattern-noted",
	"took-question",
	"champion",
	"handed-over",
	"thanked",
] as const;
export type ActivityEvent = (typeof activityEvents)[number];

/** Who sees an award beside its owner: nobody, everybody, everybody with what it was for. */
export const awardViews = ["mine", "shown", "evidence"] as const;
export type AwardView = (typeof awardViews)[number];

/** A nomination waits for its reader; the badge was given; it was sent back with a reason; nobody found the time to read it. */
export const nominationStates = ["waiting", "given", "returned", "unread"] as const;
export type NominationState = (typeof nominationStates)[number];

/** What a moderator said to a thank-you note that its receiver showed them. */
export const noteDecisions = ["fine", "removed"] as const;
export type NoteDecision = (typeof noteDecisions)[number];

/** Which of their badges somebody shows: each as they chose for it, all, none; or they take no part: then nothing is recorded either. */
export const recognitionModes = ["each", "all", "none", "out"] as const;
export type RecognitionMode = (typeof recognitionModes)[number];
