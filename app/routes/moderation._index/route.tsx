import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { isModerator } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { careQueue } from "#app/moderation/queries.server.ts";
import { reasonWords, stateWords } from "#app/moderation/rules.ts";
import { reportedNotes } from "#app/moderation/thank-yous.server.ts";
import { AuthorLink } from "#app/threads/author-link.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "What waits for care · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const seesLog = isModerator(viewer);
	return { ...(await careQueue(viewer)), seesLog, notes: seesLog && (await reportedNotes(viewer)).length > 0 };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["waiting"][number];

export default function Moderation() {
	const { waiting, hidden, seesLog, notes } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>What waits for care</h1>
			<p className="lead">Posts that somebody asked you to look at, the longest waiting first.</p>
			<p className="acts">
				<Link className="mini" to="/moderation/how">
					How moderation works here
				</Link>
				{seesLog ? (
					<>
						<Link className="mini" to="/moderation/decisions">
							What was decided
						</Link>
						<Link className="mini" to="/moderation/notes">
							{notes ? "Thank-you notes wait for you" : "Thank-you notes"}
						</Link>
					</>
				) : null}
			</p>
			{waiting.length === 0 ? (
				<Empty title="Nothing waits">When somebody flags a post in a circle that you care for, it stands here.</Empty>
			) : null}
			{waiting.map((row) => (
				<CaseCard key={row.postId} row={row} />
			))}
			{hidden.length > 0 ? (
				<section className="apart">
					<h2>Hidden now</h2>
					{hidden.map((row) => (
						<CaseCard key={row.postId} row={row} />
					))}
				</section>
			) : null}
		</main>
	);
}

function CaseCard({ row: { postId, opening, author, text, thread, circle, openedAt, reasons, state } }: { row: Row }) {
	return (
		<article className="item">
			<div className="meta">
				<AuthorLink author={author} />
				<span>{circle}</span>
				<span>
					{opening ? "since " : "a reply, since "}
					<When at={openedAt} />
				</span>
				{state === "flagged" ? null : <span className="state-line">{stateWords[state]}</span>}
			</div>
			<h2>
				<Link to={`/moderation/${postId}`}>{thread.title}</Link>
			</h2>
			<p>{text}</p>
			<div className="meta">
				{reasons.map(({ reason }) => (
					<span key={reason}>{reasonWords[reason]}</span>
				))}
			</div>
		</article>
	);
}
