import type { ActionFunctionArgs } from "@remix-run/node";
import { archiveAma } from "#app/ama/commands.server.ts";
import { amaPath } from "#app/ama/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { refusedByResource, stay } from "#app/core/http.server.ts";

/** Puts an AMA away once nothing is open in it. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const why = await archiveAma(viewer, params.id);
	return why ? refusedByResource({ form: why }, 409) : stay({ context }, amaPath(params.id ?? ""));
}
