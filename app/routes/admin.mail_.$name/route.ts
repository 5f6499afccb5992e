import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireAdmin } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { letterStyleHash } from "#app/core/mail/letter-html.server.tsx";
import { mailFileFor } from "#app/notifications/mail-care.server.ts";

// As a mail program shows it: nothing is loaded, nothing runs, and of styles only ours counts.
const policy = `sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src '${letterStyleHash}'; frame-ancestors 'none'`;

/** A mail that landed as a file, as HTML or (`?text`) as plain text. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const mail = await mailFileFor(viewer, params.name);
	if (!mail) throw notFound();
	if (new URL(request.url).searchParams.has("text"))
		return new Response(mail.text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
	return new Response(mail.html, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy } });
}
