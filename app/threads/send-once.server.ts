import type { AppLoadContext } from "@remix-run/node";
import type { PostView } from "./views.ts";

/**
 * Keeps a post's cooked HTML out of the hydration data when a whole document is sent: there it stands in the page already
 * (`Cooked` reads it back). A `.data` request gets it as it is.
 */
export function sendOnce(context: AppLoadContext, post: PostView): PostView {
	if (!context.isDocument) return post;
	for (const [section, html] of Object.entries(post.html)) context.cooked.set(`${post.id}:${section}`, html);
	return { ...post, html: {} };
}
