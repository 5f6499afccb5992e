// Between Express and Remix. The package's own adapter believes X-Forwarded-Host, doubles headers that both sides set, and hands
// over a body that nobody need read: an answer given before that (a redirect to the sign-in page) then resets the connection.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { type AppLoadContext, createReadableStreamFromReadable, createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { Request as Incoming, NextFunction, Response as Outgoing } from "express";

type Options = {
	build: ServerBuild;
	context(request: Incoming, response: Outgoing): AppLoadContext;
	/** Bodies that a route reads piece by piece. */
	streamed(path: string): boolean;
};

const retryAfterSeconds = "2";
// Pages and their data are complete when they come; sent in one piece they compress better and faster. Files are streamed.
const whole = /^(?:text\/(?:html|x-script|plain)|application\/(?:json|atom\+xml))/;

/** An Express handler that answers with Remix. A database that is away gives 503 with Retry-After, whatever part of a page missed it. */
export function remixHandler({ build, context, streamed }: Options) {
	const handle = createRequestHandler(build, "production");
	return async (incoming: Incoming, outgoing: Outgoing, next: NextFunction) => {
		try {
			const loadContext = context(incoming, outgoing);
			const request = await toRequest(incoming, outgoing, loadContext.origin, streamed(incoming.path));
			const response = await handle(request, loadContext);
			const away = loadContext.memo.has("away");
			// An address that only takes forms: to somebody who types it, it is not there.
			if (incoming.method === "GET" && (response.status === 400 || response.status === 405) && response.headers.has("X-Remix-Error"))
				return void outgoing.status(404).type("text/plain").send("There is no page at this address.\n");
			outgoing.statusCode = away ? 503 : response.status;
			for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
			const cookies = response.headers.getSetCookie();
			if (cookies.length > 0) outgoing.setHeader("Set-Cookie", cookies);
			if (away) outgoing.setHeader("Retry-After", retryAfterSeconds);
			if (whole.test(response.headers.get("Content-Type") ?? "")) outgoing.end(Buffer.from(await response.arrayBuffer()));
			else if (response.body) await pour(response.body, outgoing);
			else outgoing.end();
		} catch (error) {
			next(error);
		} finally {
			readOn(incoming);
		}
	};
}

/** What of a body nobody read is read to its end: left where it is, it would hold the connection until it is reset. The guard limits how much. */
function readOn(incoming: Incoming): void {
	if (incoming.readableEnded || incoming.destroyed) return;
	incoming.removeAllListeners("data");
	incoming.resume();
}

/** Hands a body on as fast as the other end reads it. A browser that goes away ends it, which is no fault. */
async function pour(body: ReadableStream<Uint8Array>, outgoing: Outgoing): Promise<void> {
	try {
		await pipeline(Readable.fromWeb(body as NodeReadableStream<Uint8Array>), outgoing);
	} catch (error) {
		if (!outgoing.destroyed) throw error;
	}
}

async function toRequest(incoming: Incoming, outgoing: Outgoing, origin: string, stream: boolean): Promise<Request> {
	const headers = new Headers();
	for (const [name, value] of Object.entries(incoming.headers)) for (const one of [value ?? []].flat()) headers.append(name, one);
	const controller = new AbortController();
	outgoing.on("close", () => outgoing.writableFinished || controller.abort());
	const init = { method: incoming.method, headers, signal: controller.signal };
	if (incoming.method === "GET" || incoming.method === "HEAD") return new Request(origin + incoming.originalUrl, init);
	if (stream)
		return new Request(origin + incoming.originalUrl, {
			...init,
			body: createReadableStreamFromReadable(incoming),
			duplex: "half",
		} as RequestInit);
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk);
	return new Request(origin + incoming.originalUrl, { ...init, body: Buffer.concat(chunks) });
}
