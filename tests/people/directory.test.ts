import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { startSession } from "#app/auth/session.server.ts";
import { circlesWith } from "#app/circles/queries.server.ts";
import { db } from "#app/core/db.server.ts";
import { type DirectoryFilter, directory, directoryPage, peopleByHandles, profileOf, searchPeople } from "#app/people/queries.server.ts";
import { loader as directoryRoute } from "#app/routes/people._index/route.tsx";
import { loader as profileRoute } from "#app/routes/people.$handle/route.tsx";
import { departments, jobRoles, people, personTools, tools } from "#db/schema/people.server.ts";
import { cookieFrom, visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson } from "#tests/support/makers.ts";

useTestDb();

type Known = { id: string; name: string; ask: string; department: string | null; role: string | null; tools: string[]; gone: boolean };
const known: Known[] = [];
let viewer: Viewer;
let cookie = "";
const given = ["Ana", "Åsa", "Zoë", "Percent 100%", "Under_score", "Back\\slash", "O'Neil", "ana"];
const id = (kind: string, slug: string) => `${kind}${slug}`.padEnd(14, "0");

beforeAll(async () => {
	for (const slug of ["finance", "legal"]) await db.insert(departments).values({ id: id("d", slug), slug, name: slug });
	for (const slug of ["analyst", "counsel"]) await db.insert(jobRoles).values({ id: id("r", slug), slug, name: slug });
	for (const slug of ["claude", "whisper"]) await db.insert(tools).values({ id: id("t", slug), slug, name: slug });
	for (let at = 0; at < 75; at += 1) {
		const gone = at % 10 === 9;
		const person = await makePerson({ name: `${given[at % given.length]} ${String(at % 20)}`, disabled: gone });
		const department = [null, "finance", "legal"][at % 3] ?? null;
		const role = [null, "analyst", "counsel", null][at % 4] ?? null;
		const used = at % 5 === 0 ? ["claude"] : at % 7 === 0 ? ["claude", "whisper"] : [];
		const ask = at % 6 === 0 ? `Pivot tables, part ${at}` : "";
		await db
			.update(people)
			.set({ askMeAbout: ask, departmentId: department && id("d", department), jobRoleId: role && id("r", role) })
			.where(eq(people.id, person.id));
		for (const slug of used) await db.insert(personTools).values({ personId: person.id, toolId: id("t", slug) });
		known.push({ id: person.id, name: person.name, ask, department, role, tools: used, gone });
		viewer ??= person;
	}
	cookie = cookieFrom({ setCookies: [await startSession(new Request("http://lamplight.test"), viewer.id)] });
});

async function walk(filter: DirectoryFilter): Promise<string[]> {
	const seen: string[] = [];
	for (let after: string | null = null, page = 0; page < 10; page += 1) {
		const { items, next } = await directory(viewer, filter, after);
		expect(items.length).toBeLessThanOrEqual(directoryPage);
		seen.push(...items.map((item) => item.id));
		if (!next) return seen;
		after = next;
	}
	throw new Error("The directory has no end.");
}

test("every filter shows exactly whom a naive model shows, each person once, page after page", async () => {
	const filters = fc.record(
		{
			q: fc.constantFrom("ana", "ANA", "pivot", "table", "%", "_", "\\", "'", "o'n", "part 1", "nobody at all"),
			department: fc.constantFrom("finance", "legal", "none"),
			role: fc.constantFrom("analyst", "counsel", "none"),
			tool: fc.constantFrom("claude", "whisper", "none"),
		},
		{ requiredKeys: [] },
	);
	await fc.assert(
		fc.asyncProperty(filters, async (filter) => {
			const has = (text: string) => text.toLowerCase().includes((filter.q ?? "").toLowerCase());
			const expected = known.filter(
				(person) =>
					!person.gone &&
					(!filter.q || has(person.name) || has(person.ask)) &&
					(!filter.department || person.department === filter.department) &&
					(!filter.role || person.role === filter.role) &&
					(!filter.tool || person.tools.includes(filter.tool)),
			);
			const seen = await walk(filter);
			expect([...seen].sort()).toEqual(expected.map((person) => person.id).sort());
		}),
		{ numRuns: 120 },
	);
});

test("the order is by name and the same in one page and in many", async () => {
	const seen = await walk({});
	const names = new Map(known.map((person) => [person.id, person.name]));
	const order = (await db.select({ id: people.id }).from(people).orderBy(people.name, people.id)).map((row) => row.id);
	expect(seen).toEqual(order.filter((one) => seen.includes(one)));
	expect(seen.map((one) => names.get(one)).filter((name) => name?.startsWith("Ana")).length).toBeGreaterThan(3);
});

test("a colleague in the directory has a name, a part and a topic, and no number", async () => {
	const { items } = await directory(viewer, {}, null);
	expect(Object.keys(items[0] ?? {}).sort()).toEqual(["askMeAbout", "department", "handle", "id", "jobRole", "name", "photo"]);
	const person = await profileOf(viewer, viewer.handle);
	expect(Object.entries(person ?? {}).filter(([, value]) => typeof value === "number")).toEqual([]);
});

test("the page takes every strange filter for a word", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom("q", "department", "role", "tool", "after"),
			fc.string({ unit: "binary", maxLength: 200 }),
			async (name, text) => {
				const path = `/people?${new URLSearchParams([[name, text]])}`;
				expect((await visit(directoryRoute, { path, cookie })).status).toBe(200);
			},
		),
		{ numRuns: 60 },
	);
	expect((await visit(directoryRoute, { path: "/people?q=%00&q=2&after[]=x", cookie })).status).toBe(200);
	expect((await visit(directoryRoute, { path: "/people" })).location).toBe("/sign-in?to=%2Fpeople");
});

test("a profile shows the circles that its visitor may know of, and no other", async () => {
	const [me, colleague, insider] = [await makePerson(), await makePerson(), await makePerson()];
	const open = await makeCircle({ keeper: colleague, name: "Open canary" });
	const hidden = await makeCircle({ keeper: colleague, members: [insider], name: "Hidden canary", visibility: "private" });
	const circlesSeenBy = async (by: Viewer) => (await circlesWith(by, colleague.id)).map(({ slug }) => slug).sort();
	expect(await circlesSeenBy(me)).toEqual([open.slug]);
	expect(await circlesSeenBy({ ...me, role: "admin" })).toEqual([open.slug]);
	expect(await circlesSeenBy(insider)).toEqual([hidden.slug, open.slug].sort());
});

test("who has left is a name without a page of their own, and is found nowhere", async () => {
	const gone = await makePerson({ name: "Gone Gabriel", disabled: true });
	await makeCircle({ keeper: gone, name: "Left behind" });
	await db
		.update(people)
		.set({ askMeAbout: "Secrets of the trade", learningNow: "Sailing", photo: "old.webp" })
		.where(eq(people.id, gone.id));
	const answer = await visit(profileRoute, { params: { handle: gone.handle }, cookie });
	expect(answer).toMatchObject({ status: 200, data: { person: { name: "Gone Gabriel", gone: true, tools: [] }, circles: [] } });
	expect(JSON.stringify(answer.data)).not.toMatch(/Secrets|Sailing|old\.webp/);
	expect(await searchPeople(viewer, "Gone")).toEqual([]);
	expect(await peopleByHandles([gone.handle])).toEqual(new Map());
	expect((await directory(viewer, { q: "Gabriel" }, null)).items).toEqual([]);
});

test("nobody by that handle reads as not found, whatever the handle", async () => {
	for (const handle of ["nobody-here", "", "UPPER", "a", "../../etc", "%00", "\ud800", "x".repeat(500), "__proto__", viewer.id])
		expect([handle, (await visit(profileRoute, { params: { handle }, cookie })).status]).toEqual([handle, 404]);
});

test("a mention is completed by the beginning of a handle or of any word of a name, eight at most", async () => {
	const person = await makePerson({ name: "Wilhelmina van Vandermeer" });
	for (const prefix of ["wil", "Wilhelmina v", "vandermeer", "VAN", person.handle.slice(0, 9)])
		expect([prefix, (await searchPeople(viewer, prefix)).some(({ handle }) => handle === person.handle)]).toEqual([prefix, true]);
	for (const prefix of ["meer", "%", "_", "\\"])
		expect((await searchPeople(viewer, prefix)).map(({ handle }) => handle)).not.toContain(person.handle);
	expect(await searchPeople(viewer, "")).toHaveLength(8);
	expect(Object.keys((await searchPeople(viewer, "wil"))[0] ?? {}).sort()).toEqual(["handle", "name", "photo"]);
	expect((await peopleByHandles([person.handle, "nobody"])).get(person.handle)).toEqual({ id: person.id, name: person.name });
});
