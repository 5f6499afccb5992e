import { Form } from "@remix-run/react";
import { Choices, FormError, type FormState } from "#app/ui/field.tsx";

/** Deleting what is noted. */
export function Forget({ state }: { state: FormState }) {
	return (
		<details className="apart forget" open={state !== undefined}>
			<summary>Delete what is noted here</summary>
			<Form method="post" className="form">
				<FormError state={state} />
				<p>
					Everything that is noted of what you did is deleted, and badges begin from nothing. What you wrote stays where it is. The badges
					that you have stay, too, unless you want them gone.
				</p>
				<Choices
					kind="checkbox"
					name="badges"
					label="Badges"
					state={state}
					options={[{ value: "on", label: "Delete the badges that I have as well" }]}
				/>
				<Choices
					kind="checkbox"
					name="sure"
					label="There is no way back"
					state={state}
					options={[{ value: "on", label: "I want it deleted" }]}
				/>
				<div className="actions">
					<button className="btn danger" type="submit">
						Delete it
					</button>
				</div>
			</Form>
		</details>
	);
}
