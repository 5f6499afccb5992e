import { Agent, request } from "node:http";

export type Shot = { path: string; method?: "GET" | "POST"; cookie: string; body?: string };
export type Figures = { perSecond: number; p50: number; p99: number; bytes: number; failed: number };

const connections = 8;

/** Sends `next()` over 8 kept-alive connections for `seconds` and measures each answer, from the first byte sent to the last received. */
export async function load(origin: string, next: () => Shot, seconds: number): Promise<Figures> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const times: number[] = [];
	let bytes = 0;
	let failed = 0;
	const end = performance.now() + seconds * 1000;
	const one = () =>
		new Promise<void>((done) => {
			const { path, method = "GET", cookie, body } = next();
			const start = performance.now();
			const headers = {
				Cookie: cookie,
				"Accept-Encoding": "gzip",
				Origin: origin,
				...(body ? { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": String(Buffer.byteLength(body)) } : {}),
			};
			const sent = request(origin + path, { agent, method, headers }, (answer) => {
				let size = 0;
				answer.on("data", (chunk: Buffer) => {
					size += chunk.length;
				});
				answer.on("end", () => {
					times.push(performance.now() - start);
					bytes += size;
					// A page that is only a way to the sign-in page would be very fast.
					if (answer.statusCode !== (method === "POST" && answer.headers.location ? 303 : 200)) failed += 1;
					done();
				});
			});
			sent.on("error", () => {
				failed += 1;
				done();
			});
			sent.end(body);
		});
	const worker = async () => {
		while (performance.now() < end) await one();
	};
	const start = performance.now();
	await Promise.all(Array.from({ length: connections }, worker));
	const elapsed = (performance.now() - start) / 1000;
	agent.destroy();
	times.sort((a, b) => a - b);
	const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
	return {
		perSecond: times.length / elapsed,
		p50: at(0.5),
		p99: at(0.99),
		bytes: times.length > 0 ? Math.round(bytes / times.length) : 0,
		failed,
	};
}

/** The figure in the middle of several rounds. */
export const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
