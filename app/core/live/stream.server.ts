import { setImmediate as nextTurn } from "node:timers/promises";
import { connectListener, frame } from "./hub.server.ts";

/** A browser that lets so much wait unread is given up; it connects again. */
const mostUnread = 16 * 1024;

/**
 * The endless answer of one connection (HTML, 9.2: server-sent events). `first` is sent at once. With `once` it ends there, for whoever
 * can not keep a connection.
 */
export function eventStream(
	{ personId, topic, first, once }: { personId: string; topic: string | null; first: string; once: boolean },
	signal: AbortSignal,
): Response {
	const encoder = new TextEncoder();
	let leave = () => {};
	const body = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				// Browsers that lost a server come back spread over some seconds.
				controller.enqueue(encoder.encode(`retry: ${1000 + Math.floor(Math.random() * 4000)}\n${frame("hello")}${first}`));
				const end = () => {
					leave();
					// Closing what the other end has closed already is no fault.
					void nextTurn().then(() => {
						try {
							controller.close();
						} catch {}
					});
				};
				if (once || signal.aborted) return end();
				leave = connectListener({
					personId,
					topic,
					send(text) {
						controller.enqueue(encoder.encode(text));
						return (controller.desiredSize ?? 0) > -mostUnread;
					},
					end,
				});
				signal.addEventListener("abort", end, { once: true });
			},
			cancel: () => leave(),
		},
		new ByteLengthQueuingStrategy({ highWaterMark: 1024 }),
	);
	return new Response(body, {
		headers: {
			"Content-Type": "text/event-stream",
			// Neither our own compression nor a proxy may gather what has to arrive at once.
			"Cache-Control": "no-store, no-transform",
			"X-Accel-Buffering": "no",
		},
	});
}
