import { Choices, type FormState } from "#app/ui/field.tsx";
import { kindWords, type Scopes, scopeKinds } from "./rules.ts";

type Props = { lists: Scopes; state: FormState; initial?: Scopes; hint: string };

/** The choice of what somebody looks after. */
export function ScopeFields({ lists, state, initial, hint }: Props) {
	return scopeKinds.map((kind) => (
		<Choices
			key={kind}
			kind="checkbox"
			name={kind}
			label={kindWords[kind]}
			hint={kind === "departments" ? hint : undefined}
			state={state}
			initial={initial?.[kind].map(({ id }) => id) ?? []}
			options={lists[kind].map(({ id, name }) => ({ value: id, label: name }))}
		/>
	));
}
