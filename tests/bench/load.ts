import { Agent, request } from "node:http";

export type Shot = { path: string; method?: "GET" | "POST"; cookie: string; body?: string };
export type Figures = { perSecond: number; p50: number; p99: number; bytes: number; failed: number };

const connections = 8;

export type Answer = { ms: number; bytes: number; status: number; well: boolean };

/** Sends one request; measured from the first byte sent to the last received. Status 0: there was no answer. */
export const send = (origin: string, agent: Agent, { path, method = "GET", cookie, body }: Shot): Promise<Answer> =>
	new Promise((done) => {
		const start = performance.now();
		const headers = {
			Cookie: cookie,
			"Accept-Encoding": "gzip",
			Origin: origin,
			...(body ? { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": String(Buffer.byteLength(body)) } : {}),
		};
		const answered = (bytes: number, status: number, well: boolean) => done({ ms: performance.now() - start, bytes, status, well });
		const sent = request(origin + path, { agent, method, headers }, (answer) => {
			const { statusCode = 0 } = answer;
			let bytes = 0;
			answer.on("data", (chunk: Buffer) => {
				bytes += chunk.length;
			});
			answer.on("error", () => answered(bytes, 0, false));
			// A page that is only a way to the sign-in page would be very fast.
			answer.on("end", () => answered(bytes, statusCode, statusCode === (method === "POST" && answer.headers.location ? 303 : 200)));
		});
		sent.on("error", () => answered(0, 0, false));
		sent.end(body);
	});

/** Sends `next()` over 8 kept-alive connections, each as soon as its last answer is in, for `seconds`. */
export async function load(origin: string, next: () => Shot, seconds: number): Promise<Figures> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const answers: Answer[] = [];
	const start = performance.now();
	const worker = async () => {
		while (performance.now() < start + seconds * 1000) answers.push(await send(origin, agent, next()));
	};
	await Promise.all(Array.from({ length: connections }, worker));
	const elapsed = (performance.now() - start) / 1000;
	agent.destroy();
	const { p50, p99 } = percentiles(answers);
	const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0);
	return {
		perSecond: answers.length / elapsed,
		p50,
		p99,
		bytes: answers.length > 0 ? Math.round(bytes / answers.length) : 0,
		failed: answers.filter(({ well }) => !well).length,
	};
}

export function percentiles(answers: Pick<Answer, "ms">[]): { p50: number; p99: number } {
	const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
	const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
	return { p50: at(0.5), p99: at(0.99) };
}

/** The figure in the middle of several rounds. */
export const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
