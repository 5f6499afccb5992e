// Stands before a server as a balancer does, so that a test can change or withhold what a browser gets, the service worker included.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Front = {
	origin: string;
	/** Answers these paths instead of the server; without an answer it does. */
	answer?: (path: string) => { status: number; type: string; body: string } | undefined;
	/** Nobody listens any more: connections are refused. */
	leave(): Promise<void>;
	/** Listens again, on the same port. */
	comeBack(): Promise<void>;
};

const listen = (server: Server, port: number) => new Promise<void>((resolve) => server.listen(port, "localhost", resolve));

/** Passes requests on to `origin`, unless told otherwise. Call `leave` when done. */
export async function startFront(origin: string): Promise<Front> {
	const { hostname, port } = new URL(origin);
	const pass = (from: IncomingMessage, to: ServerResponse) => {
		const onward = request({ hostname, port, path: from.url, method: from.method, headers: from.headers }, (response) => {
			to.writeHead(response.statusCode ?? 502, response.headers);
			response.pipe(to);
		});
		onward.on("error", () => to.destroy());
		from.pipe(onward);
	};
	const server = createServer((from, to) => {
		const own = front.answer?.((from.url ?? "").split("?")[0] ?? "");
		if (own) to.writeHead(own.status, { "Content-Type": own.type, "Cache-Control": "no-cache" }).end(own.body);
		else pass(from, to);
	});
	await listen(server, 0);
	const { port: ours } = server.address() as AddressInfo;
	const front: Front = {
		origin: `http://localhost:${ours}`,
		leave: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
		comeBack: () => listen(server, ours),
	};
	return front;
}
