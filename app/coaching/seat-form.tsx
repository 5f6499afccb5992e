import { Form } from "@remix-run/react";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";
import { coachingLimits, sessionPath } from "./rules.ts";

/** How one takes a seat in a group session, or waits for one. */
export function SeatForm({ id, full, state }: { id: string; full: boolean; state: FormState }) {
	return (
		<Form method="post" action={`${sessionPath(id)}/seat`} className="form close">
			<FormError state={state} />
			<TextArea
				name="want"
				label="What you want to try"
				hint="Optional. Only the host reads it."
				state={state}
				maxLength={coachingLimits.words}
			/>
			<TextArea
				name="tried"
				label="What you have tried"
				hint="Optional. “Nothing yet” is an answer too."
				state={state}
				maxLength={coachingLimits.words}
			/>
			{full ? (
				<p className="hint">When a seat becomes free it is offered to whoever has waited longest. You have a day to take it.</p>
			) : null}
			<div className="actions">
				<button className="btn" type="submit">
					{full ? "Join the waitlist" : "Take a seat"}
				</button>
			</div>
		</Form>
	);
}
