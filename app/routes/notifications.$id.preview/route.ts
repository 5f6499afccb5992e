import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { previewOf } from "#app/notifications/inbox.server.ts";

/** What a push message shows, read with the person's own session at the moment at which it is shown. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const preview = await previewOf(viewer, params.id);
	if (!preview) throw notFound();
	return Response.json(preview);
}
