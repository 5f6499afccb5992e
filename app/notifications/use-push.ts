import { useLocation } from "@remix-run/react";
import { useEffect } from "react";

// Without the person's leave there is no subscription: most browsers need none of what cares for it.
const mayHavePush = () => "Notification" in window && Notification.permission === "granted";

/** Keeps this browser's push messages those of whoever is signed in. The offline page was made for nobody and does not know. */
export function usePush(viewerId: string | null): void {
	const { pathname } = useLocation();
	const told = pathname !== "/offline";
	useEffect(() => {
		if (!told || !mayHavePush()) return;
		import("./push-browser.ts")
			.then(({ keepPushInStep }) => keepPushInStep(viewerId))
			// What fails here is tried again with the next page.
			.catch(() => undefined);
	}, [viewerId, told]);
}

/** Ends this browser's push messages as somebody signs out; the server ends them with the session, too. */
export function endPush(): void {
	if (!mayHavePush()) return;
	import("./push-browser.ts").then(({ turnOff }) => turnOff()).catch(() => undefined);
}
