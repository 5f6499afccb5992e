import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { BackLink } from "#app/coaching/back-link.tsx";
import { sessionFor } from "#app/coaching/part.server.ts";
import { canShare, wordsToShare } from "#app/coaching/share.server.ts";
import { KindSign } from "#app/threads/kind-sign.tsx";
import { shapes } from "#app/threads/kinds.ts";
import { composedKinds } from "#db/enums.ts";

export const meta: MetaFunction = () => [{ title: "Take your words along · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const session = await sessionFor(viewer, params.id, canShare);
	const wanted = new URL(request.url).searchParams.get("kind");
	const kind = composedKinds.find((one) => one === wanted) ?? "lesson";
	return {
		id: session.id,
		title: session.hours.title,
		kind,
		ofGroup: session.side === "host",
		words: await wordsToShare(viewer, session, kind),
	};
}

/** Which of one's words go into a thread. They are sent as a form: no address and no draft holds them. */
export default function Share() {
	const { id, title, kind, ofGroup, words } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<BackLink id={id} title={title} />
			<h1>What do you want to take along?</h1>
			<p className="lead">
				Nothing is posted yet. On the next page you can change every word, and choose whether your name stands with it.
				{ofGroup ? " Others wrote these notes, too: leave out what is theirs." : " Your host is not named."}
			</p>
			<nav className="tabs sections" aria-label="As what">
				{composedKinds.map((one) => (
					<Link key={one} to={`?kind=${one}`} aria-current={one === kind ? "page" : undefined} preventScrollReset>
						<KindSign kind={one} />
					</Link>
				))}
			</nav>
			{words.length === 0 ? (
				<p className="hint">
					There is nothing yet to take along into a {shapes[kind].word.toLowerCase()}. You can begin with an empty page.
				</p>
			) : null}
			<Form method="post" action="/threads/new?shared" key={kind}>
				<input type="hidden" name="kind" value={kind} />
				{words.map(({ from, section, text }) => (
					<label className="share-choice" key={section}>
						<input type="checkbox" name={section} value={text} defaultChecked />
						<span>
							<b>{from}</b>
							<span className="said">{text}</span>
							<small className="hint">Goes into “{shapes[kind].sections.find(({ name }) => name === section)?.label}”</small>
						</span>
					</label>
				))}
				<div className="actions apart">
					<button className="btn" type="submit" name="intent" value="prefill">
						Go on
					</button>
					<Link className="btn quiet" to={`/coaching/${id}`}>
						Not now
					</Link>
				</div>
			</Form>
		</main>
	);
}
