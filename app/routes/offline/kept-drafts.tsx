import { PenLine } from "lucide-react";
import { useState } from "react";
import { safeRedirect } from "#app/core/safe-redirect.ts";
import { newThreadPath } from "#app/threads/draft-places.ts";
import type { Unsaved } from "#app/threads/draft-storage.ts";
import { textOf } from "#app/threads/draft-words.ts";
import { DraftPad } from "./draft-pad.tsx";
import { type Kept, useKept } from "./use-kept.ts";

/** Which place it is of, its first words, and where it is sent from; no path where that place is not known. */
function about({ place, unsaved: { fields, page } }: Kept): { what: string; beginning: string; path: string | null } {
	const beginning = textOf(fields.title ? { title: fields.title } : fields)
		.replace(/\s+/g, " ")
		.trim()
		.slice(0, 120);
	const composer = newThreadPath(place);
	if (composer) return { what: "A new thread", beginning, path: composer };
	const [kind = "", id = ""] = place.split(":");
	if (kind === "reply")
		return {
			what: page?.title ? `A reply in “${page.title}”` : "A reply",
			beginning,
			path: /^[0-9a-z]{14}$/.test(id) ? `/threads/${id}#write` : null,
		};
	return { what: "An edit", beginning, path: safeRedirect(page?.path, "") || null };
}

type Props = { connected: boolean; onWrite(): void };

/** The drafts that are kept in this browser alone, each to go on with, and a sheet for a new thought. */
export function KeptDrafts({ connected, onWrite }: Props) {
	const { viewerId, drafts, change } = useKept();
	const [begun, setBegun] = useState<Unsaved | null>(null);
	const write: typeof change = (...args) => {
		onWrite();
		return change(...args);
	};
	if (viewerId === undefined) return null;
	if (viewerId === null)
		return (
			<p className="hint">Nobody is signed in in this browser, so no drafts are shown here. Yours are kept until you sign in again.</p>
		);
	const list = drafts.filter(({ place }) => !begun || place !== "new").map((draft) => ({ ...draft, ...about(draft) }));
	return (
		<section aria-labelledby="kept-title">
			<h2 id="kept-title">Kept in this browser</h2>
			{list.length > 0 ? (
				<ul className="list">
					{list.map(({ place, unsaved, what, beginning, path }) => (
						<li key={place}>
							<details className="kept">
								<summary>
									<b>{what}</b>
									<small>{beginning}</small>
								</summary>
								{unsaved.sent ? (
									<p className="hint">
										It was being sent when the connection went. Lamplight looks whether it arrived before it offers it again.
									</p>
								) : null}
								<DraftPad place={place} first={unsaved} change={write} />
								{connected && path ? (
									<p>
										<a href={path}>Go on where it belongs</a>
									</p>
								) : null}
							</details>
						</li>
					))}
				</ul>
			) : (
				<p className="lead">Nothing waits here. What you had written before is safe with Lamplight.</p>
			)}
			{begun ? (
				<div className="quietcard apart">
					<h3>A new thought</h3>
					<DraftPad place="new" first={begun} change={write} />
				</div>
			) : drafts.some(({ place }) => place === "new") ? null : (
				<p className="apart">
					<button
						className="btn quiet"
						type="button"
						onClick={() =>
							setBegun({ at: Date.now(), base: null, blind: true, fields: { kind: "question" }, page: { title: "", path: "/threads/new" } })
						}
					>
						<PenLine className="icon" aria-hidden="true" /> Write down a thought
					</button>
				</p>
			)}
		</section>
	);
}
