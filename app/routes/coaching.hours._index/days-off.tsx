import { Form } from "@remix-run/react";
import { FormError, type FormState, TextField } from "#app/ui/field.tsx";
import { Day } from "#app/ui/moment.tsx";

type Props = { days: { id: string; fromDay: string; toDay: string }[]; state: FormState };

/** Days on which none of the viewer's hours take place. */
export function DaysOff({ days, state }: Props) {
	return (
		<section className="apart" id="days-off" aria-labelledby="days-off-title">
			<h2 id="days-off-title">Days off</h2>
			<p className="hint">Nothing can be booked on these days. What is booked already stays: move or cancel it if you need to.</p>
			<ul className="list">
				{days.map(({ id, fromDay, toDay }) => (
					<li className="row centred" key={id}>
						<span>
							<Day day={fromDay} />
							{toDay === fromDay ? null : (
								<>
									{" to "}
									<Day day={toDay} />
								</>
							)}
						</span>
						<Form method="post" action="/coaching/hours?index" preventScrollReset>
							<input type="hidden" name="id" value={id} />
							<button className="mini" type="submit" name="act" value="remove" aria-label={`Take away: ${fromDay}`}>
								Take away
							</button>
						</Form>
					</li>
				))}
			</ul>
			<Form method="post" action="/coaching/hours?index" className="form close" preventScrollReset key={days.length}>
				<FormError state={state} />
				<div className="numbers">
					<TextField type="date" name="fromDay" label="First day" state={state} required />
					<TextField type="date" name="toDay" label="Last day, if there are more" state={state} />
				</div>
				<div className="actions">
					<button className="btn quiet" type="submit" name="act" value="add">
						Add days off
					</button>
				</div>
			</Form>
		</section>
	);
}
