import { useCallback, useEffect, useRef, useState } from "react";

export type Connection = "unknown" | "away" | "back";
const askEveryMs = 5000;
const patienceMs = 8000;

const answers = () =>
	fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(patienceMs) }).then(
		({ ok }) => ok,
		() => false,
	);

/** Whether the server can be reached: asked when the browser says that it is online again, when the page is looked at, and now and then. */
export function useConnection() {
	const [connection, setConnection] = useState<Connection>("unknown");
	const [asking, setAsking] = useState(false);
	const running = useRef<Promise<void>>();

	const ask = useCallback(() => {
		running.current ??= (async () => {
			setAsking(true);
			setConnection((await answers()) ? "back" : "away");
			setAsking(false);
			running.current = undefined;
		})();
		return running.current;
	}, []);

	useEffect(() => {
		// A browser that knows of no network need not try; one that believes in its network may be wrong.
		const askIfSeen = () => void (navigator.onLine && document.visibilityState === "visible" && ask());
		const lost = () => setConnection("away");
		if (navigator.onLine) void ask();
		else lost();
		const timer = setInterval(askIfSeen, askEveryMs);
		window.addEventListener("online", askIfSeen);
		window.addEventListener("offline", lost);
		document.addEventListener("visibilitychange", askIfSeen);
		return () => {
			clearInterval(timer);
			window.removeEventListener("online", askIfSeen);
			window.removeEventListener("offline", lost);
			document.removeEventListener("visibilitychange", askIfSeen);
		};
	}, [ask]);
	return { connection, asking, ask };
}
