import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { databaseIsAway } from "./core/away.server.ts";
import { PageContext } from "./core/page-context.tsx";
import { reportError } from "./core/report.server.ts";

export { closeApplication, databaseIsReady } from "./core/lifecycle.server.ts";

const renderDeadline = 10_000;

/** Renders a page once it is complete: our loaders defer nothing, so the shell is the page. */
export default function handleRequest(request: Request, status: number, headers: Headers, entry: EntryContext, context: AppLoadContext) {
	return new Promise<Response>((resolve, reject) => {
		let failed = false;
		const { pipe, abort } = renderToPipeableStream(
			<PageContext.Provider value={{ nonce: context.nonce, cooked: context.cooked }}>
				<RemixServer context={entry} url={request.url} nonce={context.nonce} abortDelay={renderDeadline} />
			</PageContext.Provider>,
			{
				nonce: context.nonce,
				onShellReady() {
					const body = new PassThrough();
					headers.set("Content-Type", "text/html; charset=utf-8");
					resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }));
					pipe(body);
				},
				onShellError: reject,
				onError(error) {
					failed = true;
					reportError(error);
				},
			},
		);
		setTimeout(abort, renderDeadline).unref();
	});
}

/** Logs what nobody expected. A request that its browser gave up, or a database that is away for a moment, is no fault of the code. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
	// What a route throws on purpose (not found, too many) is an answer, and so is an address that no route has.
	if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
	if (databaseIsAway(error)) context.memo.set("away", true);
	else reportError(error);
};
