import { useId, useState } from "react";
import { type FormState, TextField } from "#app/ui/field.tsx";
import { limits } from "./rules.ts";

type Props = { state: FormState; initial: string; suggestions: string[] };

/** Tags in one line, with those in use offered for the word being typed. */
export function TagField({ state, initial, suggestions }: Props) {
	const id = useId();
	// A datalist completes the whole field: each suggestion carries the words before the last one.
	const [before, setBefore] = useState("");
	const used = new Set(before.split(/[\s,]+/));
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: many end a tag with Enter, which must not post the thread
		<div
			onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
			onInput={(event) => event.target instanceof HTMLInputElement && setBefore(/^.*[\s,]/.exec(event.target.value)?.[0] ?? "")}
		>
			<TextField
				name="tags"
				label="Tags"
				hint={`Up to ${limits.tags}, if you like: tables, tone, first-try`}
				state={state}
				initial={initial}
				autoComplete="off"
				list={id}
			/>
			<datalist id={id}>
				{suggestions
					.filter((tag) => !used.has(tag))
					.map((tag) => (
						<option key={tag} value={before + tag} />
					))}
			</datalist>
		</div>
	);
}
