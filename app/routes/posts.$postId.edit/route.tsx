import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useRef } from "react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { editableReply, editReply } from "#app/replies/commands.server.ts";
import { replyEdit } from "#app/replies/input.ts";
import { sealedEditWords } from "#app/threads/anonymous.ts";
import { leaveWithDraft, lookAgain, orTooComplex } from "#app/threads/compose.server.ts";
import { DraftStatus } from "#app/threads/draft-status.tsx";
import { draftAt } from "#app/threads/drafts.server.ts";
import { LookAgainNotice } from "#app/threads/look-again-notice.tsx";
import { postPath } from "#app/threads/rules.ts";
import { useDraft } from "#app/threads/use-draft.ts";
import { Editor } from "#app/ui/editor/editor.tsx";
import { FormError, typed } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Edit your reply · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const reply = await editableReply(viewer, params.postId);
	const draft = reply.alias === null ? await draftAt(viewer, `edit:${reply.postId}`) : null;
	return { viewerId: viewer.id, submission: randomUUID(), reply, draft };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, replyEdit);
	const { postId, alias } = await editableReply(viewer, params.postId);
	const values = alias === null ? form.values : { ...form.values, as: "alias" };
	const aside = await leaveWithDraft(viewer, `edit:${postId}`, body.get("intent"), values);
	if (aside) return aside;
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const saved = await orTooComplex(() => editReply(viewer, params.postId, form.data));
	if ("errors" in saved) return refused(saved.errors, form.values);
	if ("path" in saved) return goTo(saved.path.replace("#", "?posted#"));
	const errors = { form: "You changed this in another tab. Both versions are here: saving keeps the one in the form." };
	return data({ errors, values: { ...form.values, revision: String(saved.revision) }, other: saved.conflict }, { status: 409 });
}

export default function EditReply() {
	const { viewerId, submission, reply, draft } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const form = useRef<HTMLFormElement>(null);
	const stored = { text: reply.text, revision: String(reply.revision) };
	const initial = { ...stored, ...draft?.fields };
	const kept = useDraft(`edit:${reply.postId}`, form, { viewerId, submission, serverAt: draft?.updatedAt ?? null, state, fresh: stored });
	return (
		<main id="main">
			<h1>Edit your reply</h1>
			<p className="lead">
				In “{reply.thread.title}”.{" "}
				{reply.alias ? sealedEditWords(reply.alias) : "After five minutes colleagues can see that it was edited, and what it said before."}
			</p>
			{state && "other" in state ? (
				<section className="quietcard apart" aria-labelledby="other-version">
					<h2 id="other-version">What you saved in the other tab</h2>
					<p className="source">{state.other}</p>
				</section>
			) : null}
			<Form method="post" className="form apart" ref={form} key={submission}>
				<FormError state={state} />
				{reply.alias ? <input type="hidden" name="as" value="alias" /> : null}
				<input type="hidden" name="revision" value={typed(state, "revision", String(initial.revision))} />
				<Editor name="text" label="Your reply" state={state} initial={String(initial.text)} rows={8} imagePage />
				<LookAgainNotice form={form} state={state} />
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
					<Link className="btn quiet" to={postPath(reply.thread, reply.postId)}>
						Leave it as it was
					</Link>
					<DraftStatus draft={kept} />
					{reply.alias ? null : (
						<button className="link nojs-only" type="submit" name="intent" value="draft" formNoValidate>
							Keep as a draft
						</button>
					)}
				</div>
			</Form>
		</main>
	);
}
