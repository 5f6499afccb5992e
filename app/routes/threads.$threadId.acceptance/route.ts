import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { acceptAnswer } from "#app/replies/acceptance.server.ts";
import { acceptanceInput } from "#app/replies/input.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, acceptanceInput, ({ postId }) => acceptAnswer(viewer, params.threadId, postId ?? null));
}
