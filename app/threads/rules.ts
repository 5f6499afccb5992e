import { isModerator, type Viewer } from "#app/auth/rules.ts";
import type { QuestionState, ThreadKind } from "#db/enums.ts";

export const limits = {
	title: 140,
	titleMin: 8,
	section: 20_000,
	amaQuestion: 600,
	tags: 5,
	tag: 30,
	mentions: 10,
	graceMinutes: 5,
	undoMinutes: 10,
	pinDaysMax: 90,
};

/** What a rule needs to know. `own`: the viewer wrote it, under their name or alias. `keeper`: they keep the thread's circle. */
export type RuledThread = { own: boolean; kind: ThreadKind; closedAt: Date | string | null; deletedAt?: Date | string | null };
export type RuledPost = { own: boolean; opening: boolean; deletedAt: Date | string | null };
export type Standing = { viewer: Pick<Viewer, "id" | "role">; keeper: boolean };

/** Moderators and the circle's keeper care for its threads. */
export const canModerate = ({ viewer, keeper }: Standing) => keeper || isModerator(viewer);
export const canReply = (thread: RuledThread) => !thread.closedAt && !thread.deletedAt;
export const canEdit = (post: RuledPost) => post.own && !post.deletedAt;
export const canDelete = (standing: Standing, post: RuledPost) => !post.deletedAt && (post.own || canModerate(standing));
/** The asker or somebody who moderates chooses the accepted answer: any reply that is not deleted, the asker's own too. */
export const canAccept = (standing: Standing, thread: RuledThread) =>
	thread.kind === "question" && !thread.deletedAt && (thread.own || canModerate(standing));
/** Nobody thanks themselves. */
export const canReact = (post: Omit<RuledPost, "opening">) => !post.own && !post.deletedAt;
/** An edit within the grace period leaves no revision. */
export const needsRevision = (createdAt: Date, editedAt: Date) => editedAt.getTime() - createdAt.getTime() > limits.graceMinutes * 60_000;

/**
 * The state of a question after its accepted answer is set or taken away: open -> answered <-> reopened.
 * A question that was answered once never goes back to open.
 */
export const stateAfter = (state: QuestionState, accepted: boolean): QuestionState => {
	if (accepted) return "answered";
	return state === "open" ? "open" : "reopened";
};

// Words that are addresses below a thread: a slug must not shadow them.
const reserved = new Set(["replies", "acceptance", "edit", "pin", "closure", "move", "deletion", "read", "feed"]);

/** The readable part of a thread's address, from its title; decoration, never used to find the thread. */
export function slugOf(title: string): string {
	const slug = title
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 60)
		.replace(/-+$/, "");
	if (slug === "") return "thread";
	return reserved.has(slug) ? `${slug}-thread` : slug;
}

export const threadPath = (thread: { id: string; slug: string }) => `/threads/${thread.id}/${encodeURIComponent(thread.slug)}`;
export const postPath = (thread: { id: string; slug: string }, postId: string) => `${threadPath(thread)}#post-${postId}`;
