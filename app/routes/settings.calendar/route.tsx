import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireViewer } from "#app/auth/session.server.ts";
import { calendarTokenSince, renewCalendarToken, revokeCalendarToken } from "#app/coaching/calendar-token.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Calendar · Settings · Lamplight" }];

const input = z.object({ intent: z.enum(["renew", "revoke"]) });
const renewLimit = { name: "calendar-token", max: 20, windowSeconds: 3600 };

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { since: await calendarTokenSince(viewer) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	if (!form.ok || form.data.intent === "revoke") {
		if (form.ok) await revokeCalendarToken(viewer);
		return { address: null };
	}
	const { allowed, retryAfterSeconds } = await takeOne(renewLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	return { address: `${context.origin}/calendars/${await renewCalendarToken(viewer)}` };
}

export default function CalendarSettings() {
	const { since } = useLoaderData<typeof loader>();
	const address = useActionData<typeof action>()?.address;
	return (
		<main id="main">
			<h1>Calendar</h1>
			<SettingsNav />
			<p className="lead">
				Every mail about a session brings its entry for your calendar along. If you would rather have them in a calendar of their own, let
				your calendar program subscribe to an address of yours.
			</p>
			{address ? (
				<section className="quietcard form apart">
					<h2>Your address</h2>
					<p>It is shown this once. Put it into your calendar program now, as a calendar by address.</p>
					<div className="field">
						<label htmlFor="address">Address</label>
						<input className="input" id="address" readOnly value={address} />
					</div>
				</section>
			) : null}
			<p className="apart">
				The address is a secret: whoever has it sees your sessions and with whom they are, as host and as guest. What you want to try is not
				in it. Programs look at it every few hours, so the mails are quicker.
			</p>
			<Form method="post" className="actions apart">
				<button className="btn" type="submit" name="intent" value="renew">
					{since ? "Make a new address" : "Make my address"}
				</button>
				{since ? (
					<button className="btn danger" type="submit" name="intent" value="revoke">
						End it
					</button>
				) : null}
			</Form>
			{since ? (
				<p className="foot">
					Made <When at={since} />. A new address ends the old one.
				</p>
			) : null}
		</main>
	);
}
