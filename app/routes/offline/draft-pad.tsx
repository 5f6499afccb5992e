import { useId, useState } from "react";
import type { Unsaved } from "#app/threads/draft-storage.ts";
import { KindIcon } from "#app/threads/kind-sign.tsx";
import { shapes } from "#app/threads/kinds.ts";
import { limits } from "#app/threads/rules.ts";
import { composedKinds } from "#db/enums.ts";

type Props = { place: string; first: Unsaved; change(place: string, before: Unsaved, fields: Unsaved["fields"]): Unsaved };
type Area = { name: string; label: string; placeholder?: string };

const kindOf = ({ kind }: Unsaved["fields"]) => composedKinds.find((one) => one === kind);
const line = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

function areasOf(place: string, fields: Unsaved["fields"]): Area[] {
	const kind = kindOf(fields);
	if (kind) return shapes[kind].sections;
	return [{ name: "text", label: place.startsWith("edit:") ? "Your post" : "Your reply" }];
}

/** The words of one draft, to go on with. Every letter is kept in this browser at once. */
export function DraftPad({ place, first, change }: Props) {
	const [unsaved, setUnsaved] = useState(first);
	const [wrote, setWrote] = useState(false);
	const id = useId();
	const kind = kindOf(unsaved.fields);
	const put = (name: string, value: string) => {
		setWrote(true);
		setUnsaved(change(place, unsaved, { ...unsaved.fields, [name]: value }));
	};
	return (
		<div className="form pad">
			{kind && place === "new" ? (
				<fieldset className="field">
					<legend className="away">What is it?</legend>
					<div className="kinds">
						{composedKinds.map((one) => (
							<label key={one} className={`kind-choice k-${one}`}>
								<input type="radio" name={`${id}-kind`} value={one} checked={one === kind} onChange={() => put("kind", one)} />
								<KindIcon kind={one} /> {shapes[one].word}
							</label>
						))}
					</div>
				</fieldset>
			) : null}
			{kind ? (
				<div className="field">
					<label htmlFor={`${id}-title`}>Title</label>
					<input
						className="input"
						id={`${id}-title`}
						maxLength={limits.title}
						autoComplete="off"
						value={line(unsaved.fields.title)}
						onChange={({ target }) => put("title", target.value)}
					/>
				</div>
			) : null}
			{areasOf(place, unsaved.fields).map(({ name, label, placeholder }) => (
				<div className="field" key={name}>
					<label htmlFor={`${id}-${name}`}>{label}</label>
					<textarea
						className="input"
						id={`${id}-${name}`}
						rows={4}
						placeholder={placeholder}
						value={line(unsaved.fields[name])}
						onChange={({ target }) => put(name, target.value)}
					/>
				</div>
			))}
			<output className="meta">{wrote ? "Kept in this browser" : ""}</output>
		</div>
	);
}
