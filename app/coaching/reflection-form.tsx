import { Form, Link } from "@remix-run/react";
import { FormError, type FormState, TextArea, TextField } from "#app/ui/field.tsx";
import type { Reflection } from "./reflections.server.ts";
import { sessionPath } from "./rules.ts";
import { sessionLimits, whoReads } from "./session-rules.ts";

type Props = { id: string; reflection: Reflection | null; state: FormState; kept: boolean };

/** A guest's look back, and the way from it to a thread. */
export function ReflectionForm({ id, reflection, state, kept }: Props) {
	const path = sessionPath(id);
	return (
		<section className="apart" id="look-back" aria-labelledby="look-back-title">
			<h2 id="look-back-title">Looking back</h2>
			<p className="hint">{whoReads.reflection}</p>
			<Form method="post" action={`${path}/reflection`} className="form">
				<FormError state={state} />
				<TextArea name="tried" label="What I tried" state={state} initial={reflection?.tried ?? ""} maxLength={sessionLimits.reflection} />
				<TextArea
					name="willDo"
					label="What I will do"
					hint="One small thing is enough."
					state={state}
					initial={reflection?.willDo ?? ""}
					maxLength={sessionLimits.reflection}
				/>
				<div className="day-field">
					<TextField
						type="date"
						name="byDay"
						label="By when"
						hint={`Optional. You are reminded on that day, within ${sessionLimits.withinDays} days.`}
						state={state}
						initial={reflection?.byDay ?? ""}
					/>
				</div>
				<div className="actions">
					<button className="btn" type="submit">
						Keep it
					</button>
					<output>{kept ? "Kept." : ""}</output>
				</div>
			</Form>
			{reflection?.tried || reflection?.willDo ? (
				<div className="actions share-links">
					<span>Would it help a colleague, too?</span>
					<Link className="mini" to={`${path}/share?kind=lesson`}>
						Share it as a lesson
					</Link>
					<Link className="mini" to={`${path}/share?kind=win`}>
						Share it as a win
					</Link>
				</div>
			) : null}
		</section>
	);
}
