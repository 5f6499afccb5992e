import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { publicPushKey } from "#app/core/push.server.ts";
import { formatClock } from "#app/notifications/clock-time.ts";
import { cadenceWords, kinds, wishes } from "#app/notifications/kinds.ts";
import { PushSwitch } from "#app/notifications/push-switch.tsx";
import { attentionOf, mailWorksAgain, saveAttention } from "#app/notifications/settings.server.ts";
import { attentionInput } from "#app/notifications/settings-input.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { Choices, FormError, SelectField, TextField } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";
import { mailCadences, notificationKinds } from "#db/enums.ts";

export const meta: MetaFunction = () => [{ title: "Notifications · Settings · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { settings: await attentionOf(viewer), timeZone: viewer.timeZone, pushKey: await publicPushKey() };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	if (body.get("intent") === "mail-works") {
		await mailWorksAgain(viewer);
		return goTo("/settings/notifications");
	}
	const form = parseForm(body, attentionInput);
	if (!form.ok) return refused(form.errors, form.values);
	await saveAttention(viewer, form.data);
	return goTo("/settings/notifications?saved");
}

const cadences = mailCadences.map((value) => ({ value, label: cadenceWords[value] }));
const digests = [
	{ value: "off", label: "No digest" },
	{ value: "daily", label: "Every working day" },
	{ value: "weekly", label: "Once a week" },
];
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map((label, index) => ({
	value: String(index + 1),
	label,
}));
const wishWords = {
	followOwn: "let me follow what I start",
	followReplied: "let me follow what I reply to",
	helps: "bring me questions that wait and that I may know",
};

export default function NotificationSettings() {
	const { settings, timeZone, pushKey } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>What to hear of</h1>
			<SettingsNav />
			<output>{params.has("saved") ? <p className="notice">Saved.</p> : null}</output>
			{settings.mailRefusedAt ? (
				<Form method="post" className="notice bad actions">
					<span>
						Mail to your address came back <When at={settings.mailRefusedAt} />, so none is sent.
					</span>
					<button className="mini" type="submit" name="intent" value="mail-works">
						It works again
					</button>
				</Form>
			) : null}
			<p className="lead">
				Everything is in your <Link to="/notifications">notifications</Link>. Here you choose what also comes by e-mail, and when. Whatever
				you have read by then is not mailed. Mails about your sessions always come, since they are appointments; the digest stays as you
				choose it.
			</p>
			{pushKey ? <PushSwitch publicKey={pushKey} /> : null}
			<Form method="post" className="form apart">
				<FormError state={state} />
				<h2>By e-mail</h2>
				<div className="pairs">
					{notificationKinds.map((kind) => (
						<SelectField
							key={kind}
							name={kind}
							label={kinds[kind].label}
							hint={kinds[kind].hint}
							state={state}
							initial={settings.cadences[kind]}
							options={cadences}
						/>
					))}
					<SelectField
						name="digest"
						label="Digest"
						hint="Questions you may know, new wins for your work, what was said in your circles. Never an empty one."
						state={state}
						initial={settings.digest}
						options={digests}
					/>
				</div>
				<div>
					<h2>When</h2>
					<p className="hint">
						In your time zone, {timeZone}. <Link to="/settings/profile">Change it</Link>
					</p>
				</div>
				<div className="pairs">
					<TextField
						name="quietFrom"
						type="time"
						label="Quiet from"
						hint="The same time twice: no quiet hours."
						state={state}
						initial={formatClock(settings.quietFrom)}
						required
					/>
					<TextField
						name="quietTo"
						type="time"
						label="Until"
						hint="Gathered mail comes at this time."
						state={state}
						initial={formatClock(settings.quietTo)}
						required
					/>
				</div>
				<Choices
					kind="checkbox"
					name="workingDays"
					label="Working days"
					hint="On other days no mail comes. None chosen: every day."
					state={state}
					initial={settings.workingDays.map(String)}
					options={days}
				/>
				<h2>What happens by itself</h2>
				<Choices
					kind="checkbox"
					name="wishes"
					label="Lamplight may"
					hint="For a single thread you can choose otherwise on its page."
					state={state}
					initial={wishes.filter((name) => settings[name])}
					options={wishes.map((value) => ({ value, label: wishWords[value] }))}
				/>
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
				</div>
			</Form>
		</main>
	);
}
