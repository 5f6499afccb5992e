import type { SerializeFrom } from "@remix-run/node";
import type { Answer } from "#app/recognition/check.server.ts";
import { When } from "#app/ui/when.tsx";

/** What was found out about a badge, and what the badge says. */
export function CheckAnswer({ answer: { tone, title, text, reasons, says } }: { answer: SerializeFrom<Answer> }) {
	return (
		<section className="quietcard apart">
			<h2>{title}</h2>
			<p className={tone === "bad" ? "notice bad" : "notice"}>{text}</p>
			{reasons.length > 0 ? (
				<ul>
					{reasons.map((reason) => (
						<li key={reason}>{reason}</li>
					))}
				</ul>
			) : null}
			{says ? (
				<>
					<h3>What it says</h3>
					<dl className="check-facts">
						<dt>Badge</dt>
						<dd>{says.name}</dd>
						<dt>About it</dt>
						<dd>{says.description}</dd>
						{says.criteria ? (
							<>
								<dt>For</dt>
								<dd>{says.criteria}</dd>
							</>
						) : null}
						<dt>From</dt>
						<dd>{says.issuer.name ?? says.issuer.id}</dd>
						<dt>Signed</dt>
						<dd>
							<When at={says.validFrom} />
						</dd>
					</dl>
				</>
			) : null}
		</section>
	);
}
