import type { Again, ThreadKind } from "#db/enums.ts";

/** Who wrote something: a handle, or an alias after a tilde ("~Quiet Heron"), which nobody bears. */
export type DemoWriter = string;

/**
 * One reply in a demo conversation. `hours` counts from the opening post; `parent` is the index of the reply it quotes; `tried`: its
 * writer tried the win.
 */
export type DemoReply = { by: DemoWriter; hours: number; text: string; parent?: number; accepted?: true; tried?: true };

type Shared = {
	author: DemoWriter;
	title: string;
	/** Days before the day of seeding; fractions are hours. */
	daysAgo: number;
	tags: string[];
	replies: DemoReply[];
};
export type DemoWin = Shared & {
	kind: Extract<ThreadKind, "win">;
	task: string;
	tool: string;
	did: string;
	change: string;
	forRoles?: string[];
	/** The title of the lesson that it grew out of. */
	grewFrom?: string;
};
export type DemoQuestion = Shared & { kind: Extract<ThreadKind, "question">; want: string; tried: string };
export type DemoLesson = Shared & { kind: Extract<ThreadKind, "lesson">; tried: string; happened: string; believe: string; again: Again };

/** A conversation at Northwind Logistics: people by handle, tools and roles by slug, text as markdown. */
export type DemoThread = DemoWin | DemoQuestion | DemoLesson;
