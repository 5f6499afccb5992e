import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { quickLimit } from "#app/search/limits.ts";
import { findQuickly } from "#app/search/queries.server.ts";
import { postPath } from "#app/threads/rules.ts";

/** The best few threads, people and circles for what is typed so far. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { allowed, retryAfterSeconds } = await takeOne(quickLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const { q, hits, people, circles } = await findQuickly(viewer, new URL(request.url).searchParams.get("q") ?? "");
	return json({
		q,
		threads: hits.map((hit) => ({
			id: hit.id,
			kind: hit.kind,
			title: hit.title,
			circle: hit.circle,
			answered: hit.state === "answered",
			path: postPath(hit, hit.postId),
		})),
		people: people.map(({ handle, name, jobRole }) => ({ handle, name, jobRole })),
		circles: circles.map(({ slug, name, private: hidden }) => ({ slug, name, private: hidden })),
	});
}
