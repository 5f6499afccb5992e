import { Form } from "@remix-run/react";

type Props = { tier: number; plain: boolean; withEmail: boolean };

/** The buttons for the files that were not made yet, and what to think of before. */
export function MakeIt({ tier, plain, withEmail }: Props) {
	return (
		<section className="quietcard apart">
			<h2>Make the file</h2>
			{plain ? (
				<Form method="post" className="make-it">
					<p>Without anything about you. It proves what was given, not to whom.</p>
					<input type="hidden" name="tier" value={tier} />
					<div className="actions">
						<button className="btn" type="submit">
							Make it without my address
						</button>
					</div>
				</Form>
			) : null}
			{withEmail ? (
				<Form method="post" className="make-it">
					<p>
						With your e-mail address as a hash, which some collections of badges ask for. Think before: whoever has a list of our addresses
						can try them all and find yours.
					</p>
					<input type="hidden" name="tier" value={tier} />
					<input type="hidden" name="withEmail" value="on" />
					<div className="actions">
						<button className="btn quiet" type="submit">
							Make it with my address, hashed
						</button>
					</div>
				</Form>
			) : null}
		</section>
	);
}
