// The built application as a process of its own, against a copy of the demo company or an empty database.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { databaseNamed } from "./database.ts";

export type Launched = {
	origin: string;
	process: ChildProcess;
	output(): string;
	/** Sends the signal and waits for the end; the exit code, null where a signal ended it. */
	end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
};
export type RunningServer = Omit<Launched, "end"> & { databaseUrl: string; dataDir: string; stop(): Promise<void> };

/** A database of its own, a copy of the demo company or an empty one. */
export async function cloneDatabase(from: "lamplight_demo" | "lamplight_template"): Promise<{ url: string; drop(): Promise<void> }> {
	const name = `s_${randomBytes(6).toString("hex")}`;
	const asAdmin = async (...statements: string[]) => {
		const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
		for (const statement of statements) await admin.unsafe(statement);
		await admin.end();
	};
	// Two files may clone at the same instant, and Postgres copies a template for one at a time.
	await asAdmin("select pg_advisory_lock(1)", `create database ${name} template ${from}`);
	return { url: databaseNamed(inject("databaseUrl"), name), drop: () => asAdmin(`drop database if exists ${name} with (force)`) };
}

/** Starts a process of the server; it chooses its port. Returns once it is ready. */
export async function launchServer(env: { DATABASE_URL: string; DATA_DIR: string } & Record<string, string>): Promise<Launched> {
	const child = spawn(process.execPath, ["server.ts"], {
		env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", PORT: "0", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr])
		stream?.on("data", (chunk) => {
			output += chunk;
		});
	const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
	const end = (signal: "SIGTERM" | "SIGKILL") => {
		child.kill(signal);
		return ended;
	};
	for (let tries = 0; tries < 600; tries++) {
		if (child.exitCode !== null) throw new Error(`The server ended: ${output}`);
		const origin = /Lamplight is on at (http:\S+)/.exec(output)?.[1];
		const answer = origin ? await fetch(`${origin}/readyz`).catch(() => null) : null;
		if (origin && answer?.ok) return { origin, process: child, output: () => output, end };
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	await end("SIGKILL");
	throw new Error(`The server did not become ready: ${output}`);
}

/** Starts the server on a database of its own. `from`: which one it gets a copy of. */
export async function startServer({
	from = "lamplight_demo",
	env = {},
}: {
	from?: "lamplight_demo" | "lamplight_template";
	env?: Record<string, string>;
} = {}): Promise<RunningServer> {
	const database = await cloneDatabase(from);
	const dataDir = mkdtempSync(join(tmpdir(), "lamplight-server-"));
	const { end, ...server } = await launchServer({ DATABASE_URL: database.url, DATA_DIR: dataDir, ...env });
	const stop = async () => {
		await end("SIGTERM");
		await database.drop();
		rmSync(dataDir, { recursive: true, force: true });
	};
	return { ...server, databaseUrl: database.url, dataDir, stop };
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
