import { Link } from "@remix-run/react";
import { Bell } from "lucide-react";

/** The way to the inbox, with in how many threads something unread waits. */
export function BellLink({ unread }: { unread: number }) {
	const words =
		unread === 0 ? "nothing new" : unread === 1 ? "1 thread with news" : `${unread > 99 ? "over 99" : unread} threads with news`;
	return (
		<Link className="bell" to="/notifications" aria-label={`Notifications, ${words}`}>
			<Bell className="icon" aria-hidden="true" />
			{unread > 0 ? <span className="count">{unread > 99 ? "99+" : unread}</span> : null}
		</Link>
	);
}
