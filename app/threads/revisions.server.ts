import { now } from "#app/core/clock.server.ts";
import type { Tx } from "#db/client.server.ts";
import { postRevisions, type posts } from "#db/schema/posts.server.ts";
import { needsRevision } from "./rules.ts";

/** Keeps the present version of a post before it is changed, unless it is younger than the grace period. */
export async function keepRevision(post: typeof posts.$inferSelect, title: string | null, tx: Tx): Promise<void> {
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
