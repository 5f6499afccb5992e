import { Form } from "@remix-run/react";

/** Takes a post back. No question asked: it can be undone for ten minutes. */
export function TakeBack({ postId, word = "Take back" }: { postId: string; word?: string }) {
	return (
		<Form method="post" action={`/posts/${postId}/deletion`} preventScrollReset>
			<button className="mini" type="submit">
				{word}
			</button>
		</Form>
	);
}
