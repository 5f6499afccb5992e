import { useEffect, useState } from "react";
import { useLive } from "#app/core/live/use-live.ts";

const shownMs = 12_000;

/** Says that somebody, nobody says who, is writing a reply. */
export function Writing() {
	const [at, setAt] = useState(0);
	useLive("writing", () => setAt(Date.now()), false);
	// Their reply is here.
	useLive("thread", () => setAt(0), false);
	useEffect(() => {
		if (!at) return;
		const timer = setTimeout(() => setAt(0), shownMs);
		return () => clearTimeout(timer);
	}, [at]);
	return (
		<p className="writing" role="status">
			{at ? "Somebody is writing a reply" : ""}
		</p>
	);
}
