import type { ActionFunctionArgs } from "@remix-run/node";
import { endSession, requireViewer } from "#app/auth/session.server.ts";
import { goTo } from "#app/core/http.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
	await requireViewer({ request, context });
	return goTo("/sign-in", { headers: { "Set-Cookie": await endSession({ request, context }) } });
}
