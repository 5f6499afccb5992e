/** The closed lists of the product: the one file under `db/` that browsers may load. */

/** `ama` keeps its place; AMA threads arrive with their own slice. */
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
