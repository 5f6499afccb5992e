import type { LoaderFunctionArgs } from "@remix-run/node";
import { presentAma } from "#app/ama/present.server.ts";
import { requireListener } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";

/** An AMA as it stands, for a page that is open: notes nothing as read, and says nothing that is the viewer's own. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireListener({ request, context });
	const json = await presentAma(viewer, params.id);
	if (!json) throw notFound();
	return new Response(json, { headers: { "Content-Type": "application/json; charset=utf-8" } });
}
