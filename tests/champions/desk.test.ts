// The desk and its switches, and what of them leaves the server for others: nothing.
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

let server: RunningServer;
let sql: postgres.Sql;
const cookies: Record<string, string> = {};
const words = { notes: "zwiebelkuchen", step: "shadow" };
beforeAll(async () => {
	server = await startServer();
	sql = postgres(server.databaseUrl, { max: 2, onnotice: () => undefined });
	for (const handle of ["tomas", "ruth", "maya", "priya", "fatima", "samuel", "anna"])
		cookies[handle] = await signInAs(server.origin, handle);
});
afterAll(async () => {
	await sql.end();
	await server.stop();
});
beforeEach(async () => {
	await sql`update champions set resting_since = null, open_until = null where person_id = (select id from people where handle = 'tomas')`;
});

const get = async (who: string, path: string) => {
	const response = await fetch(server.origin + path, { headers: { Cookie: cookies[who] ?? "" }, redirect: "manual" });
	return { status: response.status, text: await response.text() };
};
const post = (who: string, path: string, fields: Record<string, string> | [string, string][]) =>
	fetch(server.origin + path, {
		method: "POST",
		headers: { Cookie: cookies[who] ?? "", Origin: server.origin },
		body: new URLSearchParams(fields),
		redirect: "manual",
	});
const own = async (handle = "tomas") =>
	(await sql`select c.* from champions c join people p on p.id = c.person_id where p.handle = ${handle}`)[0];

test("whoever has or had a term has a desk, nobody else", async () => {
	for (const [who, status] of [
		["tomas", 200],
		["samuel", 200],
		["maya", 404],
		["priya", 404],
	] as const)
		for (const path of ["/champions/desk", "/champions/desk.data"]) expect((await get(who, path)).status, `${who} ${path}`).toBe(status);
	for (const [path, body] of [
		["/champions/desk", { form: "notes", notes: "mine" }],
		["/champions/desk", { capacity: "3" }],
		["/champions/rest", { on: "1" }],
		["/champions/open", { for: "1h" }],
		["/champions/playbook", { step: "hello", on: "1" }],
	] as const)
		expect((await post("maya", path, { ...body })).status, path).toBe(404);
	expect(await own("maya")).toBeUndefined();
});

test("rest, and open for an hour, two, or until one ends it", async () => {
	const card = async () => (await get("maya", "/champions?who=tomas")).text;
	await post("tomas", "/champions/open", { for: "2h" });
	expect((await own())?.open_until.getTime() - Date.now()).toBeGreaterThan(7_100_000);
	expect(await card()).toContain("Open for sessions now");
	expect((await get("maya", "/champions?open=1")).text).toContain("Tomas Rivera");
	await post("tomas", "/champions/open", { for: "on" });
	expect((await own())?.open_until.getFullYear()).toBe(9999);
	await post("tomas", "/champions/rest", { on: "1" });
	expect(await own()).toMatchObject({ open_until: null });
	const resting = await card();
	expect(resting).toContain("Resting");
	expect(resting).not.toContain("Open for sessions now");
	// Since when is nobody's business.
	expect(resting + (await get("maya", "/champions.data?who=tomas")).text).not.toMatch(/restingSince|resting_since/);
	await post("tomas", "/champions/rest", { on: "0" });
	expect(await card()).not.toContain(">Resting<");
	await post("tomas", "/champions/open", { for: "off" });
	expect(await own()).toMatchObject({ open_until: null, resting_since: null });
});

test("settings, notes and ticks are kept; what will not do comes back with what was typed", async () => {
	await post("tomas", "/champions/desk", [
		["form", "settings"],
		["capacity", "6"],
		["languages", "es"],
		["languages", "en"],
		["shownAfterwards", "on"],
	]);
	expect(await own()).toMatchObject({ capacity: 6, languages: ["es", "en"], shown_afterwards: true });
	const wrong: Record<string, string>[] = [
		{ capacity: "-1" },
		{ capacity: "1e9" },
		{ capacity: "many" },
		{ capacity: "6", languages: "klingon" },
		{ capacity: "6", languages: "__proto__" },
	];
	for (const bad of wrong) expect((await post("tomas", "/champions/desk", bad)).status, JSON.stringify(bad)).toBe(422);
	expect(await own()).toMatchObject({ capacity: 6, languages: ["es", "en"] });
	await post("tomas", "/champions/desk", { form: "notes", notes: words.notes });
	const long = await post("tomas", "/champions/desk", { form: "notes", notes: `much too long ${"x".repeat(20_001)}` });
	expect(long.status).toBe(422);
	expect(await long.text()).toContain("much too long");
	expect(await own()).toMatchObject({ notes: words.notes });
	const ticks = async () =>
		(await sql`select step from playbook_steps where person_id = (select id from people where handle = 'tomas')`).map(({ step }) => step);
	await post("tomas", "/champions/playbook", { step: words.step, on: "1" });
	await post("tomas", "/champions/playbook", { step: words.step, on: "1" });
	expect(await ticks()).toContain(words.step);
	await post("tomas", "/champions/playbook", { step: "hello", on: "0" });
	expect(await ticks()).not.toContain("hello");
	expect((await post("tomas", "/champions/playbook", { step: "'; drop table people", on: "1" })).status).toBe(404);
});

test("today's sessions of one's own stand there, and no other day's", async () => {
	const [person] = await sql`select id, time_zone from people where handle = 'tomas'`;
	const [host] = await sql`select id from people where handle = 'ruth'`;
	await sql`insert into office_hours (id, host_id, title, kind, minutes, time_zone, created_at) values
		('deskhours00001', ${person?.id}, 'Spreadsheets, one to one', 'one', 15, 'Europe/Madrid', now()), ('deskhours00002', ${host?.id}, 'Tickets of ruth', 'one', 15, 'UTC', now())`;
	const noon = sql`((date_trunc('day', now() at time zone 'Europe/Madrid') + interval '12 hours') at time zone 'Europe/Madrid')`;
	const session = (id: string, hours: string, host_: string, days: number) => sql`
		insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, created_at)
		select ${id}, ${hours}, ${host_}, 'one', 'booked', 1, s, s + interval '15 minutes', s, s + interval '15 minutes', now() from (select ${noon} + make_interval(days => ${days}) as s) x`;
	await session("desksession001", "deskhours00001", person?.id, 0);
	await session("desksession002", "deskhours00001", person?.id, 1);
	await session("desksession003", "deskhours00002", host?.id, 0);
	const text = (await get("tomas", "/champions/desk")).text.replaceAll("<!-- -->", "");
	expect(text).toContain("/coaching/desksession001");
	expect(text).toContain("12:00 to 12:15");
	expect(text).not.toContain("desksession002");
	expect(text).not.toContain("desksession003");
});

describe("what is the champion's alone", () => {
	const pages = [
		"/champions",
		"/champions?who=tomas",
		"/champions/coverage",
		"/champions/coverage?by=role",
		"/champions/nominate",
		"/people/tomas",
		"/admin/champions",
		"/champions/desk",
		"/people",
		"/",
		"/search?q=tomas",
		"/search/quick?q=zwiebelkuchen",
		"/search?q=zwiebelkuchen",
	];

	test("notes, ticks, load and capacity are in nobody else's page or data", async () => {
		// 7 of 13 is a number that stands nowhere by chance.
		await sql`update champions set capacity = 13 where person_id = (select id from people where handle = 'tomas')`;
		await sql`insert into asked_helpers (thread_id, person_id, asked_at)
			select t.id, p.id, now() from threads t, people p where p.handle = 'tomas' and t.kind = 'question' order by t.id limit 20 on conflict do nothing`;
		const mine = await get("tomas", "/champions/desk.data");
		const load = /0\.\d{6,}|1\.\d{6,}/.exec(mine.text)?.[0] ?? "";
		expect(load).not.toBe("");
		expect(mine.text).toContain(words.notes);
		const secret = new RegExp(`${words.notes}|"load"|"capacity"|"ticks"|"notes"|${load.replace(".", "\\.")}`);
		for (const who of ["maya", "priya", "fatima", "ruth"])
			for (const page of pages) {
				const [path = "", query] = page.split("?");
				const data = await get(who, `${path === "/" ? "/_root" : path}.data${query ? `?${query}` : ""}`);
				const html = await get(who, page);
				// Ruth has a desk of her own, with what is hers.
				if (who === "ruth" && path === "/champions/desk") expect(data.text + html.text).not.toContain(words.notes);
				else if (path.startsWith("/search")) expect(data.text + html.text, `${who} ${page}`).not.toContain(load);
				else expect(data.text + html.text, `${who} ${page}`).not.toMatch(secret);
			}
		// Of their own pages only the desk holds it.
		for (const page of pages.filter((path) => path !== "/champions/desk" && !path.startsWith("/search"))) {
			const [path = "", query] = page.split("?");
			expect((await get("tomas", `${path === "/" ? "/_root" : path}.data${query ? `?${query}` : ""}`)).text, page).not.toMatch(secret);
		}
	});

	test("an admin learns who has more than enough, by a word, and not how much", async () => {
		const { text } = await get("priya", "/admin/champions");
		expect(text.match(/Over capacity, could use a hand/g)?.length).toBeGreaterThanOrEqual(2);
		expect((await get("priya", "/admin/champions.data?_routes=routes%2Fadmin.champions._index")).text).not.toMatch(/"load"|capacity"/);
	});
});

test("hostile addresses and forms are answered plainly, and change nothing", async () => {
	const before = JSON.stringify(await sql`select * from champion_terms order by id`);
	const [term] = await sql`select id from champion_terms where person_id = (select id from people where handle = 'grace')`;
	for (const path of [
		"/champions/terms/zzzzzzzzzzzzzz",
		"/champions/terms/..%2f",
		`/champions/terms/${"x".repeat(3000)}`,
		`/champions/terms/${term?.id}`,
		`/champions/terms/${term?.id}/wish`,
	])
		expect((await get("maya", path)).status, path).toBe(404);
	for (const [who, path, body] of [
		["maya", `/champions/terms/${term?.id}`, { answer: "agree" }],
		["priya", `/champions/terms/${term?.id}`, { answer: "agree" }],
		["maya", `/admin/champions/${term?.id}`, { answer: "decline" }],
		["fatima", "/admin/champions", { termId: String(term?.id) }],
		["priya", "/admin/champions/zzzzzzzzzzzzzz", { answer: "decline" }],
		["maya", "/threads/zzzzzzzzzzzzzz/take", {}],
	] as const)
		expect([403, 404, 405], path).toContain((await post(who, path, { ...body })).status);
	const many = Array.from({ length: 10_000 }, (_, n) => ["tools", String(n).padStart(14, "0")] as [string, string]);
	const answers = await Promise.all([
		post("maya", "/champions/nominate", [["who", "self"], ["why", "Why not."], ...many]),
		post("priya", `/admin/champions/${term?.id}`, [["answer", "agree"], ["startsOn", "2026-01-01"], ["endsOn", "2027-01-01"], ...many]),
		post("maya", "/champions/nominate", { who: "peer", handle: "<script>alert(1)</script>", why: "x" }),
	]);
	for (const answer of answers) expect([413, 422]).toContain(answer.status);
	expect(await answers[2]?.text()).toContain("There is nobody with this handle.");
	expect(JSON.stringify(await sql`select * from champion_terms order by id`)).toBe(before);
});
