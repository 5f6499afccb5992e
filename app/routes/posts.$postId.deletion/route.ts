import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo } from "#app/core/http.server.ts";
import { deletePost } from "#app/replies/commands.server.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { path, undo } = await deletePost(viewer, params.postId);
	const [page, anchor] = path.split("#");
	return goTo(anchor ? `${page}?from=${undo}&undo=${undo}#${anchor}` : `${page}?undo=${undo}`);
}
