import type { FormState } from "#app/ui/field.tsx";
import { typed } from "#app/ui/field.tsx";
import { type AudienceSize, smallAudienceWords } from "./anonymous.ts";

type Props = {
	state: FormState;
	/** The viewer's alias where they write, if they bear one there. */
	alias: string | null;
	audience: AudienceSize;
	/** Who can ever learn the name, in one sentence. */
	whoLearns: string;
};

/** Whether something is posted with the name or without it, and who can ever learn the name: said before the choice. */
export function NameChoice({ state, alias, audience, whoLearns }: Props) {
	if (audience === "few") return null;
	const chosen = typed(state, "as", alias ? "alias" : "name");
	const error = state?.errors.as;
	return (
		<fieldset className="name-choice">
			<legend className="away">Under which name</legend>
			<label>
				<input type="radio" name="as" value="name" defaultChecked={chosen === "name"} /> With your name
			</label>
			<label>
				<input type="radio" name="as" value="alias" defaultChecked={chosen === "alias"} />{" "}
				{alias ? `As ${alias}, as before` : "Without your name"}
			</label>
			<p className="hint">
				Without your name you bear an alias in this thread. {whoLearns} It appears within half an hour, with the day and no hour.
				{audience === "small" ? ` ${smallAudienceWords}` : ""}
			</p>
			{error ? (
				<p className="error">
					{error}
					{state?.errors.sure ? (
						<label>
							<input type="checkbox" name="sure" value="1" /> Yes, with my name
						</label>
					) : null}
				</p>
			) : null}
		</fieldset>
	);
}
