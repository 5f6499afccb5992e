import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import { LookAgainNotice } from "#app/threads/look-again-notice.tsx";
import { Editor } from "#app/ui/editor/editor.tsx";
import { FormError, type FormState, SelectField, TextField, typed } from "#app/ui/field.tsx";

type Option = { value: string; label: string };
type Props = {
	state: FormState;
	initial: Record<string, string>;
	save: string;
	/** Fields that are only chosen once. */
	leaders?: Option[];
	circles?: Option[];
	submission?: string;
	timesStay?: boolean;
	zone: string;
	children?: ReactNode;
};

/** What an AMA is announced with. */
export function AmaForm({ state, initial, save, leaders, circles, submission, timesStay = false, zone, children }: Props) {
	const form = useRef<HTMLFormElement>(null);
	const { state: sending } = useNavigation();
	const of = (name: string) => initial[name] ?? "";
	return (
		<Form method="post" className="form" ref={form}>
			<FormError state={state} />
			{submission ? <input type="hidden" name="submission" value={typed(state, "submission", submission)} /> : null}
			{initial.revision ? <input type="hidden" name="revision" value={typed(state, "revision", initial.revision)} /> : null}
			{leaders && leaders.length > 0 ? (
				<SelectField
					name="leader"
					label="Who answers"
					hint="If it is not you, everybody sees that you prepared it in their name."
					state={state}
					initial={of("leader")}
					options={leaders}
					required
				/>
			) : null}
			<TextField name="title" label="Title" hint="What is it about?" state={state} initial={of("title")} maxLength={140} required />
			<Editor
				name="learning"
				label="What I got wrong or am still learning with AI"
				hint="This stands first. Whoever reads that you do not know everything dares to ask."
				state={state}
				initial={of("learning")}
				rows={5}
			/>
			<Editor
				name="text"
				label="Opening"
				hint="What people can ask you, and what you will do with it."
				state={state}
				initial={of("text")}
				rows={4}
			/>
			{circles ? (
				<SelectField
					name="circleId"
					label="Who may take part"
					hint="An open circle is for everybody; of a private one its members take part."
					state={state}
					initial={of("circleId")}
					options={circles}
					empty="Choose a circle"
					required
				/>
			) : null}
			<TextField
				name="coHosts"
				label="Co-hosts"
				hint="Optional. Up to five handles, with spaces between them."
				state={state}
				initial={of("coHosts")}
				autoComplete="off"
			/>
			{timesStay ? (
				<p className="hint">It has closed: its times stay.</p>
			) : (
				<fieldset className="field">
					<legend>When</legend>
					<p className="hint">By your clock ({zone}). Everybody sees it by theirs. Questions can be asked from today on.</p>
					<div className="ama-times">
						<TextField type="date" name="opensDay" label="Opens on" state={state} initial={of("opensDay")} required />
						<TextField type="time" name="opensTime" label="at" state={state} initial={of("opensTime")} required />
						<TextField type="date" name="closesDay" label="Closes on" state={state} initial={of("closesDay")} required />
						<TextField type="time" name="closesTime" label="at" state={state} initial={of("closesTime")} required />
					</div>
				</fieldset>
			)}
			{timesStay
				? ["opensDay", "opensTime", "closesDay", "closesTime"].map((name) => (
						<input key={name} type="hidden" name={name} value={of(name)} />
					))
				: null}
			<LookAgainNotice form={form} state={state} />
			<div className="actions">
				<button className="btn" type="submit" disabled={sending === "submitting"}>
					{save}
				</button>
				{children}
			</div>
		</Form>
	);
}
