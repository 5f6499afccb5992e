import { Form } from "@remix-run/react";
import { Hourglass } from "lucide-react";
import { Cooked } from "./cooked.tsx";

type Waiting = { id: string; html: Record<string, string> };

/** What the viewer wrote here without a name and nobody else sees yet. */
export function Held({ posts }: { posts: Waiting[] }) {
	if (posts.length === 0) return null;
	return (
		<section className="held" id="held" aria-label="Waiting to appear">
			{posts.map(({ id, html }) => (
				<article key={id} className="notice">
					<p>
						<Hourglass className="icon" aria-hidden="true" /> Only you see this yet. It appears within half an hour.
					</p>
					<div className="body">
						<Cooked postId={id} section="text" html={html.text} />
					</div>
					<Form method="post" action={`/waiting/${id}`}>
						<button className="mini" type="submit">
							Take back
						</button>
					</Form>
				</article>
			))}
		</section>
	);
}
