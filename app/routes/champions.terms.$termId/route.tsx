import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { isAdmin } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { DayOf } from "#app/champions/day-of.tsx";
import { answerInput } from "#app/champions/input.ts";
import { termById } from "#app/champions/queries.server.ts";
import { deskPath, termPath } from "#app/champions/rules.ts";
import { ScopeList } from "#app/champions/scope-list.tsx";
import { answerTerm } from "#app/champions/terms.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { FormError } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "A champion term · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const term = await termById(viewer, params.termId);
	if (!term) throw notFound();
	return { term, admin: isAdmin(viewer), proposedIt: term.nominatedBy.id === viewer.id };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), answerInput);
	if (!(await termById(viewer, params.termId))?.own) throw notFound();
	if (!form.ok) return refused({ form: Object.values(form.errors)[0] ?? "" }, {});
	const answered = await answerTerm(viewer, params.termId, form.data.answer === "agree");
	return "path" in answered ? goTo(answered.path) : refused(answered.errors, {}, 409);
}

type Term = ReturnType<typeof useLoaderData<typeof loader>>["term"];

export default function TermPage() {
	const { term, admin, proposedIt } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const { own, person, nominatedBy, phase } = term;
	return (
		<main id="main">
			<p className="meta">
				<Link to="/champions">Champions</Link>
			</p>
			<h1>{own ? "You as a champion" : `${person.name} as a champion`}</h1>
			<p className="lead">{standing(term)}</p>
			<FormError state={state} />
			<section className="quietcard apart">
				<h2>For</h2>
				<ScopeList scopes={term.scopes} none="Nothing is set yet: an admin does." />
				{term.startsOn && term.endsOn ? (
					<p className="meta">
						From <DayOf day={term.startsOn} /> to <DayOf day={term.endsOn} />
					</p>
				) : null}
				<p>
					{proposedIt ? "You wrote" : `${nominatedBy.name} wrote`}: “{term.why}”
				</p>
			</section>
			{own && phase === "proposed" ? <Answer agreed={term.personAgreed} /> : null}
			{term.wishes ? <Ending term={term} /> : null}
			{own && (phase === "running" || phase === "over") ? (
				<p>
					<Link className="btn quiet" to={deskPath}>
						Your desk
					</Link>
				</p>
			) : null}
			{admin && phase === "proposed" ? (
				<p>
					<Link className="btn quiet" to={`/admin/champions/${term.id}`}>
						Answer as an admin
					</Link>
				</p>
			) : null}
		</main>
	);
}

function standing({ phase, own, personAgreed, adminAgreed, person }: Term): string {
	const who = own ? "You are" : `${person.name} is`;
	if (phase === "declined") return "It did not come about.";
	if (phase === "running") return `${who} champion now.`;
	if (phase === "coming") return "It is agreed, and begins soon.";
	if (phase === "over") return own ? "You were champion. Thank you." : `${person.name} was champion.`;
	if (own && personAgreed) return "You said yes. Now an admin looks at it.";
	if (own)
		return adminAgreed ? "An admin said yes. It begins when you do, too." : "You were proposed. It begins when you and an admin say yes.";
	return "It begins when an admin and the person say yes.";
}

function Answer({ agreed }: { agreed: boolean }) {
	return (
		<section className="apart">
			<h2>{agreed ? "Changed your mind?" : "Would you like to?"}</h2>
			<p>
				Champions answer what is brought to them, and offer sessions if they like. You choose how much is enough, and can rest at any time
				without saying why. Saying no needs no reason, and nobody sees who said it.
			</p>
			<Form method="post" className="actions">
				{agreed ? null : (
					<button className="btn" type="submit" name="answer" value="agree">
						Yes, gladly
					</button>
				)}
				<button className="btn quiet" type="submit" name="answer" value="decline">
					{agreed ? "Rather not, after all" : "Rather not"}
				</button>
			</Form>
		</section>
	);
}

const wishWords = {
	renew: "You would like to go on for another year.",
	rest: "You let it end, and rest.",
	"hand-over": "You hand it over.",
};

function Ending({ term }: { term: Term }) {
	return (
		<section className="notice">
			<p>
				{term.wish ? `${wishWords[term.wish]} ${term.handOverTo ? `@${term.handOverTo} is asked. ` : ""}` : "Your term comes to its end. "}
				<Link to={`${termPath(term.id)}/wish`}>{term.wish ? "Change it" : "What comes after it?"}</Link>
			</p>
		</section>
	);
}
