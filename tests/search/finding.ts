import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { editCircle } from "#app/circles/commands.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { search, syncSearch } from "#app/core/search.server.ts";
import { find, findQuickly } from "#app/search/queries.server.ts";
import { similarThreads } from "#app/search/related.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circleMembers } from "#db/schema/circles.server.ts";
import { departments, jobRoles, people, tools } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { searchSynonyms } from "#db/schema/search.server.ts";
import { tags, threadRoles, threads, threadTags } from "#db/schema/threads.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeReply, makeThread } from "#tests/support/makers.ts";
import { type EngineName, useEngine } from "./engines.ts";

type Circle = Awaited<ReturnType<typeof makeCircle>>;
/** What both engines must do alike. Each runs it in a test file, and so a database, of its own. */
export function finding(name: EngineName): void {
	useTestDb();
	useEngine(name);
	let author: Viewer;
	let outsider: Viewer;
	let open: Circle;
	let secret: Circle;
	beforeAll(async () => {
		author = await makePerson({ name: "Orsolya Quist" });
		outsider = await makePerson({ name: "Bram Outside" });
		open = await makeCircle({ keeper: author, name: "Ferrywork" });
		secret = await makeCircle({ keeper: author, name: "Hushroom", visibility: "private" });
	});

	const titles = async (viewer: Viewer, q: string) =>
		(await find(viewer, q, 0)).hits.map(({ title }) => title.replace(/[\u0002\u0003]/g, ""));

	const thread = (title: string, more: Partial<Parameters<typeof makeThread>[0]> = {}) =>
		makeThread({ author, circleId: open.id, title, ...more });

	test("words, other endings, typing errors, half a word, and words of replies", async () => {
		const made = await thread("summarising long reports for the harbour", { text: "The digest was shorter than the mail." });
		await makeReply({ threadId: made.id, author: outsider, text: "We use it for the quarterly zeppelins." });
		await thread("nothing of the kind");
		await syncSearch();
		const title = "summarising long reports for the harbour";
		for (const q of ["harbour report", "harbuor reprots", "summarising harb", "quarterly zeppelins", "digest", "HARBOUR"])
			expect((await titles(outsider, q))[0], q).toBe(title);
		expect(search.name).toBe(name);
		const { hits } = await find(outsider, "quarterly zeppelins", 0);
		expect(hits[0]).toMatchObject({ inReply: true, excerpt: expect.stringContaining("\u0002") });
	});

	test("phrases, exclusions, synonyms, accents", async () => {
		await thread("first", { text: "The walrus came after the carpenter." });
		await thread("second", { text: "After the walrus the carpenter came." });
		await thread("third", { text: "A language model wrote the naïve café menu." });
		await db
			.insert(searchSynonyms)
			.values({ id: newId(), words: ["LLM", "language model"] })
			.onConflictDoNothing();
		await syncSearch();
		expect(await titles(outsider, '"walrus came"')).toEqual(["first"]);
		expect(await titles(outsider, '"after the walrus"')).toEqual(["second"]);
		expect(await titles(outsider, "walrus -first")).toEqual(["second"]);
		expect((await titles(outsider, "llm"))[0]).toBe("third");
		expect((await titles(outsider, "naive cafe"))[0]).toBe("third");
	});

	test("filters, by id and as words, with facets that count what is found", async () => {
		const list = async (table: typeof tools | typeof jobRoles | typeof departments, label: string) => {
			const row = { id: newId(), slug: label.toLowerCase().replace(" ", "-"), name: label };
			await db.insert(table).values(row);
			return row;
		};
		const [tool, role, department] = [
			await list(tools, "Tool"),
			await list(jobRoles, "Financial analyst"),
			await list(departments, "Dock"),
		];
		const colleagues = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
		for (const { id } of colleagues) await db.update(people).set({ departmentId: department.id }).where(eq(people.id, id));
		const [first = author] = colleagues;
		const win = await thread("a win about anchors", { kind: "win", author: first, createdAt: new Date("2026-03-10T12:00:00Z") });
		await db.update(threads).set({ toolId: tool.id }).where(eq(threads.id, win.id));
		await db.insert(threadRoles).values({ threadId: win.id, jobRoleId: role.id });
		await db.insert(tags).values({ name: "t-anchors" });
		await db.insert(threadTags).values({ threadId: win.id, tag: "t-anchors" });
		const asked = await thread("a question about anchors", { kind: "question" });
		const reply = await makeReply({ threadId: asked.id, author: outsider });
		await db.update(threads).set({ state: "answered", acceptedPostId: reply }).where(eq(threads.id, asked.id));
		await thread("an open question about anchors", { kind: "question" });
		await syncSearch();
		const [winTitle, askedTitle, openTitle] = ["a win", "a question", "an open question"].map((what) => `${what} about anchors`);
		const about = "anchors";
		const filters: [string, (string | undefined)[]][] = [
			["kind:win", [winTitle]],
			["kind:questions", [askedTitle, openTitle]],
			["is:answered", [askedTitle]],
			["is:unanswered", [openTitle]],
			[`tool:${tool.slug}`, [winTitle]],
			[`role:"${role.name}"`, [winTitle]],
			[`department:"${department.name.toUpperCase()}"`, [winTitle]],
			["tag:t-anchors", [winTitle]],
			[`by:${first.handle}`, [winTitle]],
			[`by:@${outsider.handle}`, [askedTitle]],
			["before:2026-04", [winTitle]],
			["after:2026-03-11", [askedTitle, openTitle]],
			["circle:ferrywork kind:win", [winTitle]],
		];
		for (const [filter, expected] of filters)
			expect((await titles(outsider, `${about} ${filter}`)).sort(), filter).toEqual([...expected].sort());
		const { facets, total } = await find(outsider, about, 0);
		expect(total).toBe(3);
		expect(facets).toContainEqual(expect.objectContaining({ name: "kind", value: "question", label: "Question", count: 2 }));
		expect(facets).toContainEqual(expect.objectContaining({ name: "is", value: "answered", count: 1 }));
		expect(facets).toContainEqual(expect.objectContaining({ name: "department", label: department.name, count: 1 }));
		for (const facet of facets)
			expect((await find(outsider, new URL(facet.to, "http://x.example").searchParams.get("q") ?? "", 0)).total, facet.to).toBe(
				facet.count,
			);
		const alone = await find(outsider, `${about} by:${first.handle}`, 0);
		expect(alone, "no count of what one person did").toMatchObject({ total: null, facets: [] });
		expect(await find(outsider, "orsolya anchors", 0), "not by the name as a word either").toMatchObject({ total: null, facets: [] });
		const odd = await find(outsider, `${about} kind:banana circle:nowhere by:nobody-here after:soon`, 0);
		expect(odd.misunderstood).toEqual(["kind:banana", "circle:nowhere", "by:nobody-here", "after:soon"]);
		expect(odd.hits).toHaveLength(3);
	});

	test("small departments do not appear: their numbers would be people's", async () => {
		const row = { id: newId(), slug: "tiny", name: "Tiny" };
		await db.insert(departments).values(row);
		const alone = await makePerson();
		await db.update(people).set({ departmentId: row.id }).where(eq(people.id, alone.id));
		await thread("a lighthouse", { author: alone });
		await syncSearch();
		const { facets, hits } = await find(outsider, "lighthouse", 0);
		expect(hits).toHaveLength(1);
		expect(facets.filter(({ name: facet }) => facet === "department")).toEqual([]);
		expect(await find(outsider, "lighthouse department:tiny", 0), "nor is it counted when one names it").toMatchObject({
			hits: [{ id: hits[0]?.id }],
			total: null,
			facets: [],
		});
	});

	test("people and circles, by name, by what they know, mistyped; closed accounts and others' private circles never", async () => {
		const person = await makePerson({ name: "Wilhelmina stone" });
		await db.update(people).set({ askMeAbout: "barometers" }).where(eq(people.id, person.id));
		await makeCircle({ keeper: author, name: "menders" });
		const hidden = await makeCircle({ keeper: author, name: "menders in secret", visibility: "private" });
		await syncSearch();
		for (const q of ["wilhelmina", "wilhelmna", "stone", "barometers"])
			expect(
				(await find(outsider, q, 0)).people.map(({ handle }) => handle),
				q,
			).toContain(person.handle);
		expect((await find(outsider, "menders", 0)).circles.map(({ name: circle }) => circle)).toEqual(["menders"]);
		expect((await findQuickly(author, "menders sec")).circles.map(({ slug }) => slug)).toContain(hidden.slug);
		await db.update(accounts).set({ disabledAt: now() }).where(eq(accounts.id, person.id));
		expect(
			(await find(outsider, "wilhelmina", 0)).people.map(({ handle }) => handle),
			"before the index knows",
		).not.toContain(person.handle);
		await syncSearch();
		expect((await find(outsider, "wilhelmina", 0)).people.map(({ handle }) => handle)).not.toContain(person.handle);
	});

	test("a private circle is silent to others: results, counts, facets, suggestions, corrections, similar threads", async () => {
		const made = await thread("xylograph payslips", { circleId: secret.id, text: "The xylograph of the payslips." });
		await thread("payslips for everybody");
		await syncSearch();
		expect((await titles(author, "xylograph"))[0]).toBe("xylograph payslips");
		expect((await titles(author, "xylogrph"))[0], "mistyped").toBe("xylograph payslips");
		for (const q of [
			"xylograph",
			"xylograph payslips",
			"xylogrph",
			'"xylograph of the"',
			`circle:${secret.slug} xylograph`,
			"circle:hushroom",
			"payslips",
		]) {
			// What was typed comes back in the field, in links and in what was not understood; nothing else may know the word.
			const { q: _q, words: _words, misunderstood: _misunderstood, facets, ...page } = await find(outsider, q, 0);
			const { q: _typed, ...quick } = await findQuickly(outsider, q);
			const seen = JSON.stringify([page, quick, facets.map(({ to: _to, ...facet }) => facet)]);
			expect(seen, q).not.toMatch(/xylograph|hushroom/i);
			expect(seen, q).not.toContain(made.id);
		}
		expect((await find(outsider, "payslips", 0)).total).toBe(1);
		expect((await similarThreads(outsider, "xylograph payslips")).map(({ id }) => id)).not.toContain(made.id);
		expect((await similarThreads(author, "xylograph payslips")).map(({ id }) => id)).toContain(made.id);
	});

	test("also before the index knows: moved, left, closed to others, edited, taken back", async () => {
		const other = await makePerson();
		const circle = await makeCircle({ keeper: author, members: [other], name: "Passing" });
		const moved = await thread("moved away", { text: "manganese" });
		const closed = await thread("in a circle that closes", { circleId: circle.id, text: "manganese" });
		const gone = await thread("taken back", { text: "manganese" });
		await syncSearch();
		expect(await titles(outsider, "manganese")).toHaveLength(3);
		// From here on the index is told nothing.
		await db.update(threads).set({ circleId: secret.id }).where(eq(threads.id, moved.id));
		await editCircle(author, circle.slug, { name: circle.name, purpose: "Now for its members.", visibility: "private" });
		await db.update(threads).set({ deletedAt: now() }).where(eq(threads.id, gone.id));
		const blind = await find(outsider, "manganese", 0);
		expect(blind).toMatchObject({ hits: [], total: 0, facets: [] });
		expect(await similarThreads(outsider, "moved away manganese")).toEqual([]);
		expect(await titles(other, "manganese")).toEqual(["in a circle that closes"]);
		await db.delete(circleMembers).where(eq(circleMembers.personId, other.id));
		expect(await titles(other, "manganese"), "who has left the circle").toEqual([]);
		await syncSearch();
		expect(await titles(author, "manganese")).toHaveLength(2);
		await db.update(posts).set({ text: "molybdenum" }).where(eq(posts.threadId, closed.id));
		expect(JSON.stringify(await find(author, "manganese", 0)), "an edited text is not shown any more").not.toMatch(/\u0002manganese/);
	});

	test("similar threads, by title and by text", async () => {
		const made = await thread("marmalade invoices in the ledger", { text: "Each invoice of the marmalade supplier has a stamp." });
		await thread("about something else entirely");
		await syncSearch();
		const ids = async (title: string, text = "") => (await similarThreads(outsider, title, text)).map(({ id }) => id);
		expect(await ids("Marmalade invoices again")).toEqual([made.id]);
		expect(await ids("A question for you all", "Does the marmalade supplier put a stamp on each invoice?")).toContain(made.id);
		expect(await ids("Lunch on Thursday?")).toEqual([]);
		for (const hostile of ["", "'", "a & b | !c <-> \\", "') or true --", "marmalade:*", "\u0000"]) await ids(hostile);
	});

	test("nothing that is typed breaks it", async () => {
		const hostile = [
			"a".repeat(10_000),
			"word ".repeat(2000),
			"!?… ---- ((( ))) ***",
			"\u0000null\u0000",
			'"unbalanced quotes',
			'kind: by: role:"',
			"-",
			'--- -"" -\'',
			"kind:win'; drop table threads; --",
			'circle:"a\\" OR audience EXISTS"',
			'tag:" AND day > 0',
			"by:\n\r\t",
			"emoji 🪔🪔 \ud800",
			"& | ! <-> :* \\",
			"__proto__ constructor:x toString:y",
			"the of and to",
			'"to be" "or not"',
			"after:2026-99 before:2026-02-31",
			"٣٤٥ ½ Ⅷ",
		];
		for (const q of hostile) {
			expect(Array.isArray((await find(outsider, q, 0)).hits), q.slice(0, 40)).toBe(true);
			expect(Array.isArray((await findQuickly(outsider, q)).hits), q.slice(0, 40)).toBe(true);
		}
		expect(search.name).toBe(name);
	});
}
