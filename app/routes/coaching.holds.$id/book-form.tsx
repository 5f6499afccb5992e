import { Form, useNavigation } from "@remix-run/react";
import type { About } from "#app/coaching/about.server.ts";
import { AboutLine } from "#app/coaching/about-line.tsx";
import { coachingLimits } from "#app/coaching/rules.ts";
import { Slots } from "#app/coaching/slot-week.tsx";
import type { ShownSlot } from "#app/coaching/weeks.server.ts";
import { FormError, type FormState, TextArea, typed } from "#app/ui/field.tsx";

type Props = {
	/** The slot is kept still. */
	kept: boolean;
	hoursId: string;
	about: About | null;
	thread: string;
	state: FormState;
	/** What can be booked in its place with the same words. */
	next: ShownSlot[];
	host: { name: string; timeZone: string } | null;
};

/** What a session is booked with. */
export function BookForm({ kept, hoursId, about, thread, state, next, host }: Props) {
	const { state: sending } = useNavigation();
	return (
		<Form method="post" className="form apart">
			<FormError state={state} />
			<input type="hidden" name="hoursId" value={typed(state, "hoursId", hoursId)} />
			<input type="hidden" name="threadId" value={typed(state, "threadId", about?.id ?? thread)} />
			<AboutLine about={about} />
			<TextArea
				name="want"
				label="What you want to try"
				hint="A sentence or two. Only your host reads it."
				state={state}
				maxLength={coachingLimits.words}
				required
			/>
			<TextArea
				name="tried"
				label="What you have tried"
				hint="Optional. “Nothing yet” is an answer too."
				state={state}
				maxLength={coachingLimits.words}
			/>
			{kept ? (
				<div className="actions">
					<button className="btn" type="submit" disabled={sending === "submitting"}>
						Book it
					</button>
					<button className="btn quiet" type="submit" name="intent" value="let-go" formNoValidate>
						Let go of this time
					</button>
				</div>
			) : null}
			{!kept && next.length > 0 ? (
				<fieldset className="field">
					<legend>Book another time with these words</legend>
					<Slots slots={next} host={host} withDay />
				</fieldset>
			) : null}
		</Form>
	);
}
