// The database goes away and comes back while people read and write.
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

let server: RunningServer;
let cookie: string;
let thread: string;
let admin: postgres.Sql;
beforeAll(async () => {
	server = await startServer();
	cookie = await signInAs(server.origin, "maya");
	admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
	const own = postgres(server.databaseUrl, { max: 1, onnotice: () => undefined });
	const [row] =
		await own`select t.id, t.slug from threads t join circles c on c.id = t.circle_id where c.slug = 'prompting-at-work' limit 1`;
	thread = `/threads/${row?.id}/${row?.slug}`;
	await own.end();
});
afterAll(async () => {
	await admin.end();
	await server.stop();
});

const name = () => new URL(server.databaseUrl).pathname.slice(1);
const cut = () => admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name()}`;
const read = () => fetch(server.origin + thread, { headers: { Cookie: cookie }, redirect: "manual" });
const write = (text: string) =>
	fetch(server.origin + thread, {
		method: "POST",
		redirect: "manual",
		headers: { Cookie: cookie, Origin: server.origin },
		body: new URLSearchParams({ text, submission: randomUUID() }),
	});

test("connections are cut ten times under load: the server lives, answers 503 at worst, and what it acknowledged is there", async () => {
	const acknowledged: string[] = [];
	const statuses = new Set<number>();
	let running = true;
	const workers = [0, 1, 2, 3].map(async (worker) => {
		for (let turn = 0; running && turn < 13; turn++) {
			const text = `Acknowledged ${worker} ${turn} ${randomUUID()}`;
			const [seen, sent] = await Promise.all([read(), write(text)]);
			await Promise.all([seen.text(), sent.text()]);
			statuses.add(seen.status).add(sent.status);
			if (sent.status === 303) acknowledged.push(text);
			if (seen.status === 503) expect(seen.headers.get("retry-after")).toBe("2");
		}
	});
	for (let round = 0; round < 10; round++) {
		await cut();
		await new Promise((resolve) => setTimeout(resolve, 120));
	}
	await Promise.all(workers);
	running = false;
	expect(server.process.exitCode).toBeNull();
	expect([...statuses].filter((status) => ![200, 303, 503].includes(status))).toEqual([]);
	expect(acknowledged.length).toBeGreaterThan(0);
	const own = postgres(server.databaseUrl, { max: 1, onnotice: () => undefined });
	const rows = await own`select text from posts where text like 'Acknowledged %'`;
	await own.end();
	const stored = rows.map(({ text }) => text);
	expect(acknowledged.filter((text) => !stored.includes(text))).toEqual([]);
	expect(new Set(stored).size).toBe(stored.length);
}, 90_000);

test("a database that is away is 503 with Retry-After, on pages and data, and well again when it is back", async () => {
	await admin.unsafe(`alter database ${name()} allow_connections false`);
	await cut();
	for (const path of [thread, `${thread}.data`, "/latest", "/readyz"]) {
		const answer = await fetch(server.origin + path, { headers: { Cookie: cookie }, redirect: "manual" });
		expect(answer.status, path).toBe(503);
		if (path !== "/readyz") expect(answer.headers.get("retry-after"), path).toBe("2");
		expect(await answer.text()).not.toMatch(/at .*\.js:|postgres:\/\/|select /);
	}
	expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
	await admin.unsafe(`alter database ${name()} allow_connections true`);
	await expect.poll(async () => (await read()).status, { timeout: 10_000, interval: 100 }).toBe(200);
	expect(server.process.exitCode).toBeNull();
});

test("SIGTERM finishes what runs, then ends", async () => {
	const other = await startServer();
	const session = await signInAs(other.origin, "maya");
	const running = Array.from({ length: 8 }, () => fetch(`${other.origin}/latest`, { headers: { Cookie: session } }));
	await new Promise((resolve) => setTimeout(resolve, 60));
	const ended = new Promise<number | null>((resolve) => other.process.once("exit", resolve));
	other.process.kill("SIGTERM");
	for (const answer of await Promise.all(running)) expect(answer.status).toBe(200);
	expect(await ended).toBe(0);
	await other.stop();
});
