import { createHash } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { appointmentsOf } from "#app/coaching/appointments.server.ts";
import { appointmentCalendar } from "#app/coaching/calendar.server.ts";
import { personByCalendarToken } from "#app/coaching/calendar-token.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";

const calendarLimit = { name: "calendar", max: 120, windowSeconds: 3600 };

/** A person's sessions for a calendar program without a session: the secret in the address stands for the person, who can revoke it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const viewer = await personByCalendarToken(params.token ?? "");
	if (!viewer) throw notFound();
	const { allowed, retryAfterSeconds } = await takeOne(calendarLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const calendar = appointmentCalendar(await appointmentsOf(viewer));
	const tag = createHash("sha256").update(calendar).digest("base64url").slice(0, 27);
	// Programs ask every few minutes for what changes twice a week.
	const headers = { "Cache-Control": "private, no-cache", ETag: `"${tag}"` };
	if (knows(request, tag)) return new Response(null, { status: 304, headers });
	return new Response(calendar, { headers: { ...headers, "Content-Type": "text/calendar; charset=utf-8" } });
}

/** RFC 9110, section 13.1.2: a list of tags, weak or not; what compresses an answer makes its tag a weak one. */
const knows = (request: Request, tag: string) =>
	(request.headers.get("If-None-Match") ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === `"${tag}"`);
