// Who sees what of badges: nobody can rank anybody, and what a badge was for follows the rights on it.
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { catalogue } from "#app/recognition/catalogue.ts";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

let server: RunningServer;
let sql: postgres.Sql;
const cookies: Record<string, string> = {};
beforeAll(async () => {
	server = await startServer();
	sql = postgres(server.databaseUrl, { max: 2, onnotice: () => undefined });
	for (const handle of ["maya", "tomas", "priya", "noor"]) cookies[handle] = await signInAs(server.origin, handle);
});
afterAll(async () => {
	await sql.end();
	await server.stop();
});

const get = async (who: string, path: string) => {
	const response = await fetch(server.origin + path, { headers: { Cookie: cookies[who] ?? "" }, redirect: "manual" });
	return { status: response.status, text: await response.text() };
};
const post = (who: string, path: string, fields: Record<string, string>) =>
	fetch(server.origin + path, {
		method: "POST",
		headers: { Cookie: cookies[who] ?? "", Origin: server.origin },
		body: new URLSearchParams(fields),
		redirect: "manual",
	});
const idOf = async (handle: string): Promise<string> => (await sql`select id from people where handle = ${handle}`)[0]?.id;
const give = async (handle: string, badge: string, more: { view?: string; evidence?: string | null } = {}) =>
	sql`insert into awards (person_id, badge, at, view, evidence_id) values (${await idOf(handle)}, ${badge}, now(), ${more.view ?? "mine"}, ${more.evidence ?? null})`;
beforeEach(async () => {
	await sql`delete from awards where person_id in (select id from people where handle in ('maya', 'tomas'))`;
	await sql`delete from recognition_choices`;
});

const profile = (who: string) => get(who, "/people/maya");

test("an award is seen by its owner alone, until they show it, and again when they hide it", async () => {
	await give("maya", "open-book");
	expect((await get("maya", "/notifications")).text).toContain("Open book");
	expect((await get("maya", "/me/progress")).text).toContain("Open book");
	expect((await get("maya", "/notifications")).text).not.toContain("Open book");
	for (const path of ["/people/maya", "/people/maya.data"]) expect((await get("tomas", path)).text).not.toMatch(/open-book|Open book/);
	expect((await post("maya", "/badges/open-book", { view: "shown" })).status).toBe(303);
	expect((await profile("tomas")).text).toContain("Open book");
	await post("maya", "/settings/badges", { mode: "none" });
	expect((await profile("tomas")).text).not.toContain("Open book");
	await post("maya", "/settings/badges", { mode: "all" });
	expect((await profile("tomas")).text).toContain("Open book");
	await post("maya", "/settings/badges", { mode: "out" });
	for (const who of ["tomas", "maya"]) expect((await profile(who)).text).not.toContain("Open book");
	expect((await get("maya", "/me/progress")).text).toContain("You take no part");
	expect((await post("tomas", "/badges/open-book", { view: "shown" })).status).toBe(404);
});

test("what it was for is told to those who may read it, and only when its owner wants that", async () => {
	const [circle] = await sql`select c.id from circles c join circle_members m on m.circle_id = c.id and m.person_id = ${await idOf("maya")}
		where c.visibility = 'private' and not exists (select from circle_members o where o.circle_id = c.id and o.person_id = ${await idOf("tomas")}) limit 1`;
	await sql`insert into threads (id, slug, kind, title, circle_id, author_id, excerpt, again, created_at, last_activity_at)
		values ('privateproof01', 'x', 'lesson', 'Zwetschgendatschi', ${circle?.id}, ${await idOf("maya")}, 'Words.', 'yes', now(), now())`;
	await sql`insert into posts (id, thread_id, author_id, sections, cooked, cooker_version, text, submission, opening)
		values ('privateproof02', 'privateproof01', ${await idOf("maya")}, '{}', '{}', 1, 'Words.', 'privateproof01', 1)`;
	await give("maya", "first-lesson", { view: "shown", evidence: "privateproof01" });
	expect((await get("maya", "/badges/first-lesson")).text).toContain("Zwetschgendatschi");
	expect((await profile("maya")).text).not.toContain("Zwetschgendatschi");
	await post("maya", "/badges/first-lesson", { view: "evidence" });
	expect((await profile("maya")).text).toContain("Zwetschgendatschi");
	for (const who of ["tomas", "priya"])
		for (const path of ["/people/maya", "/people/maya.data", "/badges/first-lesson", "/badges"])
			expect((await get(who, path)).text, `${who} ${path}`).not.toContain("Zwetschgendatschi");
	await sql`update threads set deleted_at = now() where id = 'privateproof01'`;
	expect((await profile("maya")).text).not.toContain("Zwetschgendatschi");
});

test("no page tells how many badges somebody has, or who has one", async () => {
	// What the pages say of badges may differ by who looks, and by nothing that others have.
	const paths = ["/badges", ...catalogue.map(({ slug }) => `/badges/${slug}`), "/badges/proposals", "/me/progress", "/people", "/thanks"];
	const pages = async () =>
		(await Promise.all(paths.map((path) => get("noor", `${path}.data`)))).map(({ text }) => text.replace(/\d{10,}/g, ""));
	const before = await pages();
	for (const { slug } of catalogue) {
		await give("tomas", slug, { view: "shown" });
		await give("maya", slug, { view: "shown" });
	}
	expect(await pages()).toEqual(before);
	const { text } = await profile("noor");
	expect(text).toContain("Open book");
	expect(text.replace(/<script[\s\S]*?<\/script>/g, "")).not.toMatch(/\b(3[0-9]|40)\b badges|badges?\D{0,12}\b\d+\b/i);
	// The order is the catalogue's, whatever came first.
	const places = catalogue.map(({ slug }) => text.indexOf(`/badges/${slug}`));
	expect([...places].sort((a, b) => a - b)).toEqual(places);
});

test("admins see about how many, never who, and revoke what is shown, with a reason its owner reads", async () => {
	await give("maya", "open-book");
	expect((await get("tomas", "/admin/badges")).status).toBe(404);
	const page = await get("priya", "/admin/badges?try=open-book&count=50");
	expect(page.text).toContain("fewer than five people would have");
	expect(page.text).not.toContain("/people/maya");
	const form = { handle: "@maya", badge: "open-book", reason: "It was tried out by a test." };
	// Whether somebody has what they do not show an admin does not learn either.
	const hidden = await (await post("priya", "/admin/badges", form)).text();
	const none = await (await post("priya", "/admin/badges", { ...form, badge: "learning-log" })).text();
	for (const text of [hidden, none]) expect(text).toContain("They do not show this badge.");
	await post("maya", "/badges/open-book", { view: "shown" });
	expect((await post("priya", "/admin/badges", form)).status).toBe(303);
	expect((await profile("tomas")).text).not.toContain("Open book");
	expect((await get("maya", "/badges/open-book")).text).toContain("It was tried out by a test.");
	expect((await get("tomas", "/badges/open-book")).text).not.toContain("It was tried out by a test.");
});

test("what is noted can be deleted by its owner, with the badges or without", async () => {
	const mine = await idOf("maya");
	await give("maya", "open-book");
	expect((await sql`select from activity where person_id = ${mine}`).length).toBeGreaterThan(0);
	expect((await post("maya", "/me/progress", {})).status).toBe(422);
	expect((await post("maya", "/me/progress", { sure: "on" })).status).toBe(303);
	expect((await sql`select from activity where person_id = ${mine}`).length).toBe(0);
	expect((await get("maya", "/me/progress")).text).toContain("Open book");
	await post("maya", "/me/progress", { sure: "on", badges: "on" });
	expect((await sql`select from awards where person_id = ${mine}`).length).toBe(0);
	expect((await sql`select from activity where person_id <> ${mine}`).length).toBeGreaterThan(0);
});
