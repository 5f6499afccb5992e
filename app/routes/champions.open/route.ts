import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { open } from "#app/champions/commands.server.ts";
import { openInput } from "#app/champions/input.ts";
import { deskPath } from "#app/champions/rules.ts";
import { applyForm } from "#app/core/resource.server.ts";

/** Opens the viewer for sessions now, or ends it. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, openInput, async (input) => {
		await open(viewer, input.for);
		return deskPath;
	});
}
