import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { editableThread, editThread } from "#app/threads/commands.server.ts";
import { keepAsDraft, orTooComplex } from "#app/threads/compose.server.ts";
import { Composer } from "#app/threads/composer.tsx";
import { draftAt } from "#app/threads/drafts.server.ts";
import { threadEdit } from "#app/threads/input.ts";
import { threadPath } from "#app/threads/rules.ts";

export const meta: MetaFunction = () => [{ title: "Edit · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [{ thread, postId, values }, lists] = await Promise.all([editableThread(viewer, params.threadId), listsForForms()]);
	const draft = await draftAt(viewer, `edit:${postId}`);
	return {
		viewerId: viewer.id,
		submission: randomUUID(),
		thread,
		place: `edit:${postId}`,
		initial: { ...values, ...draft?.fields },
		draftAt: draft?.updatedAt ?? null,
		tools: lists.tools,
		roles: lists.jobRoles,
	};
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, threadEdit);
	if (body.get("intent") === "draft") {
		const { postId } = await editableThread(viewer, params.threadId);
		await keepAsDraft(viewer, `edit:${postId}`, form.values);
		return goTo("/kept");
	}
	if (!form.ok) return refused(form.errors, form.values);
	const saved = await orTooComplex(() => editThread(viewer, params.threadId, form.data));
	if ("path" in saved) return goTo(`${saved.path}?posted`);
	if ("errors" in saved) return refused(saved.errors, form.values);
	return refused(
		{ form: "You changed this thread in another place meanwhile. Your text here is kept; saving again replaces the other one." },
		{ ...form.values, revision: String(saved.conflict) },
		409,
	);
}

export default function EditThread() {
	const { thread, ...rest } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Edit your post</h1>
			<p className="lead">After five minutes colleagues can see that it was edited, and what it said before.</p>
			<div className="apart">
				<Composer state={state} save="Save" {...rest}>
					<Link className="btn quiet" to={threadPath(thread)}>
						Leave it as it was
					</Link>
				</Composer>
			</div>
		</main>
	);
}
