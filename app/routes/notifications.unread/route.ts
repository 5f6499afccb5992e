import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { unreadCount } from "#app/notifications/inbox.server.ts";

/** How many threads have something unread, for the bell of an open page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return Response.json({ unread: await unreadCount(viewer) });
}
