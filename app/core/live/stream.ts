// One connection for a tab that is looked at. Hidden tabs hold none: browsers allow six to a host over HTTP/1.1.

export type LiveEvent = "thread" | "inbox" | "writing";

const events: LiveEvent[] = ["thread", "inbox", "writing"];
const settleMs = 600;
const hiddenMs = 30_000;
const firstRetryMs = 5000;
const longestRetryMs = 60_000;

const handlers: Record<LiveEvent, Set<() => void>> = { thread: new Set(), inbox: new Set(), writing: new Set() };
let source: EventSource | null = null;
let thread: string | null = null;
/** Up to where this tab heard everything about its thread; what the page was made with, at first. */
let since: string | null = null;
let timer: number | undefined;
let retryMs = firstRetryMs;
let begun = false;

function close(): void {
	clearTimeout(timer);
	source?.close();
	source = null;
}

function noteMark({ lastEventId }: MessageEvent): void {
	retryMs = firstRetryMs;
	if (lastEventId) since = lastEventId;
}

function open(): void {
	close();
	if (document.visibilityState === "hidden") return;
	const asked = new URLSearchParams({ ...(thread ? { thread } : {}), ...(since ? { since } : {}) });
	const mine = new EventSource(`/live?${asked}`);
	source = mine;
	mine.addEventListener("hello", noteMark);
	for (const event of events)
		mine.addEventListener(event, (message) => {
			noteMark(message);
			for (const handler of handlers[event]) handler();
		});
	mine.addEventListener("error", () => {
		// While it tries by itself (a connection that broke) it is left alone; an answer that is no stream ends it for good.
		if (mine.readyState !== EventSource.CLOSED || source !== mine) return;
		openIn(retryMs);
		retryMs = Math.min(longestRetryMs, retryMs * 2);
	});
}

function openIn(ms: number): void {
	clearTimeout(timer);
	timer = window.setTimeout(open, ms);
}

function begin(): void {
	if (begun || typeof EventSource === "undefined") return;
	begun = true;
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden") {
			clearTimeout(timer);
			timer = window.setTimeout(close, hiddenMs);
		} else if (source) clearTimeout(timer);
		else openIn(0);
	});
	// A page in the back-forward cache may hold no connection.
	addEventListener("pagehide", close);
	addEventListener("pageshow", (event) => event.persisted && openIn(0));
}

/** Says which thread this tab looks at, and up to where its page has seen everything. */
export function lookAt(id: string | null, seen: string | null): () => void {
	begin();
	[thread, since] = [id, seen];
	openIn(settleMs);
	return () => {
		[thread, since] = [null, null];
		openIn(settleMs);
	};
}

/** Calls back whenever an event comes. Returns how to stop. */
export function onLive(event: LiveEvent, handler: () => void): () => void {
	begin();
	if (!source) openIn(settleMs);
	handlers[event].add(handler);
	return () => handlers[event].delete(handler);
}
