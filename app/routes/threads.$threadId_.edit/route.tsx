import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { sealedEditWords } from "#app/threads/anonymous.ts";
import { editableThread, editThread } from "#app/threads/commands.server.ts";
import { leaveWithDraft, lookAgain, orTooComplex } from "#app/threads/compose.server.ts";
import { Composer } from "#app/threads/composer.tsx";
import { draftAt } from "#app/threads/drafts.server.ts";
import { threadEdit } from "#app/threads/input.ts";
import { OtherVersion } from "#app/threads/other-version.tsx";
import { threadPath } from "#app/threads/rules.ts";
import { tagsInUse } from "#app/threads/topics.server.ts";

export const meta: MetaFunction = () => [{ title: "Edit · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [{ thread, alias, postId, values, tool }, lists, tags] = await Promise.all([
		editableThread(viewer, params.threadId),
		listsForForms(),
		tagsInUse(viewer),
	]);
	// The thread's own tool may be retired since: it is still offered here.
	const tools = tool && !lists.tools.some(({ id }) => id === tool.id) ? [...lists.tools, tool] : lists.tools;
	const draft = alias === null ? await draftAt(viewer, `edit:${postId}`) : null;
	return {
		viewerId: viewer.id,
		submission: randomUUID(),
		thread,
		alias,
		place: `edit:${postId}`,
		initial: { ...values, ...draft?.fields },
		draftAt: draft?.updatedAt ?? null,
		fresh: values,
		tools,
		roles: lists.jobRoles,
		tags,
	};
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, threadEdit);
	const { postId, alias } = await editableThread(viewer, params.threadId);
	const values = alias === null ? form.values : { ...form.values, as: "alias" };
	const aside = await leaveWithDraft(viewer, `edit:${postId}`, body.get("intent"), values);
	if (aside) return aside;
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const saved = await orTooComplex(() => editThread(viewer, params.threadId, form.data));
	if ("path" in saved) return goTo(`${saved.path}?posted`);
	if ("errors" in saved) return refused(saved.errors, form.values);
	const errors = { form: "You changed this in another tab. Both versions are here: saving keeps the one in the form." };
	return data({ errors, values: { ...form.values, revision: String(saved.conflict.revision) }, other: saved.conflict }, { status: 409 });
}

export default function EditThread() {
	const { thread, alias, ...rest } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Edit your post</h1>
			<p className="lead">
				{alias ? sealedEditWords(alias) : "After five minutes colleagues can see that it was edited, and what it said before."}
			</p>
			{state && "other" in state ? <OtherVersion kind={thread.kind} version={state.other} /> : null}
			<div className="apart">
				<Composer state={state} save="Save" sealed={alias !== null} {...rest}>
					<Link className="btn quiet" to={threadPath(thread)}>
						Leave it as it was
					</Link>
				</Composer>
			</div>
		</main>
	);
}
