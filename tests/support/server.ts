// The built application as a process of its own, against a copy of the demo company or an empty database.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { databaseNamed } from "./database.ts";

export type RunningServer = {
	origin: string;
	databaseUrl: string;
	dataDir: string;
	process: ChildProcess;
	output(): string;
	stop(): Promise<void>;
};

export const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const server = createServer().listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});

/** Starts the server on a free port. `from`: which database it gets a copy of. */
export async function startServer({
	from = "lamplight_demo",
	env = {},
}: {
	from?: "lamplight_demo" | "lamplight_template";
	env?: Record<string, string>;
} = {}): Promise<RunningServer> {
	const name = `s_${randomBytes(6).toString("hex")}`;
	const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
	await admin.unsafe("select pg_advisory_lock(1)");
	await admin.unsafe(`create database ${name} template ${from}`);
	await admin.end();
	const databaseUrl = databaseNamed(inject("databaseUrl"), name);
	const dataDir = mkdtempSync(join(tmpdir(), "lamplight-server-"));
	const port = await freePort();
	const child = spawn(process.execPath, ["server.ts"], {
		env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", PORT: String(port), DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	child.stdout?.on("data", (chunk) => {
		output += chunk;
	});
	child.stderr?.on("data", (chunk) => {
		output += chunk;
	});
	const origin = `http://localhost:${port}`;
	for (let tries = 0; tries < 300; tries++) {
		if (child.exitCode !== null) throw new Error(`The server ended: ${output}`);
		if (
			await fetch(`${origin}/readyz`).then(
				(response) => response.ok,
				() => false,
			)
		)
			break;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const stop = async () => {
		if (child.exitCode === null) {
			const ended = new Promise((resolve) => child.once("exit", resolve));
			child.kill("SIGTERM");
			await ended;
		}
		const last = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
		await last.unsafe(`drop database if exists ${name} with (force)`);
		await last.end();
		rmSync(dataDir, { recursive: true, force: true });
	};
	return { origin, databaseUrl, dataDir, process: child, output: () => output, stop };
}

/** A cookie of a demo person, as a browser that clicked on them holds it. */
export async function signInAs(origin: string, handle: string): Promise<string> {
	const response = await fetch(`${origin}/sign-in`, {
		method: "POST",
		body: new URLSearchParams({ intent: "demo", handle }),
		headers: { Origin: origin },
		redirect: "manual",
	});
	const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
	if (!cookie) throw new Error(`Nobody signed in as ${handle}: ${response.status}`);
	return cookie;
}
