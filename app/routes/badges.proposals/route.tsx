import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { BadgeDrawing } from "#app/recognition/badge-drawing.tsx";
import { badgeBySlug, badgePath } from "#app/recognition/catalogue.ts";
import { decisionInput } from "#app/recognition/input.ts";
import { decideNomination, nominationsToRead } from "#app/recognition/nominations.server.ts";
import { recognitionLimits } from "#app/recognition/rules.ts";
import { ThanksNote } from "#app/recognition/thanks-note.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Proposals to read · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { proposals: await nominationsToRead(viewer) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), decisionInput);
	if (!form.ok) return refused(form.errors, form.values);
	const wrong = await decideNomination(viewer, form.data);
	return wrong ? refused(wrong.errors, form.values) : goTo(`/badges/proposals?said=${form.data.act}`);
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["proposals"][number];
const said: Record<string, string> = {
	give: "It is given, and only they are told.",
	return: "It went back with your reason. Whom it was about hears nothing of it.",
	pass: "Somebody else is asked.",
};

export default function Proposals() {
	const { proposals } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<p className="meta">
				<Link to="/badges">Badges</Link>
			</p>
			<h1>Proposals to read</h1>
			<p className="lead">
				Colleagues proposed somebody for a badge, and you are neither of the two. Is it about something that was really done, an effort and
				not a result? Then give it. Nobody learns that it was you.
			</p>
			<output>{said[params.get("said") ?? ""] ? <p className="notice">{said[params.get("said") ?? ""]}</p> : null}</output>
			{proposals.length === 0 ? (
				<Empty title="Nothing to read">Champions and moderators are asked now and then. You hear of it under Notifications.</Empty>
			) : null}
			{proposals.map((one) => (
				<Proposal key={one.id} proposal={one} state={state?.values.id === one.id ? state : undefined} />
			))}
		</main>
	);
}

function Proposal({ proposal: { id, badge: slug, text, from, to, about, at }, state }: { proposal: Row; state: FormState }) {
	const badge = badgeBySlug(slug);
	if (!badge) return null;
	return (
		<section className="quietcard apart" aria-labelledby={`proposal-${id}`}>
			<div className="badge-page">
				<BadgeDrawing badge={badge} />
				<div>
					<h2 id={`proposal-${id}`}>
						<Link to={badgePath(slug)}>{badge.name}</Link> for {to.name}
					</h2>
					<p className="hint">It says: “You {badge.earned}.”</p>
				</div>
			</div>
			<ThanksNote text={text} by={from} about={about} at={at} />
			<Form method="post" className="form">
				<FormError state={state} />
				<input type="hidden" name="id" value={id} />
				<TextArea
					name="words"
					label="Why not, if not"
					hint={`Only ${from.name} reads it, without your name.`}
					state={state}
					rows={2}
					maxLength={recognitionLimits.words}
				/>
				<div className="actions">
					<button className="btn" type="submit" name="act" value="give">
						Give it
					</button>
					<button className="btn quiet" type="submit" name="act" value="return">
						Send it back
					</button>
					<button className="btn quiet" type="submit" name="act" value="pass">
						Let somebody else read it
					</button>
				</div>
			</Form>
		</section>
	);
}
