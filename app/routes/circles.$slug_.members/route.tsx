import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { addMember, changeMember } from "#app/circles/commands.server.ts";
import { addMemberInput, memberInput } from "#app/circles/input.ts";
import { circleBySlug, membersOf } from "#app/circles/queries.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { FormError, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Members · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const circle = await circleBySlug(viewer, params.slug);
	if (!circle) throw notFound();
	return { circle, members: await membersOf(viewer, circle.id) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	if (body.has("personId")) {
		const form = parseForm(body, memberInput);
		if (!form.ok) return refused(form.errors, {});
		const wrong = await changeMember(viewer, params.slug, form.data.personId, form.data.intent);
		return wrong ? refused({ [wrong.field]: wrong.message }, {}) : goTo(`/circles/${params.slug}/members`);
	}
	const form = parseForm(body, addMemberInput);
	if (!form.ok) return refused(form.errors, form.values);
	const wrong = await addMember(viewer, params.slug, form.data.handle);
	return wrong ? refused({ [wrong.field]: wrong.message }, form.values) : goTo(`/circles/${params.slug}/members`);
}

export default function Members() {
	const { circle, members } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>In this circle</h1>
			<p className="lead">
				<Link to={`/circles/${circle.slug}`}>{circle.name}</Link>
			</p>
			{params.has("last-keeper") && circle.isKeeper && !state ? (
				<p className="notice">You are the only keeper, so you are still in. Make another member keeper first; then you can leave.</p>
			) : null}
			<FormError state={state} />
			<ul className="list">
				{members.map((member) => (
					<li className="row max-sm:flex-wrap" key={member.id}>
						<Avatar name={member.name} photo={member.photo} />
						<span>
							<Link to={`/people/${member.handle}`}>{member.name}</Link>
							<small>{[member.jobRole, member.role === "keeper" ? "keeper" : null].filter(Boolean).join(", ")}</small>
						</span>
						{circle.isKeeper ? (
							<Form method="post" className="actions push">
								<input type="hidden" name="personId" value={member.id} />
								<button className="mini" type="submit" name="intent" value={member.role === "keeper" ? "member" : "keeper"}>
									{member.role === "keeper" ? "No longer keeper" : "Make keeper"}
								</button>
								<button className="mini" type="submit" name="intent" value="remove" aria-label={`Remove ${member.name}`}>
									Remove
								</button>
							</Form>
						) : null}
					</li>
				))}
			</ul>
			{circle.isKeeper ? (
				<Form method="post" className="form apart">
					<TextField name="handle" label="Bring somebody in" hint="By their handle, as in @maya." state={state} />
					<div className="actions">
						<button className="btn" type="submit">
							Add
						</button>
					</div>
				</Form>
			) : null}
		</main>
	);
}
