import { type ReactNode, useEffect, useId, useRef } from "react";

export type FormState = { errors: Record<string, string>; values: Record<string, string | string[]> } | undefined;

type Shared = { name: string; label: string; hint?: ReactNode; state: FormState; initial?: string; required?: boolean };

const describedBy = (id: string, hint: ReactNode, error: string | undefined) =>
	[hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

/** What was typed before the form came back, else what is stored. */
export const typed = (state: FormState, name: string, initial = "") => {
	const value = state?.values[name];
	return typeof value === "string" ? value : initial;
};

function Frame({
	id,
	label,
	hint,
	error,
	children,
}: {
	id: string;
	label: string;
	hint?: ReactNode;
	error?: string | undefined;
	children: ReactNode;
}) {
	return (
		<div className="field">
			<label htmlFor={id}>{label}</label>
			{hint ? (
				<p className="hint" id={`${id}-hint`}>
					{hint}
				</p>
			) : null}
			{children}
			{error ? (
				<p className="error" id={`${id}-error`}>
					{error}
				</p>
			) : null}
		</div>
	);
}

type TextProps = Shared & {
	type?: "text" | "email" | "password" | "search" | "url" | "date" | "time" | "number";
	autoComplete?: string;
	placeholder?: string;
	maxLength?: number;
	list?: string;
};

/** A labelled line of text with its hint and error. A password is never sent back. */
export function TextField({ name, label, hint, state, initial, required, type = "text", ...rest }: TextProps) {
	const id = useId();
	const error = state?.errors[name];
	return (
		<Frame id={id} label={label} hint={hint} error={error}>
			<input
				className="input"
				id={id}
				name={name}
				type={type}
				required={required}
				defaultValue={type === "password" ? undefined : typed(state, name, initial)}
				aria-invalid={error ? true : undefined}
				aria-describedby={describedBy(id, hint, error)}
				{...rest}
			/>
		</Frame>
	);
}

type AreaProps = Shared & { rows?: number; placeholder?: string; maxLength?: number };

/** A labelled text of several lines with its hint and error. */
export function TextArea({ name, label, hint, state, initial, required, rows = 3, ...rest }: AreaProps) {
	const id = useId();
	const error = state?.errors[name];
	return (
		<Frame id={id} label={label} hint={hint} error={error}>
			<textarea
				className="input"
				id={id}
				name={name}
				rows={rows}
				required={required}
				defaultValue={typed(state, name, initial)}
				aria-invalid={error ? true : undefined}
				aria-describedby={describedBy(id, hint, error)}
				{...rest}
			/>
		</Frame>
	);
}

type SelectProps = Shared & { options: { value: string; label: string }[]; empty?: string };

/** A labelled choice of one from a list. `empty` is the label of choosing nothing. */
export function SelectField({ name, label, hint, state, initial, required, options, empty }: SelectProps) {
	const id = useId();
	const error = state?.errors[name];
	return (
		<Frame id={id} label={label} hint={hint} error={error}>
			<select
				className="input"
				id={id}
				name={name}
				required={required}
				defaultValue={typed(state, name, initial)}
				aria-invalid={error ? true : undefined}
				aria-describedby={describedBy(id, hint, error)}
			>
				{empty === undefined ? null : <option value="">{empty}</option>}
				{options.map(({ value, label: text }) => (
					<option key={value} value={value}>
						{text}
					</option>
				))}
			</select>
		</Frame>
	);
}

type ChoicesProps = Omit<Shared, "initial" | "required"> & {
	options: { value: string; label: string }[];
	initial?: string[];
	kind: "radio" | "checkbox";
};

/** A group of radio buttons or checkboxes with its legend, hint and error. */
export function Choices({ name, label, hint, state, initial = [], options, kind }: ChoicesProps) {
	const id = useId();
	const error = state?.errors[name];
	const sent = state?.values[name];
	const chosen = sent === undefined ? (state ? [] : initial) : Array.isArray(sent) ? sent : [sent];
	return (
		<fieldset className="field" aria-describedby={describedBy(id, hint, error)}>
			<legend>{label}</legend>
			{hint ? (
				<p className="hint" id={`${id}-hint`}>
					{hint}
				</p>
			) : null}
			<div className="choices">
				{options.map(({ value, label: text }) => (
					<label className="choice" key={value}>
						<input type={kind} name={name} value={value} defaultChecked={chosen.includes(value)} /> {text}
					</label>
				))}
			</div>
			{error ? (
				<p className="error" id={`${id}-error`}>
					{error}
				</p>
			) : null}
		</fieldset>
	);
}

/** The error of the form as a whole, read aloud when it appears. Leads to what has to be mended, however long the form. */
export function FormError({ state }: { state: FormState }) {
	const message = state?.errors.form;
	const place = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!state || Object.keys(state.errors).length === 0) return;
		if (message) place.current?.scrollIntoView({ block: "nearest" });
		else place.current?.closest("form")?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [state, message]);
	return (
		<div role="alert" ref={place}>
			{message ? <p className="notice bad">{message}</p> : null}
			{state && !message && Object.keys(state.errors).length > 0 ? (
				<p className="away">The form was not saved. Please look at the marked fields.</p>
			) : null}
		</div>
	);
}
