import { kindWords, type Scopes, scopeKinds } from "./rules.ts";

/** What a champion looks after, by kind. `none` stands where nothing is. */
export function ScopeList({ scopes, none }: { scopes: Scopes; none?: string }) {
	const kinds = scopeKinds.filter((kind) => scopes[kind].length > 0);
	if (kinds.length === 0) return none ? <p>{none}</p> : null;
	return (
		<dl className="scopes">
			{kinds.map((kind) => (
				<div key={kind}>
					<dt>{kindWords[kind]}</dt>
					<dd>{scopes[kind].map(({ name }) => name).join(", ")}</dd>
				</div>
			))}
		</dl>
	);
}
