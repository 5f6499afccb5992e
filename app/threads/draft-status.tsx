import type { Draft } from "./use-draft.ts";

/** Says where the draft is, and lets one begin without it; that can be undone. */
export function DraftStatus({ draft: { status, found, dropped, startAfresh, bringBack } }: { draft: Draft }) {
	return (
		<span className="meta draft-status">
			<output>{status}</output>
			{found ? (
				<button className="link" type="button" onClick={startAfresh}>
					Start afresh
				</button>
			) : null}
			{dropped ? (
				<button className="link" type="button" onClick={bringBack}>
					Bring it back
				</button>
			) : null}
		</span>
	);
}
