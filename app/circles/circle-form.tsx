import { Form } from "@remix-run/react";
import { Choices, FormError, type FormState, TextField } from "#app/ui/field.tsx";

type Props = {
	state: FormState;
	initial?: { name: string; purpose: string; visibility: string; keepsLinks?: boolean };
	save: string;
	fixed?: boolean;
};

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
			<Choices
				kind="radio"
				name="keepsLinks"
				label="Whoever writes here without a name"
				hint="A sealed link is opened for real harm only, by two officers together, and deleted after 90 days. Where no officers are named there is none in any case."
				state={state}
				initial={[initial?.keepsLinks === false ? "0" : "1"]}
				options={[
					{ value: "1", label: "A sealed link may be kept" },
					{ value: "0", label: "No link at all: nobody can ever learn who it was" },
				]}
			/>
			<div className="actions">
				<button className="btn" type="submit">
					{save}
				</button>
			</div>
		</Form>
	);
}
