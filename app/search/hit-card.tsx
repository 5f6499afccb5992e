import { Link } from "@remix-run/react";
import { KindSign } from "#app/threads/kind-sign.tsx";
import { postPath } from "#app/threads/rules.ts";
import { When } from "#app/ui/when.tsx";
import type { Hit } from "#search/excerpts.server.ts";
import { Marked } from "./marked.tsx";

/** A found thread. It opens at the post that says it best. */
export function HitCard({ hit }: { hit: Hit }) {
	return (
		<article className="item">
			<div className="meta">
				<KindSign kind={hit.kind} />
				<span>{hit.circle}</span>
				<When at={hit.createdAt} />
				{hit.state === "answered" ? <span className="answered">answered</span> : null}
			</div>
			<h2>
				<Link to={postPath(hit, hit.postId)} prefetch="intent">
					<Marked text={hit.title} />
				</Link>
			</h2>
			<p>
				{hit.inReply ? <span className="in-reply">In a reply: </span> : null}
				<Marked text={hit.excerpt} />
			</p>
		</article>
	);
}
