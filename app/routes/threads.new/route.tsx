import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { whoCanLearn } from "#app/anonymity/links.server.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { circlesToPostIn } from "#app/circles/queries.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { holdThread } from "#app/replies/anonymous.server.ts";
import { similarTo } from "#app/search/related.server.ts";
import { createThread } from "#app/threads/commands.server.ts";
import { leaveWithDraft, lookAgain, orTooComplex } from "#app/threads/compose.server.ts";
import { Composer } from "#app/threads/composer.tsx";
import { placeOfNew } from "#app/threads/draft-places.ts";
import { draftAt } from "#app/threads/drafts.server.ts";
import { lessonById } from "#app/threads/grown.server.ts";
import { threadInput } from "#app/threads/input.ts";
import { quotationOf } from "#app/threads/quotation.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { tagsInUse } from "#app/threads/topics.server.ts";

export const meta: MetaFunction = () => [{ title: "Share something · Lamplight" }];

const placeOf = (request: Request) => placeOfNew(new URL(request.url).searchParams);

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const place = placeOf(request);
	const [circles, lists, draft, tags] = await Promise.all([
		circlesToPostIn(viewer),
		listsForForms(),
		draftAt(viewer, place),
		tagsInUse(viewer),
	]);
	const quotation = await quotationOf(viewer, searchParams.get("quote"));
	const lesson = await lessonById(viewer, searchParams.get("from"));
	const asked = (name: string) => searchParams.get(name)?.toWellFormed().slice(0, 200);
	const mine = circles.filter(({ isMember }) => isMember);
	const initial = {
		kind: asked("kind") ?? "win",
		title: asked("title") ?? "",
		circleId: asked("circle") ?? (mine.length === 1 ? (mine[0]?.id ?? "") : ""),
		...(quotation ? { want: quotation } : {}),
		// A draft knows whether it was left away.
		...(lesson && !draft ? { grewFrom: lesson.id } : {}),
		...draft?.fields,
		...(asked("kind") ? { kind: asked("kind") ?? "" } : {}),
		...(draft?.fields.title ? {} : { title: asked("title") ?? "" }),
		...(asked("circle") ? { circleId: asked("circle") ?? "" } : {}),
	};
	return {
		place,
		whoLearns: await whoCanLearn(null),
		viewerId: viewer.id,
		submission: randomUUID(),
		circles,
		tools: lists.tools,
		roles: lists.jobRoles,
		tags,
		lesson: lesson ? { id: lesson.id, title: lesson.title, path: threadPath(lesson) } : null,
		initial,
		draftAt: draft?.updatedAt ?? null,
	};
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const form = parseForm(body, threadInput);
	const intent = body.get("intent");
	if (intent === "switch") return refused({}, form.values, 200);
	// Words that somebody chose to take along from a session: in the form, in no address, and no draft yet.
	if (intent === "prefill") return data({ errors: {}, values: form.values, prefilled: true as const });
	if (intent === "similar") return data({ errors: {}, values: form.values, similar: await similarTo(viewer, (name) => form.values[name]) });
	const aside = await leaveWithDraft(viewer, placeOf(request), intent, form.values);
	if (aside) return aside;
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	if (form.data.as === "alias") {
		const held = await orTooComplex(() => holdThread(viewer, form.data, placeOf(request)));
		return "errors" in held ? refused(held.errors, form.values) : goTo("/kept?held#held");
	}
	const made = await orTooComplex(() => createThread(viewer, form.data, placeOf(request)));
	return "path" in made ? goTo(`${made.path}?posted`) : refused(made.errors, form.values);
}

export default function NewThread() {
	const { circles, place, initial, draftAt: kept, ...rest } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const prefill = answer && "prefilled" in answer ? answer.values : null;
	const state = prefill ? undefined : answer;
	// The form keeps what it was begun with, whatever the page hears afterwards.
	const [begun] = useState(prefill ?? null);
	return (
		<main id="main">
			<h1>Share something</h1>
			<p className="lead">Half a thought is fine. You can edit it later, or take it back.</p>
			<div className="apart">
				<Composer
					key={place}
					place={place}
					fresh={rest.lesson ? { grewFrom: rest.lesson.id } : {}}
					state={state}
					initial={begun ?? initial}
					draftAt={begun ? null : kept}
					prefilled={begun !== null}
					circles={circles}
					similar={state && "similar" in state ? state.similar : []}
					save="Post"
					{...rest}
				/>
			</div>
		</main>
	);
}
