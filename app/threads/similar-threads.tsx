import type { ComposedKind } from "#db/enums.ts";
import { shapes } from "./kinds.ts";

export type SimilarThread = { id: string; title: string; path: string; kind: ComposedKind; state: string | null };

/** Threads that resemble the title being written. They open beside the draft. */
export function SimilarThreads({ threads }: { threads: SimilarThread[] }) {
	const count = threads.length;
	return (
		<>
			<output className="away">
				{count > 0 ? `${count === 1 ? "One thread is" : `${count} threads are`} similar: listed below the title.` : ""}
			</output>
			{count > 0 ? (
				<section className="quietcard similar" aria-label="Similar threads">
					<h2>Is one of these yours?</h2>
					<ul>
						{threads.map(({ id, title, path, kind, state }) => (
							<li key={id}>
								<a href={path} target="_blank" rel="noopener">
									{title}
									<span className="away"> (opens beside this page)</span>
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
		</>
	);
}
