import { Form } from "@remix-run/react";
import { Choices, FormError, type FormState, TextField } from "#app/ui/field.tsx";

type Props = { state: FormState; initial?: { name: string; purpose: string; visibility: string }; save: string; fixed?: boolean };

/** The form of a new circle or of one that is changed. `fixed`: a private circle stays private. */
export function CircleForm({ state, initial, save, fixed }: Props) {
	return (
		<Form method="post" className="form">
			<FormError state={state} />
			<TextField name="name" label="Name" state={state} initial={initial?.name} placeholder="Spreadsheets" required />
			<TextField
				name="purpose"
				label="Purpose"
				hint="One line: who it is for and what belongs here."
				state={state}
				initial={initial?.purpose}
				required
			/>
			{fixed ? (
				<>
					<input type="hidden" name="visibility" value="private" />
					<p className="hint">Private, and it stays so: what was said here was said to its members.</p>
				</>
			) : (
				<Choices
					kind="radio"
					name="visibility"
					label="Who can read it"
					hint="A private circle is known to its members alone: nobody else sees its name, its people or its threads, administrators included. It can not be opened later."
					state={state}
					initial={[initial?.visibility ?? "open"]}
					options={[
						{ value: "open", label: "Everybody here, and anybody can join" },
						{ value: "private", label: "Only the people whom a keeper brings in" },
					]}
				/>
			)}
			<div className="actions">
				<button className="btn" type="submit">
					{save}
				</button>
			</div>
		</Form>
	);
}
