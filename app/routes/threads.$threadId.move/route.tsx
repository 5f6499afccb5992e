import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { circlesToPostIn } from "#app/circles/queries.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { moveThread } from "#app/replies/care.server.ts";
import { moveInput } from "#app/replies/input.ts";
import { threadById } from "#app/threads/queries.server.ts";
import { canModerate } from "#app/threads/rules.ts";
import { FormError, SelectField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Move a thread · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const thread = await threadById(viewer, params.threadId);
	if (!thread || !canModerate({ viewer, keeper: thread.keeper })) throw notFound();
	const circles = await circlesToPostIn(viewer);
	return { title: thread.title, circle: thread.circle, circles: circles.filter(({ id }) => id !== thread.circle.id) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), moveInput);
	if (!form.ok) return refused(form.errors, form.values);
	const path = await moveThread(viewer, params.threadId, form.data.circleId);
	return path ? goTo(path) : refused({ circleId: "This thread can not go there." }, form.values);
}

export default function MoveThread() {
	const { title, circle, circles } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Move “{title}”</h1>
			{circle.visibility === "private" ? (
				<p className="lead">It stays in {circle.name}: what was said in a private circle was said to its members.</p>
			) : (
				<>
					<p className="lead">Now in {circle.name}. Whoever can read the new circle can read the whole thread.</p>
					<Form method="post" className="form">
						<FormError state={state} />
						<SelectField
							name="circleId"
							label="To"
							state={state}
							options={circles.map(({ id, name, visibility }) => ({
								value: id,
								label: visibility === "private" ? `${name} (private)` : name,
							}))}
						/>
						<div className="actions">
							<button className="btn" type="submit">
								Move it
							</button>
						</div>
					</Form>
				</>
			)}
		</main>
	);
}
