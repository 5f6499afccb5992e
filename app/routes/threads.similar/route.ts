import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { similarTo } from "#app/search/related.server.ts";

const similarLimit = { name: "similar", max: 120, windowSeconds: 60 };

/** Up to five threads that what is being written resembles: its title, and the beginning of its text. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { allowed, retryAfterSeconds } = await takeOne(similarLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const { searchParams } = new URL(request.url);
	return json(await similarTo(viewer, (name) => searchParams.get(name)));
}
