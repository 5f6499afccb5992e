import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo } from "#app/core/http.server.ts";
import { takeBackHeld } from "#app/replies/anonymous.server.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return goTo(await takeBackHeld(viewer, params.id));
}
