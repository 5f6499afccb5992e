import type { TriedOffer } from "#app/replies/rules.ts";

/** Under a win: the writer of a reply may say that they tried it. Whoever began it without a name is offered that with the name alone. */
export function TriedBox({ offer, ticked }: { offer: TriedOffer; ticked: boolean }) {
	if (offer === "none") return null;
	return (
		<div className={offer === "named" ? "tried-choice named-alone" : "tried-choice"}>
			<label className="choice">
				<input type="checkbox" name="triedIt" value="1" defaultChecked={ticked} />
				{"I tried this, and say here how it went"}
			</label>
		</div>
	);
}
