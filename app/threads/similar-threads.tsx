import type { ComposedKind } from "#db/enums.ts";
import { shapes } from "./kinds.ts";

type Props = { threads: { id: string; title: string; path: string; kind: ComposedKind; state: string | null }[] };

/** Threads that resemble the title being written. They open beside the draft. */
export function SimilarThreads({ threads }: Props) {
	return (
		<div role="status">
			{threads.length > 0 ? (
				<section className="quietcard similar">
					<h2>Is it one of these?</h2>
					<ul>
						{threads.map(({ id, title, path, kind, state }) => (
							<li key={id}>
								<a href={path} target="_blank" rel="noopener">
									{title}
								</a>{" "}
								<small>
									{shapes[kind]?.word}
									{state === "answered" ? ", answered" : ""}
								</small>
							</li>
						))}
					</ul>
				</section>
			) : null}
		</div>
	);
}
