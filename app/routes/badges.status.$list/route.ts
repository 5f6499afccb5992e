import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "#app/core/http.server.ts";
import { publicDocument } from "#app/recognition/public.server.ts";
import { statusList } from "#app/recognition/status-list.server.ts";

/** Which badges were taken back, by numbers that say nothing of whose they are. For anybody: a verifier has no session. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const list = await statusList(params.list);
	if (!list) throw notFound();
	return publicDocument(request, list, { type: "application/vc+ld+json", seconds: 300 });
}
