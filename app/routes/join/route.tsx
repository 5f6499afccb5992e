import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { joinInput } from "#app/auth/input.ts";
import { join } from "#app/auth/join.server.ts";
import { PasswordQueueFull } from "#app/auth/password.server.ts";
import { inviteIsGood, setUp } from "#app/auth/queries.server.ts";
import { getViewer, signedInHeaders } from "#app/auth/session.server.ts";
import { welcome } from "#app/circles/welcome.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { TimeZoneField } from "#app/people/time-zone-field.tsx";
import { isTimeZone, timeZones } from "#app/people/time-zones.ts";
import { FormError, SelectField, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Join · Lamplight" }];

const tokenOf = (request: Request) => {
	const token = new URL(request.url).searchParams.get("invite");
	return token && /^[\w-]{32}$/.test(token) ? token : null;
};

export async function loader({ request, context }: LoaderFunctionArgs) {
	if (await getViewer({ request, context })) throw goTo("/");
	const token = tokenOf(request);
	const [{ name, allowedDomains, empty }, invited, lists] = await Promise.all([
		setUp(),
		token ? inviteIsGood(token) : false,
		listsForForms(),
	]);
	const spent = new URL(request.url).searchParams.has("invite") && !invited;
	return {
		name,
		empty,
		invited,
		spent,
		domains: allowedDomains,
		departments: lists.departments,
		jobRoles: lists.jobRoles,
		zones: timeZones(),
	};
}

export async function action({ request, context }: ActionFunctionArgs) {
	const form = parseForm(await request.formData(), joinInput);
	const { password: _, ...values } = form.values;
	if (!form.ok) return refused(form.errors, values);
	const { data } = form;
	const timeZone = data.timeZone || "UTC";
	if (!isTimeZone(timeZone)) return refused({ timeZone: "Choose a time zone from the list." }, values);
	try {
		const joined = await join(
			{ ...data, timeZone, departmentId: data.departmentId ?? null, jobRoleId: data.jobRoleId ?? null, company: data.company ?? "" },
			tokenOf(request),
			context.clientNetwork,
			welcome,
		);
		if (!("accountId" in joined)) return refused({ [joined.field]: joined.message }, values);
		return goTo(joined.first ? "/admin" : "/settings/profile?welcome", { headers: await signedInHeaders(request, joined.accountId) });
	} catch (error) {
		if (error instanceof PasswordQueueFull)
			return refused({ form: "Many people are joining right now. Please try again in a moment." }, values, 503);
		throw error;
	}
}

export default function Join() {
	const { name, empty, invited, spent, domains, zones, departments, jobRoles } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const open = empty || invited || domains.length > 0;
	return (
		<main className="narrow" id="main">
			<p className="mark">
				<i /> Lamplight
			</p>
			<h1>{empty ? "Light the lamp" : `Join ${name}`}</h1>
			<p className="lead">
				{empty
					? "Nobody is here yet. The first account administers this Lamplight."
					: open
						? "You can read along as long as you like before you write anything."
						: spent
							? "This invitation is over: its time has passed, or all its places are taken. Ask whoever sent it for a new one."
							: "You need an invitation to join. Ask a colleague who is already here, or whoever runs Lamplight at your company."}
			</p>
			{open && spent ? <p className="notice">This invitation is over. You can still join with a company address.</p> : null}
			{open ? (
				<Form method="post" className="form">
					<FormError state={state} />
					{empty ? <TextField name="company" label="Your company" state={state} /> : null}
					<TextField name="name" label="Your name" autoComplete="name" state={state} required />
					<TextField
						name="email"
						label="E-mail address"
						type="email"
						autoComplete="username"
						hint={!empty && !invited ? `At ${domains.join(" or ")}.` : undefined}
						state={state}
						required
					/>
					<TextField
						name="password"
						label="Password"
						type="password"
						autoComplete="new-password"
						hint="At least 12 characters. A few words in a row are easy to remember."
						state={state}
						required
					/>
					{departments.length > 0 ? (
						<SelectField
							name="departmentId"
							label="Department"
							empty="Later"
							state={state}
							options={departments.map(({ id, name: label }) => ({ value: id, label }))}
						/>
					) : null}
					{jobRoles.length > 0 ? (
						<SelectField
							name="jobRoleId"
							label="Job role"
							empty="Later"
							state={state}
							options={jobRoles.map(({ id, name: label }) => ({ value: id, label }))}
						/>
					) : null}
					<TimeZoneField zones={zones} state={state} initial="UTC" guess />
					<div className="actions">
						<button className="btn" type="submit">
							Join
						</button>
						{empty ? null : <Link to="/sign-in">I have an account</Link>}
					</div>
				</Form>
			) : (
				<p>
					<Link className="btn quiet" to="/sign-in">
						Sign in
					</Link>
				</p>
			)}
		</main>
	);
}
