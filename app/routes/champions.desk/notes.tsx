import { Form } from "@remix-run/react";
import { championLimits } from "#app/champions/rules.ts";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";

/** What the viewer writes down for themself. */
export function Notes({ notes, state, saved }: { notes: string; state: FormState; saved: boolean }) {
	return (
		<section className="apart" id="notes">
			<h2>Notes</h2>
			<Form method="post" className="form" action="/champions/desk">
				<FormError state={state} />
				<input type="hidden" name="form" value="notes" />
				<TextArea
					name="notes"
					label="Your notes"
					hint="Only you read them."
					state={state}
					initial={notes}
					rows={5}
					maxLength={championLimits.notes}
				/>
				<div className="actions">
					<button className="btn quiet" type="submit">
						Save the notes
					</button>
					<span role="status">{saved ? "Saved." : ""}</span>
				</div>
			</Form>
		</section>
	);
}
