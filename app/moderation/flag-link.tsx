import { Link } from "@remix-run/react";

/** The way to ask those who care for a circle to look at a post. */
export const FlagLink = ({ postId }: { postId: string }) => (
	<Link className="mini" to={`/posts/${postId}/flag`}>
		Flag
	</Link>
);
