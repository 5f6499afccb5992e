import type { Again, CircleVisibility, QuestionState, ReactionKind, ThreadKind } from "#db/enums.ts";

/** Instants cross to the browser as Date (single fetch keeps them). */
/** Who wrote something. Without a handle it is an alias, and nothing else is known. */
export type Author = { handle: string | null; name: string; photo: string | null; jobRole: string | null };
export type CircleRef = { id: string; slug: string; name: string; visibility: CircleVisibility };

/** One message as a viewer sees it. A deleted one keeps its place and loses its text. */
export type PostView = {
	id: string;
	opening: boolean;
	author: Author;
	/** Written by the viewer, under their name or their alias here. */
	own: boolean;
	/** Its writer says that they tried what the win describes. */
	tried: boolean;
	/** The quoted parent: who and the beginning of what. */
	parent: { id: string; name: string; text: string } | null;
	/** Cooked HTML by section; empty when deleted, or when the document already carries it. */
	html: Record<string, string>;
	sectionNames: string[];
	createdAt: Date;
	editedAt: Date | null;
	hasHistory: boolean;
	deletedAt: Date | null;
	/** The viewer's own reactions, and the kinds that anybody gave: no numbers, except to the post's author. */
	mine: ReactionKind[];
	given: { kind: ReactionKind; count: number | null }[];
	kept: boolean;
	isNew: boolean;
};

export type ThreadView = {
	id: string;
	slug: string;
	kind: ThreadKind;
	title: string;
	circle: CircleRef;
	author: Author;
	/** Begun by the viewer, under their name or their alias here. */
	own: boolean;
	/** The viewer's own alias in this thread. */
	alias: string | null;
	tool: { slug: string; name: string } | null;
	forRoles: { slug: string; name: string }[];
	tags: string[];
	again: Again | null;
	state: QuestionState | null;
	acceptedPostId: string | null;
	replyCount: number;
	createdAt: Date;
	pinnedUntil: Date | null;
	closedAt: Date | null;
	keeper: boolean;
};
