import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { tick } from "#app/champions/commands.server.ts";
import { stepInput } from "#app/champions/input.ts";
import { deskPath } from "#app/champions/rules.ts";
import { applyForm } from "#app/core/resource.server.ts";

/** Ticks a step of the playbook off, or takes the tick back. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, stepInput, async ({ step, on }) => {
		await tick(viewer, step, on);
		return `${deskPath}#playbook`;
	});
}
