import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { similarTo } from "#app/threads/related.server.ts";

const similarLimit = { name: "similar", max: 120, windowSeconds: 60 };

/** Up to five threads that a title resembles. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { allowed, retryAfterSeconds } = await takeOne(similarLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	return json(await similarTo(viewer, new URL(request.url).searchParams.get("title") ?? ""));
}
