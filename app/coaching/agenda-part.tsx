import { Form } from "@remix-run/react";
import { Hourglass } from "lucide-react";
import { useRef, useState } from "react";
import { AuthorLink } from "#app/threads/author-link.tsx";
import { LookAgainNotice } from "#app/threads/look-again-notice.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { Choices, FormError, type FormState, TextArea, typed } from "#app/ui/field.tsx";
import { Day } from "#app/ui/moment.tsx";
import type { AgendaQuestion } from "./agenda.server.ts";
import { sessionPath } from "./rules.ts";
import { sessionLimits, whoReads } from "./session-rules.ts";

type Props = {
	id: string;
	questions: AgendaQuestion[];
	/** Whether questions are taken, and may be asked without a name. */
	open: boolean;
	unnamed: boolean;
	/** Whether the viewer may take away those of others. */
	cares: boolean;
	submission: string;
	state: FormState;
};

/** What people want to talk about in a group session, and where one adds to it. */
export function Agenda({ id, questions, open, unnamed, cares, submission, state }: Props) {
	const action = `${sessionPath(id)}/agenda`;
	return (
		<section className="apart" id="agenda" aria-labelledby="agenda-title">
			<h2 id="agenda-title">What people want to talk about</h2>
			{questions.length === 0 ? (
				<p className="hint">{open ? "Nothing yet. One question helps the host to prepare." : "Nobody asked beforehand."}</p>
			) : null}
			<ul className="list">
				{questions.map((question) => (
					<li className="agenda-question" key={question.id}>
						<p className="said">{question.text}</p>
						<Form method="post" action={action} className="meta" preventScrollReset>
							{question.author ? (
								<>
									<Avatar name={question.author.name} photo={question.author.photo} />
									<AuthorLink author={question.author} />
								</>
							) : (
								<span>Without a name</span>
							)}
							{question.own ? <span className="state-line">you</span> : null}
							{question.waits ? (
								<span>
									<Hourglass className="icon" aria-hidden="true" /> Only you see this yet
								</span>
							) : (
								<Day day={question.day} />
							)}
							<input type="hidden" name="intent" value="drop" />
							{question.own || cares ? (
								<button
									className="mini"
									type="submit"
									name="id"
									value={question.id}
									aria-label={`${question.own ? "Take back" : "Remove"}: ${question.text.slice(0, 60)}`}
								>
									{question.own ? "Take back" : "Remove"}
								</button>
							) : null}
						</Form>
					</li>
				))}
			</ul>
			{open ? <AskForm action={action} submission={submission} unnamed={unnamed} state={state} count={questions.length} /> : null}
		</section>
	);
}

type AskProps = { action: string; submission: string; unnamed: boolean; state: FormState; count: number };

function AskForm({ action, submission, unnamed, state, count }: AskProps) {
	// A new form begins when a question was added; whatever else loads the page anew leaves the words alone.
	const [held, setHeld] = useState({ count, submission });
	if (held.count !== count) setHeld({ count, submission });
	const form = useRef<HTMLFormElement>(null);
	return (
		<Form method="post" action={action} className="form close" ref={form} key={held.submission} preventScrollReset>
			<FormError state={state} />
			<input type="hidden" name="submission" value={typed(state, "submission", held.submission)} />
			<TextArea
				name="text"
				label="Add a question"
				hint={`Everybody who works here can read it. Up to ${sessionLimits.question} characters.`}
				state={state}
				required
			/>
			{unnamed ? (
				<Choices
					kind="radio"
					name="as"
					label="Under which name?"
					hint={whoReads.agenda}
					state={state}
					initial={["name"]}
					options={[
						{ value: "name", label: "With your name" },
						{ value: "nobody", label: "Without your name" },
					]}
				/>
			) : (
				<input type="hidden" name="as" value="name" />
			)}
			<LookAgainNotice form={form} state={state} />
			<div className="actions">
				<button className="btn quiet" type="submit" name="intent" value="ask">
					Add it
				</button>
			</div>
		</Form>
	);
}
