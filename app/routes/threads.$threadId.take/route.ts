import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { deskPath } from "#app/champions/rules.ts";
import { stay } from "#app/core/http.server.ts";
import { takeOn } from "#app/helping/routing.server.ts";

/** Takes on a question that was brought to the viewer. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	await takeOn(viewer, params.threadId);
	return stay({ context }, deskPath);
}
