// Taking a badge along and having it checked, over HTTP: what is public without a session, and what is not.
import { Agent, request } from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

let server: RunningServer;
let sql: postgres.Sql;
const cookies: Record<string, string> = {};
beforeAll(async () => {
	server = await startServer();
	sql = postgres(server.databaseUrl, { max: 2, onnotice: () => undefined });
	for (const handle of ["maya", "tomas"]) cookies[handle] = await signInAs(server.origin, handle);
	await sql`delete from awards where badge = 'learning-log'`;
	await sql`insert into awards (person_id, badge, at) select id, 'learning-log', now() from people where handle = 'maya'`;
});
afterAll(async () => {
	await sql.end();
	await server.stop();
});

const get = (who: string, path: string, headers: Record<string, string> = {}) =>
	fetch(server.origin + path, { headers: { Cookie: cookies[who] ?? "", ...headers }, redirect: "manual" });
const post = (who: string, path: string, body: URLSearchParams | FormData) =>
	fetch(server.origin + path, { method: "POST", headers: { Cookie: cookies[who] ?? "", Origin: server.origin }, body, redirect: "manual" });
const page = "/badges/learning-log/export";
const check = (sent: string | Blob) => {
	const body = new FormData();
	body.append(typeof sent === "string" ? "credential" : "file", sent);
	return post("nobody", "/badges/verify", body);
};

test("its owner takes it along, nobody else gets at it, and a stranger has it checked", async () => {
	expect((await get("tomas", page)).status).toBe(404);
	expect((await get("nobody", page)).headers.get("location")).toContain("/sign-in");
	expect((await post("tomas", page, new URLSearchParams({ tier: "1" }))).status).toBe(404);
	expect((await post("maya", page, new URLSearchParams({ tier: "1" }))).status).toBe(303);
	const [, path = ""] = /href="([^"]+\.json)"/.exec(await (await get("maya", page)).text()) ?? [];
	const file = await get("maya", path);
	expect(file.headers.get("content-type")).toContain("application/vc+ld+json");
	const signed = await file.text();
	const picture = await (await get("maya", path.replace(".json", ".png"))).blob();
	expect((await get("tomas", path)).status).toBe(404);
	expect((await get("nobody", path)).headers.get("location")).toContain("/sign-in");

	for (const sent of [signed, picture]) {
		const answer = await check(sent);
		expect(answer.status).toBe(200);
		const text = await answer.text();
		expect(text).toContain("This badge is good");
		expect(text).not.toMatch(/maya/i);
	}
	expect(await (await check(signed.replace("Learning log", "Learned it all"))).text()).toContain("Do not rely on this badge");

	const id = /([0-9a-f-]{36})\.json/.exec(path)?.[1] ?? "";
	expect((await post("maya", page, new URLSearchParams({ tier: "1", withdraw: id }))).status).toBe(303);
	expect((await get("maya", path)).status).toBe(404);
	expect(await (await check(signed)).text()).toContain("This badge was taken back");
});

test.each([
	["/badges/issuer", "application/ld+json"],
	["/badges/learning-log/achievement", "application/ld+json"],
	["/badges/across/achievement?tier=2", "application/ld+json"],
	["/badges/status/1", "application/vc+ld+json"],
])("%s is for anybody, the same for everybody, and may be kept for some minutes", async (path, type) => {
	const answer = await get("nobody", path);
	expect(answer.status).toBe(200);
	expect(answer.headers.get("content-type")).toContain(type);
	expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
	expect(answer.headers.get("access-control-allow-origin")).toBe("*");
	expect(answer.headers.get("set-cookie")).toBeNull();
	const text = await answer.text();
	expect(JSON.parse(text)["@context"]).toBeDefined();
	expect(await (await get("maya", path)).text()).toBe(text);
	expect((await get("nobody", path, { "If-None-Match": answer.headers.get("etag") ?? "" })).status).toBe(304);
});

test.each([
	"/badges/status/2",
	"/badges/no-badge/achievement",
	"/badges/learning-log/achievement?tier=2",
	"/badges/learning-log/achievement?tier=x",
])("%s is not there", async (path) => {
	expect((await get("nobody", path)).status).toBe(404);
});

test("nothing else of badges is open", async () => {
	for (const path of ["/badges", "/badges/learning-log", "/me/progress", "/settings/badges", "/admin/badges"])
		expect((await get("nobody", path)).headers.get("location"), path).toContain("/sign-in");
});

const sendOn = (agent: Agent, body: Buffer): Promise<number | undefined> =>
	new Promise((resolve, reject) => {
		const headers = { Origin: server.origin, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": body.length };
		const sent = request(`${server.origin}/badges/verify`, { method: "POST", agent, headers }, (answer) => {
			answer.resume();
			answer.on("end", () => resolve(answer.statusCode));
		});
		sent.on("error", reject);
		sent.end(body);
	});

test("a file of 10 MB is answered plainly, and so is somebody who asks all day", async () => {
	const large = await check(new Blob([Buffer.alloc(10 * 1024 * 1024, 0x61)]));
	expect(large.status).toBe(413);
	expect(await large.text()).toContain("It is larger than a badge can be.");
	const answers: number[] = [];
	for (let n = 0; n < 70; n++) answers.push((await check("{}")).status);
	expect(new Set(answers)).toEqual(new Set([422, 429]));
	// Also with a file that nobody reads any more: the connection is free for what comes next.
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	for (let n = 0; n < 3; n++) expect(await sendOn(agent, Buffer.alloc(30 * 1024 * 1024, 0x61))).toBe(429);
	agent.destroy();
	expect(server.output()).not.toMatch(/Error|unhandled/i);
});
