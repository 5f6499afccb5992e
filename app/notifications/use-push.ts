import { useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { keepPushInStep } from "./push-browser.ts";

/** Keeps this browser's push messages those of whoever is signed in. The offline page was made for nobody and does not know. */
export function usePush(viewerId: string | null): void {
	const { pathname } = useLocation();
	const told = pathname !== "/offline";
	useEffect(() => {
		// What fails here is tried again with the next page.
		if (told) keepPushInStep(viewerId).catch(() => undefined);
	}, [viewerId, told]);
}
