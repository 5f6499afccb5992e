import type { LoaderFunctionArgs } from "@remix-run/node";
import { calendarOf } from "#app/ama/calendar.ts";
import { amaById } from "#app/ama/queries.server.ts";
import { amaPath } from "#app/ama/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { appUrl } from "#app/core/mail/transport.server.ts";

/** An AMA as a calendar file. It names nobody but who answers. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const ama = await amaById(viewer, params.id);
	if (!ama) throw notFound();
	const { thread, opensAt: from, closesAt: to, hosts } = ama;
	const by = hosts.find(({ role }) => role === "leader")?.name ?? "us";
	const url = new URL(amaPath(thread.id), appUrl()).href;
	return new Response(calendarOf({ id: thread.id, title: thread.title, by, url, from, to, at: now() }), {
		headers: { "Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": 'attachment; filename="ama.ics"' },
	});
}
