// A balancer as small as one can be: asks /readyz in its rhythm, hands requests to whoever said yes last.
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

// A busy machine may answer late once; a second time is an answer. Fewer than the three that a server waits to be asked for.
const fall = 2;
const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding"]);
const passedOn = ({ headers }: IncomingMessage) => Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));

export type Balancer = {
	origin: string;
	add(server: string): void;
	remove(server: string): void;
	/** Whether requests go to it at present. */
	uses(server: string): boolean;
	/** How many reads went to another server because theirs could not be reached. */
	retried(): number;
	close(): Promise<void>;
};

/** Starts it. `rhythm`: milliseconds between two questions; two times "no" takes a server out, one "yes" brings it in. */
export async function startBalancer(rhythm: number): Promise<Balancer> {
	const agent = new Agent({ keepAlive: true });
	// How often each has said no since it last said yes; at first nobody has said yes.
	const servers = new Map<string, number>();
	const uses = (server: string) => (servers.get(server) ?? fall) < fall;
	let turn = 0;
	let retried = 0;

	const timer = setInterval(() => {
		for (const server of servers.keys()) {
			const answered = (ready: boolean) => servers.has(server) && servers.set(server, ready ? 0 : (servers.get(server) ?? fall) + 1);
			request(`${server}/readyz`, { timeout: 5000 }, (answer) => answered(answer.resume().statusCode === 200))
				.on("timeout", () => answered(false))
				.on("error", () => answered(false))
				.end();
		}
	}, rhythm);

	function pass(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, without = ""): void {
		const ready = [...servers.keys()].filter((server) => uses(server) && server !== without);
		const server = ready[turn++ % ready.length];
		if (!server) return void outgoing.writeHead(503).end("no server");
		const { method = "GET", headers, url } = incoming;
		request(`${server}${url}`, { agent, method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, passedOn(answer));
			answer.on("error", () => outgoing.destroy()).pipe(outgoing);
		})
			.on("error", (error: NodeJS.ErrnoException) => {
				if (outgoing.headersSent) return void outgoing.destroy();
				if (method !== "GET" || error.code !== "ECONNREFUSED" || without) return void outgoing.writeHead(502).end(error.code);
				retried += 1;
				pass(incoming, outgoing, body, server);
			})
			.end(body);
	}

	const front = createServer(async (incoming, outgoing) => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk);
		pass(incoming, outgoing, Buffer.concat(chunks));
	});
	await new Promise<void>((done) => front.listen(0, "127.0.0.1", done));
	return {
		origin: `http://localhost:${(front.address() as AddressInfo).port}`,
		add: (server) => void servers.set(server, fall),
		remove: (server) => void servers.delete(server),
		uses,
		retried: () => retried,
		close: async () => {
			clearInterval(timer);
			front.closeAllConnections();
			await new Promise((done) => front.close(done));
			agent.destroy();
		},
	};
}
