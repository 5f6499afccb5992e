import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { setDisabled, setRole } from "#app/auth/commands.server.ts";
import { requireAdmin } from "#app/auth/session.server.ts";
import { replaceLostKeeper } from "#app/circles/commands.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { refused, stay } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { accountList, setLeader } from "#app/people/admin.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { accountInput } from "#app/people/input.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { FormError } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "People · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const { searchParams } = new URL(request.url);
	const after = searchParams.get("after");
	const q = (searchParams.get("q") ?? "").toWellFormed().replaceAll("\0", "").slice(0, 80);
	return { ...(await accountList(viewer, q, isId(after) ? after : null)), ownId: viewer.id };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const form = parseForm(await request.formData(), accountInput);
	if (!form.ok) return refused({ form: Object.values(form.errors)[0] ?? "" }, {});
	const { accountId, intent } = form.data;
	if (intent === "disable" || intent === "enable") {
		await setDisabled(viewer, accountId, intent === "disable");
		if (intent === "disable") await replaceLostKeeper(accountId);
	} else if (intent === "leader" || intent === "no-leader") await setLeader(viewer, accountId, intent === "leader");
	else await setRole(viewer, accountId, intent);
	return stay({ context }, "/admin/people");
}

export default function AdminPeople() {
	const { items, next, ownId } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>People</h1>
			<AdminNav />
			<FormError state={state && "errors" in state ? state : undefined} />
			<Form className="filters" role="search" aria-label="Accounts">
				<input
					className="input"
					type="search"
					name="q"
					placeholder="Name, handle or e-mail address"
					aria-label="Name, handle or e-mail address"
					defaultValue={params.get("q") ?? ""}
				/>
				<button className="btn quiet" type="submit">
					Find
				</button>
			</Form>
			<ul className="list">
				{items.map((person) => (
					<li className="row" key={person.id}>
						<Avatar name={person.name} photo={person.photo} />
						<span>
							<Link to={`/people/${person.handle}`}>{person.name}</Link>
							<small>
								{[person.email, person.department, person.disabledAt ? "closed" : person.role, person.leader ? "answers in AMAs" : ""]
									.filter(Boolean)
									.join(", ")}
							</small>
						</span>
						<details className="menu push">
							<summary className="mini" aria-label={`Change ${person.name}`}>
								Change
							</summary>
							<Form method="post" className="menu-items">
								<input type="hidden" name="accountId" value={person.id} />
								<button type="submit" name="intent" value={person.leader ? "no-leader" : "leader"}>
									{person.leader ? "Answers in AMAs no longer" : "Answers in AMAs, as a leader"}
								</button>
								{person.id === ownId ? null : <RoleButtons person={person} />}
							</Form>
						</details>
					</li>
				))}
			</ul>
			{next ? (
				<p className="pager">
					<Link className="btn quiet" to={`?${new URLSearchParams({ q: params.get("q") ?? "", after: next })}`}>
						More people
					</Link>
				</p>
			) : null}
		</main>
	);
}

type Account = ReturnType<typeof useLoaderData<typeof loader>>["items"][number];

/** What an admin can change about somebody else's account. */
function RoleButtons({ person }: { person: Account }) {
	return (
		<>
			{(["member", "moderator", "admin"] as const)
				.filter((role) => role !== person.role)
				.map((role) => (
					<button key={role} type="submit" name="intent" value={role}>
						Make {role}
					</button>
				))}
			{person.disabledAt ? (
				<button type="submit" name="intent" value="enable">
					Open the account again
				</button>
			) : (
				<details>
					<summary className="px-3 py-2 cursor-pointer">Close the account…</summary>
					<p className="meta px-3">{person.name} is signed out at once and can not sign in. What they wrote stays.</p>
					<button type="submit" name="intent" value="disable">
						Yes, close it
					</button>
				</details>
			)}
		</>
	);
}
