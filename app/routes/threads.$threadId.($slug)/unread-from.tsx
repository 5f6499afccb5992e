import { Form } from "@remix-run/react";
import { EyeOff } from "lucide-react";

/** Unread from this post on, on every device. Leaves the page: looking at it would read it again. */
export function UnreadFrom({ postId }: { postId: string }) {
	return (
		<Form method="post" action={`/posts/${postId}/unread`}>
			<button className="mini" type="submit" title="Unread from here">
				<EyeOff className="icon" aria-hidden="true" />
				<span className="away">Unread from here</span>
			</button>
		</Form>
	);
}
