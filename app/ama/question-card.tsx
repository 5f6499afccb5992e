import { Link, useFetcher } from "@remix-run/react";
import { ChevronUp } from "lucide-react";
import { useState } from "react";
import { Undo } from "#app/replies/undo.tsx";
import { AuthorLink } from "#app/threads/author-link.tsx";
import { Cooked } from "#app/threads/cooked.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { Day } from "#app/ui/moment.tsx";
import { When } from "#app/ui/when.tsx";
import type { Answer, Question } from "./queries.server.ts";
import { endsFrom, stateWords } from "./rules.ts";

type Props = { question: Question; votable: boolean; isHost: boolean };

const asked = (votes: number) => (votes === 1 ? "1 colleague asked for this" : `${votes} colleagues asked for this`);

/** One question with how it stands and what was said to it. */
export function QuestionCard({ question, votable, isHost }: Props) {
	const { id, author, state, votes, into } = question;
	if (question.deletedAt)
		return (
			<article className="ama-question" id={`post-${id}`} aria-label="Taken back">
				<p className="gone">You took this question back.</p>
				<Undo postId={id} />
			</article>
		);
	return (
		<article className="ama-question" id={`post-${id}`} aria-label={`Question by ${author.name}`}>
			<div className="meta">
				<Avatar name={author.name} photo={author.photo} alias={author.handle === null} />
				<AuthorLink author={author} />
				{question.own ? <span className="state-line">you</span> : null}
				<Link className="when" to={`#post-${id}`}>
					<When at={question.createdAt} toTheDay={author.handle === null} />
				</Link>
				{question.theme ? <span className="theme">{question.theme}</span> : null}
				{state === "open" ? null : <span className="state-line">{stateWords[state]}</span>}
			</div>
			<div className="body">
				<Cooked postId={id} section="text" html={question.html} />
			</div>
			{into ? (
				<p className="quoted">
					Asked together with <Link to={`#post-${into.id}`}>{into.text}</Link>
				</p>
			) : null}
			{question.answers.map((answer) => (
				<AnswerCard key={answer.id} answer={answer} />
			))}
			{state === "unknown" && question.followUp ? (
				<p className="meta">
					More by <Day day={question.followUp} />
				</p>
			) : null}
			<div className="acts">
				{votable && state !== "merged" ? <Vote id={id} mine={question.mine} /> : null}
				{votes === null || votes === 0 ? null : <span className="meta">{asked(votes)}</span>}
				{isHost && endsFrom(state).length > 0 ? (
					<Link className="mini" to={`/ama/questions/${id}`}>
						{state === "merged" ? "Separate it again" : "Answer, or end it"}
					</Link>
				) : null}
				{question.own && state === "open" ? (
					<Link className="mini" to={`/posts/${id}/edit`}>
						Edit
					</Link>
				) : null}
				{question.own && state === "open" ? <TakeBackPost postId={id} /> : null}
				{question.own ? null : (
					<Link className="mini" to={`/posts/${id}/flag`}>
						Flag
					</Link>
				)}
			</div>
		</article>
	);
}

function AnswerCard({ answer }: { answer: Answer }) {
	return (
		<div className="ama-answer" id={`post-${answer.id}`}>
			<div className="meta">
				<Avatar name={answer.author.name} photo={answer.author.photo} />
				<AuthorLink author={answer.author} />
				<Link className="when" to={`#post-${answer.id}`}>
					<When at={answer.createdAt} />
				</Link>
				{answer.editedAt ? <Link to={`/posts/${answer.id}/history`}>edited</Link> : null}
			</div>
			<div className="body">
				<Cooked postId={answer.id} section="text" html={answer.html} />
			</div>
			<div className="acts">
				<Link className="mini" to={`/threads/new?kind=question&quote=${answer.id}`}>
					Quote
				</Link>
				{answer.own ? (
					<Link className="mini" to={`/posts/${answer.id}/edit`}>
						Edit
					</Link>
				) : null}
				{answer.own ? <TakeBackPost postId={answer.id} /> : null}
			</div>
		</div>
	);
}

function Vote({ id, mine }: { id: string; mine: boolean }) {
	// The address has no page of its own: with scripts one stays on this one, and sees at once what was pressed.
	const fetcher = useFetcher();
	const [sent, setSent] = useState<boolean | null>(null);
	const on = sent ?? mine;
	return (
		<fetcher.Form method="post" action={`/ama/questions/${id}/vote`} onSubmit={() => setSent(!on)}>
			<button className="mini" type="submit" name="on" value={on ? "0" : "1"} aria-pressed={on}>
				<ChevronUp className="icon" aria-hidden="true" /> {on ? "You ask this too" : "I ask this too"}
			</button>
		</fetcher.Form>
	);
}

function TakeBackPost({ postId }: { postId: string }) {
	const fetcher = useFetcher();
	return (
		<fetcher.Form method="post" action={`/posts/${postId}/deletion`}>
			<button className="mini" type="submit">
				Take back
			</button>
		</fetcher.Form>
	);
}
