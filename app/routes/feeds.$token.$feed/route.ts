import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "#app/core/clock.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { personByFeedToken } from "#app/people/feed-token.server.ts";
import { atomFeed } from "#app/threads/atom.server.ts";
import { type FeedFilter, feed } from "#app/threads/feed.server.ts";

const feeds: Record<string, { title: string; filter: FeedFilter }> = {
	"for-you.atom": { title: "Lamplight: For you", filter: { forYou: true } },
	"latest.atom": { title: "Lamplight: Latest", filter: {} },
	"unanswered.atom": { title: "Lamplight: Waiting for an answer", filter: { unanswered: true } },
	"wins.atom": { title: "Lamplight: Wins", filter: { kind: "win" } },
	"lessons.atom": { title: "Lamplight: Lessons", filter: { kind: "lesson" } },
};
const feedLimit = { name: "feed", max: 120, windowSeconds: 3600 };

/** A feed for a reader without a session: the secret in the address stands for the person, who can revoke it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const chosen = Object.hasOwn(feeds, params.feed ?? "") ? feeds[params.feed ?? ""] : undefined;
	const viewer = await personByFeedToken(params.token ?? "");
	if (!chosen || !viewer) throw notFound();
	const { allowed, retryAfterSeconds } = await takeOne(feedLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const { items } = await feed(viewer, chosen.filter, null);
	const updated = new Date(Math.max(0, ...items.map(({ lastActivityAt }) => lastActivityAt.getTime())) || now().getTime());
	return new Response(
		atomFeed({
			title: chosen.title,
			self: new URL(new URL(request.url).pathname, context.origin).href,
			origin: context.origin,
			items,
			updated,
		}),
		{
			headers: { "Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": "private, no-store" },
		},
	);
}
