import { Form } from "@remix-run/react";
import { HandHelping } from "lucide-react";

/** To somebody whom a waiting question was brought to: a kind word, and a way to pass it on without shame. */
export function Brought({ threadId, asker }: { threadId: string; asker: string }) {
	return (
		<section className="notice brought" aria-label="Brought to you">
			<HandHelping className="icon" aria-hidden="true" />
			<p>
				{asker} has waited for a while, and you may know something. Half an answer helps. If not, pass it on: somebody else is asked, and
				nobody sees that you did.
			</p>
			<Form method="post" action={`/threads/${threadId}/pass`}>
				<button className="mini" type="submit">
					Pass it on
				</button>
			</Form>
		</section>
	);
}
