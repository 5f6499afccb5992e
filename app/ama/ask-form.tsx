import { Form, Link, useNavigation } from "@remix-run/react";
import { useRef, useState } from "react";
import type { AudienceSize } from "#app/threads/anonymous.ts";
import { LookAgainNotice } from "#app/threads/look-again-notice.tsx";
import { NameChoice } from "#app/threads/name-choice.tsx";
import { FormError, type FormState, TextArea, typed } from "#app/ui/field.tsx";
import { amaLimits } from "./rules.ts";

type Props = {
	submission: string;
	/** Changes when something was asked: a new form begins. */
	asked: string | null;
	state: FormState;
	similar: { id: string; text: string }[];
	alias: string | null;
	audience: AudienceSize;
	whoLearns: string;
};

/** Where one asks: with the name or without it. What others asked already is offered first. */
export function AskForm({ asked, state, similar, alias, audience, whoLearns, ...props }: Props) {
	// Whatever loads the page anew meanwhile leaves the words and the cursor alone.
	const [held, setHeld] = useState({ asked, submission: props.submission });
	if (held.asked !== asked) setHeld({ asked, submission: props.submission });
	const form = useRef<HTMLFormElement>(null);
	const { state: sending, formMethod } = useNavigation();
	return (
		<section className="apart" id="ask" aria-labelledby="ask-title">
			<h2 id="ask-title">Ask</h2>
			<Form method="post" action="?#ask" className="form" ref={form} key={held.submission}>
				<FormError state={state} />
				<input type="hidden" name="submission" value={typed(state, "submission", held.submission)} />
				<TextArea
					name="text"
					label="Your question"
					hint={`One question at a time, up to ${amaLimits.question} characters.`}
					state={state}
					rows={3}
					required
				/>
				{similar.length > 0 ? (
					<div className="notice" role="status">
						<p>Is one of these yours already? Then say that you ask it too.</p>
						<ul>
							{similar.map(({ id, text }) => (
								<li key={id}>
									<Link to={`#post-${id}`}>{text}</Link>
								</li>
							))}
						</ul>
						<label className="choice">
							<input type="checkbox" name="other" value="1" /> Mine is another one
						</label>
					</div>
				) : null}
				<LookAgainNotice form={form} state={state} />
				<NameChoice state={state} alias={alias} audience={audience} whoLearns={whoLearns} />
				<div className="actions">
					<button className="btn" type="submit" disabled={sending === "submitting" && formMethod === "POST"}>
						Ask
					</button>
				</div>
			</Form>
		</section>
	);
}
