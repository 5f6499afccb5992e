// A Meilisearch for tests: the documented HTTP API on a port of this machine, kept in memory.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Database } from "./database.ts";
import { ApiError } from "./errors.ts";
import { bytesOf, requestOf } from "./http.ts";
import type { Json } from "./json.ts";
import { route } from "./routes.ts";

/** What goes wrong with every request that follows. */
export type Fault =
	| { kind: "none" }
	| { kind: "status"; status: number }
	| { kind: "hang" }
	| { kind: "drop" }
	| { kind: "slow"; ms: number };

export type Meilisearch = {
	url: string;
	apiKey: string;
	/** Everything that arrived, with the query string; a body that is no JSON as a text. */
	requests: { method: string; path: string; body: unknown }[];
	fault: Fault;
	/** How long a task stays enqueued and processing before it succeeds. */
	taskDelayMs: number;
	/** As after a restart with an empty disk. */
	wipe(): void;
	/** Reported by GET /version. */
	version: string;
	stop(): Promise<void>;
};

const defaultPayloadLimit = 104_857_600;

function bodyOf(text: string): unknown {
	if (text === "") return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function send(response: ServerResponse, status: number, body: Json | undefined): void {
	response.writeHead(status, { "content-type": "application/json" });
	response.end(body === undefined ? "" : JSON.stringify(body));
}

function authorize(message: IncomingMessage, apiKey: string): void {
	if (message.url === "/health") return;
	const [, key] = /^Bearer (.*)$/.exec(message.headers.authorization ?? "") ?? [];
	if (key === undefined)
		throw new ApiError("missing_authorization_header", "The Authorization header is missing. It must use the bearer authorization method.");
	if (key !== apiKey) throw new ApiError("invalid_api_key", "The provided API key is invalid.");
}

export async function startMeilisearch(options: { apiKey?: string; payloadLimit?: number } = {}): Promise<Meilisearch> {
	const database = new Database();
	const { apiKey = "a-key-for-tests", payloadLimit = defaultPayloadLimit } = options;

	const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
		const bytes = await bytesOf(message);
		const { method = "GET", url: path = "/" } = message;
		meilisearch.requests.push({ method, path, body: bodyOf(bytes.toString("utf8")) });
		const { fault } = meilisearch;
		if (fault.kind === "hang") return;
		if (fault.kind === "drop") return void message.socket.destroy();
		if (fault.kind === "status") return send(response, fault.status, new ApiError("internal", "An internal error has occurred.").toJSON());
		if (fault.kind === "slow") await sleep(fault.ms);
		try {
			authorize(message, apiKey);
			const found = route(database, meilisearch.version, requestOf(message, bytes, payloadLimit));
			send(response, found?.status ?? 404, found?.body);
		} catch (error) {
			const known = error instanceof ApiError ? error : new ApiError("internal", String(error));
			send(response, known.status, known.toJSON());
		}
	};

	const server = createServer((message, response) => {
		// A caller that has gone before its request was whole gets no answer.
		answer(message, response).catch(() => message.socket.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	const port = address !== null && typeof address === "object" ? address.port : 0;

	const meilisearch: Meilisearch = {
		url: `http://127.0.0.1:${port}`,
		apiKey,
		requests: [],
		fault: { kind: "none" },
		get taskDelayMs() {
			return database.tasks.delayMs;
		},
		set taskDelayMs(ms) {
			database.tasks.delayMs = ms;
		},
		wipe: () => database.wipe(),
		version: "1.47.0",
		async stop() {
			database.tasks.clear();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
	return meilisearch;
}
