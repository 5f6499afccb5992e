import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { rest } from "#app/champions/commands.server.ts";
import { restInput } from "#app/champions/input.ts";
import { deskPath } from "#app/champions/rules.ts";
import { applyForm } from "#app/core/resource.server.ts";

/** Rests, or no longer. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, restInput, async ({ on }) => {
		await rest(viewer, on);
		return deskPath;
	});
}
