import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { notFound, refused } from "#app/core/http.server.ts";
import { flaggable, flagPost } from "#app/moderation/commands.server.ts";
import { flagInput } from "#app/moderation/input.ts";
import { careLimits, reasonWords } from "#app/moderation/rules.ts";
import { postPath } from "#app/threads/rules.ts";
import { Choices, FormError, TextArea } from "#app/ui/field.tsx";
import { flagReasons } from "#db/enums.ts";

export const meta: MetaFunction = () => [{ title: "Flag · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const post = await flaggable(viewer, params.postId);
	if (!post) throw notFound();
	return { text: post.text, title: post.thread.title, path: postPath(post.thread, post.id) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), flagInput);
	if (!form.ok) {
		if (!(await flaggable(viewer, params.postId))) throw notFound();
		return refused(form.errors, form.values);
	}
	await flagPost(viewer, params.postId, form.data);
	return { sent: true as const, errors: {}, values: {} };
}

export default function Flag() {
	const { text, title, path } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<p>
				<Link to={path}>{title}</Link>
			</p>
			<h1>Ask somebody to look at this</h1>
			{state && "sent" in state ? (
				<>
					<p className="lead" role="status">
						Thank you. Those who care for this circle look at it. Nobody is told that it was you.
					</p>
					<p className="apart">
						<Link className="btn" to={path}>
							Back to the thread
						</Link>
					</p>
				</>
			) : (
				<>
					<p className="lead">Only those who care for the circle see that somebody asked, and none of them sees who.</p>
					<blockquote className="quoted apart">{text}</blockquote>
					<Form method="post" className="form apart">
						<FormError state={state} />
						<Choices
							kind="radio"
							name="reason"
							label="What is wrong?"
							state={state}
							options={flagReasons.map((value) => ({ value, label: reasonWords[value] }))}
						/>
						<TextArea
							name="words"
							label="Do you want to add something?"
							hint="Optional. Moderators read it."
							state={state}
							maxLength={careLimits.words}
						/>
						<div className="actions">
							<button className="btn" type="submit">
								Ask
							</button>
							<Link className="btn quiet" to={path}>
								Leave it
							</Link>
						</div>
					</Form>
				</>
			)}
		</main>
	);
}
