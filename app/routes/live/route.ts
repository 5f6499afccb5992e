import type { LoaderFunctionArgs } from "@remix-run/node";
import { getListener } from "#app/auth/session.server.ts";
import { changedSince, frame } from "#app/core/live/hub.server.ts";
import { eventStream } from "#app/core/live/stream.server.ts";
import { visibleThreadId } from "#app/threads/queries.server.ts";

/**
 * What happens while a page is open: server-sent events that name a thread and say nothing of it. For a thread that the viewer may not
 * see there are none, as for one that is not there. `since`, or what a browser sends when it comes back, is up to where it heard everything.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await getListener({ request, context });
	// A browser ends a stream for good at 204 (HTML, 9.2.3); a redirect to the sign-in page it would call a fault.
	if (!viewer) return new Response(null, { status: 204 });
	const { searchParams } = new URL(request.url);
	const topic = await visibleThreadId(viewer, searchParams.get("thread"));
	const since = request.headers.get("Last-Event-ID") ?? searchParams.get("since");
	const missed = topic && since !== null && (await changedSince(topic, since));
	// An inbox is asked for whenever one comes back: its changes are not kept.
	const first = (missed ? frame("thread", topic) : "") + frame("inbox");
	return eventStream({ personId: viewer.id, topic, first, once: searchParams.has("once") }, request.signal);
}
