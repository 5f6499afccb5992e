import type { SQL } from "drizzle-orm";
import type { QuestionState, ThreadKind } from "#db/enums.ts";

export type Found = { id: string; slug: string; kind: ThreadKind; state: QuestionState | null; title: string };
export type Hit = Found & { excerpt: string; circle: string; author: string; createdAt: Date; postId: string };
/** The caller's visibility predicate over `threads`: nothing is found, counted or shown outside it. */
export type Visible = SQL | undefined;

export type SearchEngine = {
	/** Up to five threads close to a title or text, best first. */
	similar(text: string, visible: Visible, except?: string): Promise<Found[]>;
	/** Up to `limit` posts that match the words, best first, one for each thread; `excerpt` marks matches with \u0002 and \u0003. */
	search(query: string, visible: Visible, limit: number, offset: number): Promise<Hit[]>;
};
