import { dayOf } from "#app/anonymity/day.ts";
import { now } from "#app/core/clock.server.ts";
import type { Tx } from "#db/client.server.ts";
import { postRevisions, type posts } from "#db/schema/posts.server.ts";
import { needsRevision } from "./rules.ts";

/** When a post that is changed now was changed, as it is kept: not within the grace period, and to the day for an anonymous one. */
export function editedNow({ alias, createdAt }: typeof posts.$inferSelect): { editedAt?: Date } {
	if (alias !== null) return { editedAt: dayOf(now()) };
	return needsRevision(createdAt, now()) ? { editedAt: now() } : {};
}

/**
 * Keeps the present version of a post before it is changed, unless it is younger than the grace period, or anonymous: what its author
 * took out was perhaps what said too much.
 */
export async function keepRevision(post: typeof posts.$inferSelect, title: string | null, tx: Tx): Promise<void> {
	if (post.alias !== null) return;
	if (!needsRevision(post.createdAt, now())) return;
	await tx.insert(postRevisions).values({
		postId: post.id,
		revision: post.revision,
		title,
		sections: post.sections,
		cooked: post.cooked,
		writtenAt: post.editedAt ?? post.createdAt,
	});
}

const oldMs = 30 * 86_400_000;

/** Whether a post was written so long ago that to change it is to bring it up to date. */
export const isOld = (createdAt: Date): boolean => now().getTime() - createdAt.getTime() >= oldMs;
