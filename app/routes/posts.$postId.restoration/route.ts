import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo, notFound } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { undoDelete } from "#app/replies/commands.server.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!isId(params.postId)) throw notFound();
	return goTo(await undoDelete(viewer, params.postId));
}
