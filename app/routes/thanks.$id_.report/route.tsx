import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { reportInput } from "#app/moderation/input.ts";
import { careLimits } from "#app/moderation/rules.ts";
import { ownNote, reportNote } from "#app/moderation/thank-yous.server.ts";
import { FormError, TextArea } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Show a note to a moderator · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return ownNote(viewer, params.id);
}

/** Shows the note to moderators. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), reportInput);
	if (!form.ok) {
		await ownNote(viewer, params.id);
		return refused(form.errors, form.values);
	}
	await reportNote(viewer, params.id, form.data.words);
	return goTo("/thanks?reported");
}

export default function Report() {
	const { text, from } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<p>
				<Link to="/thanks">Thank-you notes</Link>
			</p>
			<h1>Show it to a moderator</h1>
			<p className="lead">
				A thank-you note should do good. Moderators read this one with both of your names, and can take it away. {from} is told only if they
				do.
			</p>
			<blockquote className="quoted apart">{text}</blockquote>
			<Form method="post" className="form apart">
				<FormError state={state} />
				<TextArea
					name="words"
					label="Do you want to add something?"
					hint="Optional. Moderators read it."
					state={state}
					maxLength={careLimits.words}
				/>
				<div className="actions">
					<button className="btn" type="submit">
						Show it to them
					</button>
					<Link className="btn quiet" to="/thanks">
						Leave it
					</Link>
				</div>
			</Form>
		</main>
	);
}
