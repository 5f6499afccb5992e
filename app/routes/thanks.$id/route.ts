import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { noteInput } from "#app/recognition/input.ts";
import { changeNote } from "#app/recognition/thanks.server.ts";

/** Shows a note, hides it, or takes it back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, noteInput, ({ act }) => changeNote(viewer, params.id, act));
}
