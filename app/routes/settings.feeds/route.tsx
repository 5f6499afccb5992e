import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { feedTokenSince, renewFeedToken, revokeFeedToken } from "#app/people/feed-token.server.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Feeds · Lamplight" }];

const input = z.object({ intent: z.enum(["renew", "revoke"]) });
const renewLimit = { name: "feed-token", max: 20, windowSeconds: 3600 };
const feeds = [
	{ file: "for-you.atom", label: "For you" },
	{ file: "latest.atom", label: "Latest" },
	{ file: "unanswered.atom", label: "Waiting for an answer" },
	{ file: "wins.atom", label: "Wins" },
	{ file: "lessons.atom", label: "Lessons" },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { since: await feedTokenSince(viewer) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	if (!form.ok || form.data.intent === "revoke") {
		if (form.ok) await revokeFeedToken(viewer);
		return { addresses: [] };
	}
	const { allowed, retryAfterSeconds } = await takeOne(renewLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const token = await renewFeedToken(viewer);
	return { addresses: feeds.map(({ file, label }) => ({ label, address: `${context.origin}/feeds/${token}/${file}` })) };
}

export default function Feeds() {
	const { since } = useLoaderData<typeof loader>();
	const made = useActionData<typeof action>()?.addresses ?? [];
	return (
		<main id="main">
			<h1>Feeds</h1>
			<SettingsNav />
			<p className="lead">
				Read Lamplight in your feed reader. The addresses are secrets of yours: whoever has one reads what you can read, private circles
				included.
			</p>
			{made.length > 0 ? (
				<section className="quietcard form apart">
					<h2>Your addresses</h2>
					<p>They are shown this once. Put them into your reader now.</p>
					{made.map(({ label, address }) => (
						<div className="field" key={address}>
							<label htmlFor={label}>{label}</label>
							<input className="input" id={label} readOnly value={address} />
						</div>
					))}
				</section>
			) : null}
			<Form method="post" className="actions apart">
				<button className="btn" type="submit" name="intent" value="renew">
					{since ? "Make new addresses" : "Make my addresses"}
				</button>
				{since ? (
					<button className="btn danger" type="submit" name="intent" value="revoke">
						End them
					</button>
				) : null}
			</Form>
			{since ? (
				<p className="foot">
					Made <When at={since} />. New addresses end the old ones.
				</p>
			) : null}
		</main>
	);
}
