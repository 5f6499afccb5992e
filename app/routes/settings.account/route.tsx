import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { changePassword } from "#app/auth/commands.server.ts";
import { passwordInput } from "#app/auth/input.ts";
import { PasswordQueueFull } from "#app/auth/password.server.ts";
import { sessionsOf } from "#app/auth/queries.server.ts";
import { getSessionId, requireViewer, signedInHeaders } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { FormError, TextField } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Account · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { sessions: await sessionsOf(viewer, await getSessionId({ request, context })) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), passwordInput);
	if (!form.ok) return refused(form.errors, {});
	try {
		const wrong = await changePassword(viewer, form.data.current, form.data.password);
		if (wrong) return refused({ [wrong.field]: wrong.message }, {});
	} catch (error) {
		if (error instanceof PasswordQueueFull)
			return refused({ form: "Many people are signing in right now. Please try again in a moment." }, {}, 503);
		throw error;
	}
	return goTo("/settings/account?changed", { headers: await signedInHeaders(request, viewer.id) });
}

export default function AccountSettings() {
	const { sessions } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>Account</h1>
			<SettingsNav />
			{params.has("changed") ? <p className="notice">Your password is changed. Every other browser was signed out.</p> : null}
			<section aria-labelledby="sessions" className="apart">
				<h2 id="sessions">Where you are signed in</h2>
				{sessions.map((session) => (
					<Form method="post" action="/settings/sessions" className="row" key={session.id}>
						<span>
							{session.device || "A browser"}
							<small>
								{session.present ? "this browser, " : ""}since <When at={session.createdAt} />
							</small>
						</span>
						<button className="mini" type="submit" name="id" value={session.id} aria-label={`Sign out ${session.device}`}>
							Sign out
						</button>
					</Form>
				))}
				{sessions.length > 1 ? (
					<Form method="post" action="/settings/sessions" className="mt-3">
						<button className="btn quiet" type="submit" name="id" value="others">
							Sign out everywhere else
						</button>
					</Form>
				) : null}
			</section>
			<section aria-labelledby="password" className="apart">
				<h2 id="password">Change your password</h2>
				<Form method="post" className="form mt-4">
					<FormError state={state} />
					<TextField name="current" label="Present password" type="password" autoComplete="current-password" state={state} required />
					<TextField
						name="password"
						label="New password"
						type="password"
						autoComplete="new-password"
						hint="At least 12 characters. A few words in a row are easy to remember."
						state={state}
						required
					/>
					<div className="actions">
						<button className="btn" type="submit">
							Change it
						</button>
					</div>
				</Form>
			</section>
		</main>
	);
}
