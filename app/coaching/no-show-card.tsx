import { Form } from "@remix-run/react";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";
import type { SessionSide } from "#db/enums.ts";
import type { NoShow } from "./no-shows.server.ts";
import { sessionPath } from "./rules.ts";
import { sessionLimits, whoReads } from "./session-rules.ts";

type Props = {
	id: string;
	side: SessionSide;
	host: string;
	/** Of whom it can be said: to a host their guests, to a guest their own booking. */
	pairs: { bookingId: string; name: string }[];
	said: NoShow[];
	state: FormState;
};

/** That somebody did not come: said, answered, taken back, between the two alone. */
export function NoShowCard({ id, side, host, pairs, said, state }: Props) {
	const open = pairs.filter(({ bookingId }) => !said.some((one) => one.bookingId === bookingId));
	const action = `${sessionPath(id)}/no-show`;
	const sayings =
		open.length > 0 ? (
			<Form method="post" action={action} className="actions" preventScrollReset>
				<input type="hidden" name="intent" value="say" />
				{open.map(({ bookingId, name }) => (
					<button className="mini" type="submit" name="bookingId" value={bookingId} key={bookingId}>
						{side === "host" ? `${name} did not come` : `${host} did not come`}
					</button>
				))}
			</Form>
		) : null;
	return (
		<section className="apart" id="no-show" aria-labelledby="no-show-title">
			<h2 id="no-show-title">If somebody did not come</h2>
			<p className="hint">{whoReads.noShow}</p>
			{said.map((one) => (
				<Said
					key={one.bookingId}
					action={action}
					host={host}
					one={one}
					state={state?.values.bookingId === one.bookingId ? state : undefined}
				/>
			))}
			{sayings ? (
				<details className="more">
					<summary>Somebody did not come</summary>
					{sayings}
				</details>
			) : null}
			{state && !said.some((one) => one.bookingId === state.values.bookingId) ? <FormError state={state} /> : null}
		</section>
	);
}

function Said({ action, host, one, state }: { action: string; host: string; one: NoShow; state: FormState }) {
	const missing = one.side === "host" ? host : one.guest;
	const other = one.side === "host" ? one.guest : host;
	return (
		<div className="quietcard">
			<p>{one.mine ? `You said that ${missing} did not come.` : `${other} said that you did not come.`}</p>
			{one.appeal ? (
				<>
					<p className="hint">{one.mine ? `${missing} answered:` : "You answered:"}</p>
					<blockquote className="said">{one.appeal}</blockquote>
				</>
			) : null}
			<Form method="post" action={action} className="form close" preventScrollReset>
				<FormError state={state} />
				<input type="hidden" name="bookingId" value={one.bookingId} />
				{one.mine ? (
					<div className="actions">
						<button className="mini" type="submit" name="intent" value="back">
							Take it back
						</button>
					</div>
				) : (
					<>
						<TextArea
							name="appeal"
							label="Your answer"
							hint={`Only ${other} reads it.`}
							state={state}
							initial={one.appeal ?? ""}
							maxLength={sessionLimits.appeal}
							required
						/>
						<div className="actions">
							<button className="btn quiet" type="submit" name="intent" value="answer">
								Answer
							</button>
						</div>
					</>
				)}
			</Form>
		</div>
	);
}
