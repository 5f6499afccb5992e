import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { createInvite, revokeInvite } from "#app/auth/commands.server.ts";
import { inviteInput } from "#app/auth/input.ts";
import { listInvites } from "#app/auth/queries.server.ts";
import { requireAdmin } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { FormError, TextField } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Invitations · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const at = now();
	return {
		invites: (await listInvites(viewer)).map((invite) => ({
			...invite,
			over: Boolean(invite.revokedAt) || invite.expiresAt <= at || invite.used >= invite.seats,
		})),
	};
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const body = await request.formData();
	const revoke = body.get("revoke");
	if (revoke !== null) {
		if (isId(revoke)) await revokeInvite(viewer, revoke);
		return goTo("/admin/invites");
	}
	const form = parseForm(body, inviteInput);
	if (!form.ok) return refused(form.errors, form.values);
	return { link: `${context.origin}/join?invite=${await createInvite(viewer, form.data)}` };
}

export default function Invites() {
	const { invites } = useLoaderData<typeof loader>();
	const result = useActionData<typeof action>();
	const state = result && "errors" in result ? result : undefined;
	return (
		<main id="main">
			<h1>Invitations</h1>
			<AdminNav />
			{result && "link" in result ? (
				<section className="quietcard">
					<h2>Your invitation</h2>
					<p>The link is shown this once. It is good for 14 days.</p>
					<input className="input" readOnly value={result.link} aria-label="Invitation link" />
				</section>
			) : null}
			<Form method="post" className="form">
				<FormError state={state} />
				<TextField name="note" label="For whom" hint="A note for you, such as “Rotterdam hub”." state={state} />
				<TextField name="seats" label="How many people" type="number" state={state} initial="1" />
				<div className="actions">
					<button className="btn" type="submit">
						Make a link
					</button>
				</div>
			</Form>
			<ul className="list apart">
				{invites.map((invite) => (
					<li className="row" key={invite.id}>
						<span>
							{invite.note || "Without a note"}
							<small>
								{invite.used} of {invite.seats} joined, made <When at={invite.createdAt} />
								{invite.over ? ", over" : ""}
							</small>
						</span>
						{invite.over ? null : (
							<Form method="post">
								<button className="mini" type="submit" name="revoke" value={invite.id}>
									End it
								</button>
							</Form>
						)}
					</li>
				))}
			</ul>
		</main>
	);
}
