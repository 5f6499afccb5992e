import { Form, useSearchParams } from "@remix-run/react";
import { Undo2 } from "lucide-react";
import { isId } from "#app/core/ids.ts";

/** The way back for what was just taken back, which the address names. Without `postId` it speaks of a whole thread. */
export function Undo({ postId }: { postId?: string }) {
	const taken = useSearchParams()[0].get("undo");
	if (!isId(taken) || (postId && postId !== taken)) return null;
	return (
		<Form method="post" action={`/posts/${taken}/restoration`} className={postId ? undefined : "notice"} preventScrollReset>
			{postId ? null : "Your thread was taken back. "}
			<button className="mini" type="submit">
				<Undo2 className="icon" aria-hidden="true" /> Undo
			</button>
		</Form>
	);
}
