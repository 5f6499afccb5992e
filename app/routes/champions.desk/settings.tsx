import { Form } from "@remix-run/react";
import { championLimits, languageNames, languageOptions } from "#app/champions/rules.ts";
import { FormError, type FormState, TextField } from "#app/ui/field.tsx";

type Props = { desk: { languages: string[]; capacity: number; shownAfterwards: boolean }; state: FormState; saved: boolean };

/** How the viewer wants to be champion. */
export function Settings({ desk, state, saved }: Props) {
	const sent = state?.values.languages;
	const chosen = state ? (Array.isArray(sent) ? sent : []) : desk.languages;
	const shown = state ? state.values.shownAfterwards === "on" : desk.shownAfterwards;
	return (
		<section className="apart" id="settings">
			<h2>How you want to do it</h2>
			<Form method="post" className="form" action="/champions/desk">
				<FormError state={state} />
				<input type="hidden" name="form" value="settings" />
				<TextField
					type="number"
					name="capacity"
					label="How much is enough in four weeks"
					hint="Questions and sessions together. Beyond it nothing is brought to you; zero is nothing for now."
					state={state}
					initial={String(desk.capacity)}
					required
				/>
				<details className="languages" open={Boolean(state?.errors.languages)}>
					<summary>Languages you help in: {desk.languages.map((tag) => languageNames[tag] ?? tag).join(", ") || "none chosen"}</summary>
					<fieldset className="field">
						<legend className="away">Languages</legend>
						<p className="hint">{championLimits.languages} at most.</p>
						<div className="choices">
							{languageOptions.map(({ value, label }) => (
								<label className="choice" key={value}>
									<input type="checkbox" name="languages" value={value} defaultChecked={chosen.includes(value)} /> {label}
								</label>
							))}
						</div>
						{state?.errors.languages ? <p className="error">{state.errors.languages}</p> : null}
					</fieldset>
				</details>
				<label className="choice alone">
					<input type="checkbox" name="shownAfterwards" defaultChecked={shown} /> Name me among those who were champions, once my term is
					over
				</label>
				<div className="actions">
					<button className="btn quiet" type="submit">
						Save
					</button>
					<span role="status">{saved ? "Saved." : ""}</span>
				</div>
			</Form>
		</section>
	);
}
