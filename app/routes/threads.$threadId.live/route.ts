import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireListener } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { openingOf, repliesOf, threadById } from "#app/threads/queries.server.ts";

/** A thread as it stands, for a page that is open: notes nothing as read. `from` is the first reply that the page shows. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireListener({ request, context });
	const found = await threadById(viewer, params.threadId);
	if (!found) throw notFound();
	const { seenUpTo, acceptedPostId, state, closedAt } = found;
	const from = new URL(request.url).searchParams.get("from");
	const [opening, page] = await Promise.all([openingOf(viewer, found), repliesOf(viewer, found, seenUpTo, { from })]);
	if (!opening) throw notFound();
	return Response.json({ acceptedPostId, state, closedAt, opening, replies: page.replies, later: page.later });
}
