import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo } from "#app/core/http.server.ts";
import { markUnreadFrom } from "#app/notifications/commands.server.ts";

/** Unread from here: leads away from the thread, since looking at it is reading it. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	await markUnreadFrom(viewer, params.postId);
	return goTo("/latest");
}
