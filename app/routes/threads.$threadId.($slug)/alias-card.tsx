import { Link } from "@remix-run/react";

/** Says under which alias the viewer writes here, with the way to what it means. Nobody else gets to see this. */
export function AliasCard({ threadId, name }: { threadId: string; name: string }) {
	return (
		<section className="quietcard" aria-labelledby="alias-title">
			<h2 id="alias-title">You are {name} here</h2>
			<p>Nobody else can see that.</p>
			<Link className="mini" to={`/threads/${threadId}/alias`}>
				What you hear, and your name
			</Link>
		</section>
	);
}
