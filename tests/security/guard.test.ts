import { request as rawRequest } from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

let server: RunningServer;
let cookie: string;
let sql: postgres.Sql;
beforeAll(async () => {
	server = await startServer();
	cookie = await signInAs(server.origin, "maya");
	sql = postgres(server.databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
	await sql.end();
	await server.stop();
});

type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string };
/** Sends exactly these headers; `fetch` would add or refuse some. */
const send = ({ method = "POST", path = "/settings/appearance", headers = {}, body = "theme=dark" }: Sent) =>
	new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
		const request = rawRequest(
			server.origin,
			{
				method,
				path,
				headers: {
					Cookie: cookie,
					"Content-Type": "application/x-www-form-urlencoded",
					...(method === "GET" || headers["Transfer-Encoding"] ? {} : { "Content-Length": String(Buffer.byteLength(body)) }),
					...headers,
				},
			},
			(response) => {
				let text = "";
				response.on("data", (chunk) => {
					text += chunk;
				});
				response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
			},
		);
		request.on("error", reject);
		if (method !== "GET") request.write(body);
		request.end();
	});

const own = () => ({ Origin: server.origin });
const hostile: [string, () => Sent, number][] = [
	["another origin", () => ({ headers: { Origin: "https://evil.example" } }), 403],
	[
		"another origin that forges the forwarded host",
		() => ({ headers: { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" } }),
		403,
	],
	[
		"another origin that forges the forwarded host and protocol",
		() => ({ headers: { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" } }),
		403,
	],
	["no origin at all", () => ({}), 403],
	["a null origin", () => ({ headers: { Origin: "null" } }), 403],
	["another scheme", () => ({ headers: { Origin: server.origin.replace("http:", "https:") } }), 403],
	["another port", () => ({ headers: { Origin: "http://localhost:1" } }), 403],
	["a host that begins like ours", () => ({ headers: { Origin: `${server.origin}.evil.example` } }), 403],
	["our origin but a cross-site fetch", () => ({ headers: { ...own(), "Sec-Fetch-Site": "cross-site" } }), 403],
	["a sibling site", () => ({ headers: { ...own(), "Sec-Fetch-Site": "same-site" } }), 403],
	["Remix's legacy data path", () => ({ path: "/settings/appearance?_data=routes%2Fsettings.appearance", headers: own() }), 400],
	["the legacy data path, spelled otherwise", () => ({ path: "/settings/appearance?%5Fdata=x", headers: own() }), 400],
	["another loader by name", () => ({ method: "GET", path: "/admin?_routes=routes%2Fadmin.people" }), 400],
	["an unknown method", () => ({ method: "PROPFIND", headers: own() }), 405],
	["TRACE", () => ({ method: "TRACE", headers: own(), body: "" }), 405],
	["a body without a length", () => ({ headers: { ...own(), "Transfer-Encoding": "chunked" } }), 411],
	["a body of five megabytes", () => ({ headers: own(), body: `theme=${"x".repeat(5_000_000)}` }), 413],
	["a broken escape", () => ({ method: "GET", path: "/people/%E0%A4%A" }), 400],
	["a NUL in the path", () => ({ method: "GET", path: "/people/%00" }), 400],
	["the manifest endpoint", () => ({ method: "GET", path: "/__manifest?p=/admin&version=1" }), 404],
];

test.each(hostile)("%s is refused and changes nothing", async (_, make, status) => {
	const sent = make();
	const answer = await send(sent).catch((error: NodeJS.ErrnoException) => ({
		status: error.code === "ECONNRESET" || error.code === "EPIPE" ? 413 : 0,
		headers: {} as Record<string, unknown>,
		text: "",
	}));
	expect(answer.status).toBe(status);
	expect(String(answer.headers["set-cookie"] ?? "")).not.toContain("theme=dark");
});

test("the same form from our own page works", async () => {
	expect((await send({ headers: own() })).headers["set-cookie"]?.toString()).toContain("theme=dark");
	expect((await send({ headers: { ...own(), "Sec-Fetch-Site": "same-origin" } })).status).toBe(303);
});

test("a cross-site action of every kind leaves no row", async () => {
	const before =
		await sql`select (select count(*) from threads) as threads, (select count(*) from posts) as posts, (select count(*) from reactions) as reactions, (select count(*) from sessions) as sessions`;
	for (const path of [
		"/threads/new",
		"/threads/new.data",
		"/sign-out",
		"/drafts",
		"/circles/new",
		"/posts/zzzzzzzzzzzzzz/reactions",
		"/settings/account",
		"/uploads?index",
	])
		for (const headers of [
			{},
			{ Origin: "https://evil.example" },
			{ Origin: "null" },
			{ Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
		] as Record<string, string>[])
			expect((await send({ path, headers })).status, path).toBe(403);
	const after =
		await sql`select (select count(*) from threads) as threads, (select count(*) from posts) as posts, (select count(*) from reactions) as reactions, (select count(*) from sessions) as sessions`;
	expect(after).toEqual(before);
});

test("redirects never leave this host", async () => {
	for (const to of [
		"//evil.example",
		"/\\evil.example",
		"https://evil.example",
		"javascript:alert(1)",
		"/%09/evil.example",
		"/\t/evil.example",
		"\\\\evil.example",
		"/..//evil.example",
		"////evil.example",
		"/@evil.example",
		"/%2f%2fevil.example",
	]) {
		const answer = await send({
			path: `/sign-in?to=${encodeURIComponent(to)}`,
			headers: { ...own(), Cookie: "" },
			body: "intent=demo&handle=maya",
		});
		const location = String(answer.headers.location);
		expect(new URL(location, server.origin).origin, to).toBe(server.origin);
		expect(location.startsWith("//") || location.includes("\\"), to).toBe(false);
	}
});

test("every answer has its own nonce and allows nothing unsafe", async () => {
	const nonces = new Set<string>();
	for (let round = 0; round < 50; round++) {
		const answer = await send({ method: "GET", path: round % 2 ? "/sign-in" : "/nothing-here", headers: { Cookie: "" } });
		const policy = String(answer.headers["content-security-policy"]);
		expect(policy).not.toMatch(/unsafe|\*|https?:/);
		nonces.add(/nonce-([^']+)/.exec(policy)?.[1] ?? "");
	}
	expect(nonces.size).toBe(50);
});

test("a session row from the database signs nobody in", async () => {
	const rows = await sql`select id from sessions`;
	expect(rows.length).toBeGreaterThan(0);
	for (const { id } of rows) expect((await send({ method: "GET", path: "/latest", headers: { Cookie: `sid=${id}` } })).status).toBe(303);
});
