import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireListener } from "#app/auth/session.server.ts";
import { unreadTold } from "#app/notifications/unread.server.ts";

/** How much waits unread, for the bell of an open page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireListener({ request, context });
	return Response.json({ unread: await unreadTold(viewer) });
}
