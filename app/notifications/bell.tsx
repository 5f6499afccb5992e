import { Link } from "@remix-run/react";
import { Bell } from "lucide-react";
import { useEffect, useState } from "react";
import { useLive } from "#app/core/live/use-live.ts";

/** The way to the inbox, with how much waits unread. It moves while the page is open. */
export function BellLink({ unread: loaded }: { unread: number }) {
	const [unread, setUnread] = useState(loaded);
	useEffect(() => setUnread(loaded), [loaded]);
	useLive("inbox", () => {
		fetch("/notifications/unread")
			.then((response) => (response.ok && !response.redirected ? response.json() : null))
			.then(
				(answer) => typeof answer?.unread === "number" && setUnread(answer.unread),
				// The number of a moment ago stays.
				() => undefined,
			);
	});
	const words = unread === 0 ? "nothing new" : `${unread > 99 ? "over 99" : unread} unread`;
	return (
		<Link className="bell" to="/notifications" aria-label={`Notifications, ${words}`}>
			<Bell className="icon" aria-hidden="true" />
			{unread > 0 ? <span className="count">{unread > 99 ? "99+" : unread}</span> : null}
		</Link>
	);
}
