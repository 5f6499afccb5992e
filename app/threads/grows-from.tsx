import { useId } from "react";
import type { FormState } from "#app/ui/field.tsx";

export type Lesson = { id: string; title: string; path: string };
type Props = { lesson: Lesson | null; state: FormState; initial: string | string[] | undefined; hidden: boolean };

/** What a win grows out of, with the way to leave that away. Of another kind it stays in the form, out of sight, and says nothing. */
export function GrowsFrom({ lesson, state, initial, hidden }: Props) {
	const id = useId();
	const error = state?.errors.grewFrom;
	if (!lesson && !error) return null;
	return (
		<fieldset className="field" hidden={hidden} aria-describedby={error ? id : undefined}>
			<legend>Grows out of</legend>
			{lesson ? (
				<>
					{/* Beside the draft: what is typed here stays. */}
					<a href={lesson.path} target="_blank" rel="noopener">
						{lesson.title}
						<span className="away"> (opens beside this page)</span>
					</a>
					<div className="choices">
						<label className="choice">
							<input
								type="checkbox"
								name="grewFrom"
								value={lesson.id}
								defaultChecked={(state ? state.values.grewFrom : initial) === lesson.id}
								aria-invalid={error ? true : undefined}
							/>
							Let the two lead to each other
						</label>
					</div>
					<p className="hint">Whoever may read both finds the way from one to the other. Untick it if your win should stand alone.</p>
				</>
			) : null}
			{error ? (
				<p className="error" id={id}>
					{error}
				</p>
			) : null}
		</fieldset>
	);
}
