import type { ThreadKind } from "#db/enums.ts";
import { shapes } from "./kinds.ts";

type Props = { kind: ThreadKind; version: { title: string; sections: Record<string, string> } };

/** What a thread says now, shown to whoever was writing something else meanwhile. */
export function OtherVersion({ kind, version: { title, sections } }: Props) {
	if (kind === "ama") return null;
	return (
		<section className="quietcard apart" aria-labelledby="other-version">
			<h2 id="other-version">What you saved in the other tab</h2>
			<dl className="source">
				<dt>Title</dt>
				<dd>{title}</dd>
				{shapes[kind].sections.map(({ name, label }) =>
					sections[name] ? (
						<div key={name}>
							<dt>{label}</dt>
							<dd>{sections[name]}</dd>
						</div>
					) : null,
				)}
			</dl>
		</section>
	);
}
