import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo } from "#app/core/http.server.ts";
import { passOn } from "#app/helping/routing.server.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return goTo(await passOn(viewer, params.threadId));
}
