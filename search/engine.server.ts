import type { SQL } from "drizzle-orm";
import type { Question } from "./question.ts";

/** What narrows a search, by id. */
export type Narrowing = {
	kind?: string;
	circleId?: string;
	departmentId?: string;
	roleId?: string;
	toolId?: string;
	tag?: string;
	authorId?: string;
	answered?: boolean;
	since?: Date;
	until?: Date;
};

/**
 * What the searcher may find. `threads` and `circles` are predicates over those tables, and what counts; `audience` says the same in
 * short for an index that is not Postgres, whose answer is checked by the predicates again.
 */
export type Scope = { threads: SQL | undefined; circles: SQL; audience: () => Promise<string[]> };

/** Every engine's index bears these words for what anybody may read; else a document's audience is the id of its circle. */
export const everybody = "everybody";

export type SearchEngine = {
	name: "postgres" | "meilisearch";
	/** Ids of threads, best first, at most `limit`. */
	threads(question: Question, narrowing: Narrowing, scope: Scope, limit: number): Promise<string[]>;
	/** Ids of people and circles, best first, at most `limit` each. */
	others(question: Question, scope: Scope, limit: number): Promise<{ people: string[]; circles: string[] }>;
	/** Ids of up to `limit` threads that speak of the same as a title and a text, best first; none that shares little. */
	similar(text: { title: string; text: string }, scope: Scope, limit: number, except?: string): Promise<string[]>;
};
