import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { editableReply, editReply } from "#app/replies/commands.server.ts";
import { replyEdit } from "#app/replies/input.ts";
import { postPath } from "#app/threads/rules.ts";
import { Editor } from "#app/ui/editor/editor.tsx";
import { FormError, typed } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Edit your reply · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return editableReply(viewer, params.postId);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), replyEdit);
	if (!form.ok) return refused(form.errors, form.values);
	const saved = await editReply(viewer, params.postId, form.data);
	if ("path" in saved) return goTo(saved.path);
	return refused(
		{ form: "You changed this reply in another place meanwhile. Your text here is kept; saving again replaces the other one." },
		{ ...form.values, revision: String(saved.revision) },
		409,
	);
}

export default function EditReply() {
	const reply = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Edit your reply</h1>
			<p className="lead">In “{reply.thread.title}”. After five minutes colleagues can see that it was edited, and what it said before.</p>
			<Form method="post" className="form">
				<FormError state={state} />
				<input type="hidden" name="revision" value={typed(state, "revision", String(reply.revision))} />
				<Editor name="text" label="Your reply" state={state} initial={reply.text} rows={8} />
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
					<Link className="btn quiet" to={postPath(reply.thread, reply.postId)}>
						Leave it as it was
					</Link>
				</div>
			</Form>
		</main>
	);
}
