import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { noteWriting } from "#app/replies/writing.server.ts";

/** Tells the others at this question that somebody is writing, not who. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	await noteWriting(viewer, params.threadId);
	return new Response(null, { status: 204 });
}
