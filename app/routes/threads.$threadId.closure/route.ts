import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { closeThread } from "#app/replies/care.server.ts";
import { closureInput } from "#app/replies/input.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, closureInput, ({ closed }) => closeThread(viewer, params.threadId, closed));
}
