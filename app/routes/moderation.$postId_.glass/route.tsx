import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { breakGlass, glassOf } from "#app/moderation/glass.server.ts";
import { glassInput } from "#app/moderation/glass-input.ts";
import { glassLimits, glassWords } from "#app/moderation/glass-rules.ts";
import { FormError, TextArea } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Who wrote this · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const found = await glassOf(viewer, params.postId);
	if (!found) throw notFound();
	return found;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!(await glassOf(viewer, params.postId))) throw notFound();
	const form = parseForm(await request.formData(), glassInput);
	if (!form.ok) return refused(form.errors, form.values);
	const refusal = await breakGlass(viewer, params.postId, form.data);
	return refusal ? refused(refusal.errors, form.values) : goTo(`/moderation/${params.postId}/glass`);
}

export default function Glass() {
	const { post, kept, request } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const over = !request || request.phase === "withdrawn" || request.phase === "read";
	return (
		<main id="main">
			<p>
				<Link to={`/moderation/${post.id}`}>{post.title}</Link>
			</p>
			<h1>Who is {post.alias}?</h1>
			<p className="lead">
				For real harm only: a threat, or somebody in danger. What is unkind can be hidden and mended, and an alias can be muted, without
				knowing who it is.
			</p>
			<blockquote className="quoted apart">{post.text}</blockquote>
			{request ? (
				<section className="quietcard apart">
					<h2>It was asked</h2>
					<p>
						By {request.asker}
						{request.confirmer ? ` and ${request.confirmer}` : ""}, <When at={request.askedAt} />: it {glassWords[request.phase]}.
						{request.phase === "waiting" && request.opensAt ? (
							<>
								{" "}
								Until <time dateTime={request.opensAt.toISOString()}>{request.opensAt.toUTCString()}</time>.
							</>
						) : null}
					</p>
					<p className="quoted">{request.reason}</p>
				</section>
			) : null}
			<Form method="post" className="form apart">
				<FormError state={state} />
				{over && kept ? (
					<>
						<TextArea
							name="reason"
							label="What harm is it about?"
							hint="It is kept for good, and whoever wrote the post reads it."
							state={state}
							maxLength={glassLimits.reason}
						/>
						<p className="hint">
							A second moderator has to agree. Then two days go by, in which either of you can withdraw. Then the two officers can open it
							together. Whoever wrote it is told once the second one agreed.
						</p>
						<div className="actions">
							<button className="btn" type="submit" name="act" value="ask">
								Ask for it
							</button>
						</div>
					</>
				) : null}
				{over && !kept ? <p className="notice">No link is kept of this post: nobody can learn who wrote it.</p> : null}
				<div className="actions">
					{request?.phase === "asked" && !request.asked ? (
						<button className="btn" type="submit" name="act" value="confirm">
							I agree that it has to be known
						</button>
					) : null}
					{request && !over && request.mine && request.phase !== "opened" ? (
						<button className="btn quiet" type="submit" name="act" value="withdraw">
							Withdraw it
						</button>
					) : null}
				</div>
			</Form>
		</main>
	);
}
