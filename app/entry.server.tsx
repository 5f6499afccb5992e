import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { databaseIsAway } from "./core/away.server.ts";
import { closeDatabase, keepLive, keepSearch } from "./core/lifecycle.server.ts";
import { PageContext } from "./core/page-context.tsx";
import { reportError } from "./core/report.server.ts";
import { keepHouse } from "./housekeeping.server.ts";
import { startJobs } from "./jobs.server.ts";

export { databaseIsReady, endLive, searchState } from "./core/lifecycle.server.ts";

let stopHousekeeping: (() => Promise<void>) | undefined;
let stopJobs: (() => Promise<void>) | undefined;

/** Starts what runs beside the pages; jobs, too, unless a process of their own does them. */
export function startApplication({ jobs = true }: { jobs?: boolean } = {}): void {
	keepSearch();
	keepLive();
	stopHousekeeping = keepHouse();
	if (jobs) startWork();
}

/** Runs jobs in this process. */
export function startWork(): void {
	stopJobs = startJobs();
}

/** Ends what runs beside the pages, and closes the database once running queries are done. */
export async function closeApplication(): Promise<void> {
	await Promise.all([stopHousekeeping?.(), stopJobs?.()]);
	await closeDatabase();
}

const renderDeadline = 10_000;

/** Renders a page as one piece: our loaders defer nothing, and a hundred small chunks cost more to hand on than the page to make. */
export default function handleRequest(request: Request, status: number, headers: Headers, entry: EntryContext, context: AppLoadContext) {
	return new Promise<Response>((resolve, reject) => {
		let failed = false;
		const chunks: Buffer[] = [];
		const page = new Writable({
			write(chunk: Buffer, _, done) {
				chunks.push(chunk);
				done();
			},
			final(done) {
				clearTimeout(deadline);
				headers.set("Content-Type", "text/html; charset=utf-8");
				resolve(new Response(Buffer.concat(chunks), { headers, status: failed ? 500 : status }));
				done();
			},
		});
		const { pipe, abort } = renderToPipeableStream(
			<PageContext.Provider value={{ nonce: context.nonce, cooked: context.cooked }}>
				<RemixServer context={entry} url={request.url} nonce={context.nonce} abortDelay={renderDeadline} />
			</PageContext.Provider>,
			{
				nonce: context.nonce,
				onAllReady: () => void pipe(page),
				onShellError: reject,
				onError(error) {
					failed = true;
					reportError(error);
				},
			},
		);
		const deadline = setTimeout(abort, renderDeadline).unref();
	});
}

/** Logs what nobody expected. A request that its browser gave up, or a database that is away for a moment, is no fault of the code. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
	// What a route throws on purpose (not found, too many) is an answer, and so is an address that no route has.
	if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
	if (databaseIsAway(error)) context.memo.set("away", true);
	else reportError(error);
};
