import { Choices, type FormState } from "#app/ui/field.tsx";
import { type AudienceSize, fewAudienceWords, smallAudienceWords } from "./anonymous.ts";

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
	if (audience === "few") return <p className="hint">{fewAudienceWords}</p>;
	return (
		<div className="name-choice">
			{/* What was said here is what is kept to. */}
			<input type="hidden" name="learns" value={whoLearns} />
			<Choices
				kind="radio"
				name="as"
				label="Under which name?"
				hint={`Without your name you bear an alias in this thread. ${whoLearns} It appears within half an hour, with the day and no hour.${audience === "small" ? ` ${smallAudienceWords}` : ""}`}
				state={state}
				initial={[alias ? "alias" : "name"]}
				options={[
					{ value: "name", label: "With your name" },
					{ value: "alias", label: alias ? `As ${alias}, as before` : "Without your name" },
				]}
			/>
			{state?.errors.sure ? (
				<label className="choice">
					<input type="checkbox" name="sure" value="1" /> Yes, with my name
				</label>
			) : null}
		</div>
	);
}
