import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { react } from "#app/reactions/commands.server.ts";
import { reactionInput } from "#app/reactions/input.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, reactionInput, ({ kind, on }) => react(viewer, params.postId, kind, on));
}
