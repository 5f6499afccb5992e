import { useEffect, useRef } from "react";
import { type LiveEvent, onLive } from "./stream.ts";

const gatherMs = 300;
/** Many browsers hear of the same thing at once; they need not all ask at once. */
const spreadMs = 700;

/** Calls the handler after an event of this kind; several that come close together count as one. */
export function useLive(event: LiveEvent, handler: () => void, gather = true): void {
	const latest = useRef(handler);
	latest.current = handler;
	useEffect(() => {
		let timer: number | undefined;
		const stop = onLive(event, () => {
			if (!gather) return latest.current();
			timer ??= window.setTimeout(
				() => {
					timer = undefined;
					latest.current();
				},
				gatherMs + Math.random() * spreadMs,
			);
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}, [event, gather]);
}
