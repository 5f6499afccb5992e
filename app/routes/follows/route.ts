import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { follow } from "#app/following/commands.server.ts";
import { followInput } from "#app/following/input.ts";

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, followInput, (input) => follow(viewer, input));
}
