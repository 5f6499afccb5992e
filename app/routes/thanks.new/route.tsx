import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { peerBadges } from "#app/recognition/catalogue.ts";
import { thanksInput } from "#app/recognition/input.ts";
import { readableThings } from "#app/recognition/queries.server.ts";
import { recognitionLimits } from "#app/recognition/rules.ts";
import { thank, thanksForm } from "#app/recognition/thanks.server.ts";
import { Choices, FormError, SelectField, TextArea } from "#app/ui/field.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Thank ${data?.name ?? "somebody"} · Lamplight` }];

const placeOf = (request: Request) => {
	const { searchParams } = new URL(request.url);
	const about = searchParams.get("about") ?? undefined;
	return { handle: (searchParams.get("to") ?? "").slice(0, 60).toLowerCase(), about: isId(about) ? about : null };
};
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { handle, about } = placeOf(request);
	const { name, sessions } = await thanksForm(viewer, handle);
	const thing = about ? (await readableThings(viewer, [about])).get(about) : undefined;
	const options = [
		...(about && thing ? [{ value: about, label: thing.title }] : []),
		...sessions.map(({ id, title, startsAt }) => ({ value: id, label: `${title}, your session on ${day.format(startsAt)}` })),
	];
	return { name, options, about: options.some(({ value }) => value === about) ? about : null };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), thanksInput);
	if (!form.ok) return refused(form.errors, form.values);
	const wrong = await thank(viewer, placeOf(request).handle, form.data);
	return wrong ? refused(wrong.errors, form.values) : goTo("/thanks?sent");
}

export default function NewThanks() {
	const { name, options, about } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Thank {name}</h1>
			<p className="lead">
				What did it help you to do? A sentence that says so stays longer than a thank you. {name} reads it with your name, and nobody else
				does unless you both want that, or you propose a badge.
			</p>
			<Form method="post" className="form apart">
				<FormError state={state} />
				<TextArea
					name="text"
					label="What it helped you to do"
					hint="For example: “With your table I could show the night shift their own numbers, and they asked for more.”"
					state={state}
					required
					rows={4}
					maxLength={recognitionLimits.thanks}
				/>
				{options.length > 0 ? (
					<SelectField
						name="about"
						label="What it is about"
						state={state}
						initial={about ?? ""}
						options={options}
						empty="Nothing in particular"
					/>
				) : null}
				<SelectField
					name="badge"
					label="Propose a badge with it"
					hint={`A champion or moderator who is neither of you reads your note then, and decides. ${name} hears of it only if they are given it, and nobody is told who decided.`}
					state={state}
					options={peerBadges.map(({ slug, name: badge, earned }) => ({ value: slug, label: `${badge}: ${earned}` }))}
					empty="No badge, just the note"
				/>
				<Choices
					kind="checkbox"
					name="mayShow"
					label="Who may read it"
					state={state}
					options={[{ value: "on", label: `${name} may show it on their profile, with my name` }]}
				/>
				<div className="actions">
					<button className="btn" type="submit">
						Send it
					</button>
				</div>
				<p className="hint">Three a week at most, so that each is meant.</p>
			</Form>
		</main>
	);
}
