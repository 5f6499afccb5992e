import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { similarThreads } from "#app/threads/related.server.ts";
import { limits, threadPath } from "#app/threads/rules.ts";

const similarLimit = { name: "similar", max: 600, windowSeconds: 3600 };

/** Up to five threads that a title resembles. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const title = (new URL(request.url).searchParams.get("title") ?? "").toWellFormed().replaceAll("\0", "").slice(0, limits.title);
	if (title.length < 10) return json([]);
	const { allowed, retryAfterSeconds } = await takeOne(similarLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	return json(
		(await similarThreads(viewer, title)).map((thread) => ({
			id: thread.id,
			kind: thread.kind,
			state: thread.state,
			title: thread.title,
			path: threadPath(thread),
		})),
	);
}
