import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { demoAccount, signIn } from "#app/auth/commands.server.ts";
import { demoInput, signInInput } from "#app/auth/input.ts";
import { PasswordQueueFull } from "#app/auth/password.server.ts";
import { demoPeople, setUp } from "#app/auth/queries.server.ts";
import { getViewer, signedInHeaders } from "#app/auth/session.server.ts";
import { admitDemo } from "#app/auth/throttle.server.ts";
import { demoOffered } from "#app/core/demo.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { safeRedirect } from "#app/core/safe-redirect.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { FormError, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Sign in · Lamplight" }];

// Somebody for each part one can play, in the order a visitor would try them.
const shown: Record<string, string> = {
	maya: "asks and answers, in a private circle too",
	walter: "reads along, a little unsure",
	rosa: "shares what works on the floor",
	jonas: "the one colleagues ask, soon a champion",
	tomas: "keeps a circle",
	noor: "keeps a private circle",
	fatima: "moderates",
	priya: "administers",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
	const to = safeRedirect(new URL(request.url).searchParams.get("to"));
	if (await getViewer({ request, context })) throw goTo(to);
	const { name, demo, empty } = await setUp();
	if (empty) throw goTo("/join");
	return { name, people: demo && demoOffered() ? await demoPeople() : [] };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const to = safeRedirect(new URL(request.url).searchParams.get("to"));
	const enter = async (accountId: string) => goTo(to, { headers: await signedInHeaders(request, accountId) });
	const body = await request.formData();
	if (body.get("intent") === "demo") {
		const chosen = parseForm(body, demoInput);
		if (!chosen.ok) return refused({ form: chosen.errors.handle ?? "Choose somebody." }, {});
		const { waitSeconds } = await admitDemo(context.clientNetwork);
		if (waitSeconds > 0) return refused({ form: tryAgain(waitSeconds) }, {}, 429);
		const accountId = demoOffered() ? await demoAccount(chosen.data.handle) : null;
		return accountId ? enter(accountId) : refused({ form: "There is nobody by this name to look around as." }, {});
	}
	const form = parseForm(body, signInInput);
	const values = { email: form.values.email ?? "" };
	if (!form.ok) return refused(form.errors, values);
	try {
		const result = await signIn({ ...form.data, network: context.clientNetwork, request });
		if ("accountId" in result) return await enter(result.accountId);
		if ("waitSeconds" in result) return refused({ form: tryAgain(result.waitSeconds) }, values, 429);
		return refused({ form: "This address and password do not belong together." }, values);
	} catch (error) {
		if (error instanceof PasswordQueueFull)
			return refused({ form: "Many people are signing in right now. Please try again in a moment." }, values, 503);
		throw error;
	}
}

const tryAgain = (seconds: number) => {
	const minutes = Math.ceil(seconds / 60);
	return `That was tried often. Please wait ${minutes === 1 ? "a minute" : `${minutes} minutes`} and try again.`;
};

export default function SignIn() {
	const { name, people } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main className="narrow" id="main">
			<p className="mark">
				<i /> Lamplight
			</p>
			<h1>Good to see you</h1>
			<p className="lead">
				Where {name === "Lamplight" ? "your colleagues" : `people at ${name}`} learn to use AI together. Wins, questions, and what did not
				work.
			</p>
			{people.length > 0 ? (
				<section className="quietcard demo" aria-labelledby="demo-title">
					<h2 id="demo-title">Look around as somebody</h2>
					<p className="hint">This is a demo company. One click signs you in.</p>
					{Object.entries(shown).map(([handle, words]) => {
						const person = people.find((one) => one.handle === handle);
						return person ? (
							<Form method="post" className="row" key={handle}>
								<input type="hidden" name="intent" value="demo" />
								<Avatar name={person.name} photo={person.photo} />
								<span>
									{person.name}
									<small>
										{person.jobRole}, {words}
									</small>
								</span>
								<button className="mini" type="submit" name="handle" value={handle} aria-label={`Sign in as ${person.name}`}>
									Sign in
								</button>
							</Form>
						) : null;
					})}
					<Form method="post" className="actions">
						<input type="hidden" name="intent" value="demo" />
						<select className="input" name="handle" aria-label="Somebody else" defaultValue="">
							<option value="">Somebody else</option>
							{people.map(({ handle, name: who, jobRole }) => (
								<option key={handle} value={handle}>
									{who}, {jobRole}
								</option>
							))}
						</select>
						<button className="btn quiet" type="submit">
							Sign in
						</button>
					</Form>
				</section>
			) : null}
			<Form method="post" className="form">
				<FormError state={state} />
				<TextField name="email" label="E-mail address" type="email" autoComplete="username" state={state} required />
				<TextField name="password" label="Password" type="password" autoComplete="current-password" state={state} required />
				<div className="actions">
					<button className="btn" type="submit">
						Sign in
					</button>
					<Link to="/join">I have no account yet</Link>
				</div>
			</Form>
		</main>
	);
}
