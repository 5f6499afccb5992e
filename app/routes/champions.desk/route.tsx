import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { saveNotes, saveSettings } from "#app/champions/commands.server.ts";
import { DayOf } from "#app/champions/day-of.tsx";
import { deskOf } from "#app/champions/desk.server.ts";
import { notesInput, settingsInput } from "#app/champions/input.ts";
import { cardPath, deskPath, scopeWords } from "#app/champions/rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound } from "#app/core/http.server.ts";
import { localAt } from "#app/core/temporal.server.ts";
import { questionsFor } from "#app/helping/queries.server.ts";
import { Notes } from "./notes.tsx";
import { Playbook } from "./playbook.tsx";
import { Questions } from "./questions.tsx";
import { Settings } from "./settings.tsx";
import { Switches } from "./switches.tsx";

export const meta: MetaFunction = () => [{ title: "Your desk · Champions · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const desk = await deskOf(viewer);
	if (!desk) throw notFound();
	const saved = new URL(request.url).searchParams.get("saved");
	return {
		desk: { ...desk, open: desk.open instanceof Date ? localAt(desk.open, viewer.timeZone).time : desk.open },
		questions: await questionsFor(viewer),
		handle: viewer.handle,
		saved: saved === "notes" || saved === "settings" ? saved : null,
	};
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!(await deskOf(viewer))) throw notFound();
	const body = await request.formData();
	if (body.get("form") === "notes") {
		const form = parseForm(body, notesInput);
		if (!form.ok) return data({ errors: form.errors, values: form.values, form: "notes" }, { status: 422 });
		await saveNotes(viewer, form.data.notes);
		return goTo(`${deskPath}?saved=notes#notes`);
	}
	const form = parseForm(body, settingsInput);
	if (!form.ok) return data({ errors: form.errors, values: form.values, form: "settings" }, { status: 422 });
	await saveSettings(viewer, form.data);
	return goTo(`${deskPath}?saved=settings#settings`);
}

export default function Desk() {
	const { desk, questions, handle, saved } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const ofNotes = state?.form === "notes";
	const { term, sessions } = desk;
	return (
		<>
			<main id="main">
				<p className="meta">
					<Link to="/champions">Champions</Link>
				</p>
				<h1>Your desk</h1>
				<p className="lead">
					{term.phase === "over" ? "You were champion for " : "You are champion for "}
					{scopeWords(term.scopes)}, until <DayOf day={term.endsOn} />.
				</p>
				<Questions questions={questions} />
				<section className="apart">
					<h2>Your sessions today</h2>
					{sessions.length === 0 ? <p className="hint">None today.</p> : null}
					{term.phase === "running" ? (
						<p>
							<Link to="/coaching/hours">Your office hours and days off</Link>
						</p>
					) : null}
					<ul className="list">
						{sessions.map(({ id, title, from, until }) => (
							<li className="row centred" key={id}>
								<span>
									<Link to={`/coaching/${id}`}>{title}</Link>
									<small>
										{from} to {until}
									</small>
								</span>
							</li>
						))}
					</ul>
				</section>
				<Playbook ticks={desk.ticks} />
				<Notes notes={desk.notes} state={ofNotes ? state : undefined} saved={saved === "notes"} />
				<Settings desk={desk} state={ofNotes ? undefined : state} saved={saved === "settings"} />
			</main>
			<aside className="aside" aria-label="Beside your desk">
				<Switches resting={desk.resting} open={desk.open} />
				<section className="quietcard">
					<h2>How full your table is</h2>
					<p>{loadWords(desk.load)}</p>
					<p className="hint">
						Questions brought to you and sessions you host, of the last 28 days, over what you said is enough. Nobody else sees this number.
					</p>
				</section>
				<section className="quietcard">
					<h2>Your term</h2>
					<p>
						<Link to={`/champions/terms/${term.id}`}>What it is for</Link>
					</p>
					{term.phase === "running" ? (
						<p>
							<Link to={cardPath(handle)}>Your card</Link>
						</p>
					) : null}
				</section>
			</aside>
		</>
	);
}

const loadWords = (load: number | null) =>
	load === null
		? "You said that nothing is enough for now, so nothing is brought to you."
		: `${Math.round(load * 100)} % of what you said is enough.`;
