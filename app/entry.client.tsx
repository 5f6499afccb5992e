import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<RemixBrowser />
		</StrictMode>,
	);
});

// After the page itself: what it needs is loaded first. Without a worker everything works but the offline page and push.
const registerWorker = () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
if ("serviceWorker" in navigator) {
	if (document.readyState === "complete") registerWorker();
	else window.addEventListener("load", registerWorker);
}
