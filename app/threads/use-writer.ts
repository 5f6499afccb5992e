import { useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { rememberWriter } from "./draft-storage.ts";

/** Notes who is signed in in this browser, for the offline page. That page itself was made for nobody and says nothing of it. */
export function useWriter(viewerId: string | null): void {
	const { pathname } = useLocation();
	const told = pathname !== "/offline";
	useEffect(() => {
		if (told) rememberWriter(viewerId);
	}, [viewerId, told]);
}
