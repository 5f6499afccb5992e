import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { championsForAdmin } from "#app/champions/admin.server.ts";
import { agreementInput, nominationInput } from "#app/champions/input.ts";
import { today } from "#app/champions/load.server.ts";
import { alumni, championList, championshipOf, termById } from "#app/champions/queries.server.ts";
import { canWish, daysAfter, termPhase, yearAfter } from "#app/champions/rules.ts";
import { agreeAsAdmin, answerTerm, askBeforeEnd, declineAsAdmin, makeNext, nominate, wishFor } from "#app/champions/terms.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { championScopes, champions, championTerms } from "#db/schema/champions.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makePerson } from "#tests/support/makers.ts";
import { agreement, claude, makeChampion, makeLists, nomination, noticesOf, support } from "./scene.ts";

const url = useTestDb();
const undo: (() => void)[] = [];
let admin: Viewer;
let peer: Viewer;
let person: Viewer;
beforeAll(makeLists);
beforeEach(async () => {
	[admin, peer, person] = [
		await makePerson({ role: "admin", name: "Ada" }),
		await makePerson({ name: "Peer" }),
		await makePerson({ name: "Pia" }),
	];
});
afterEach(() => {
	for (const back of undo.splice(0)) back();
});

const idIn = (made: object) => {
	if (!("path" in made)) throw new Error(JSON.stringify(made));
	return String(made.path).split("/").at(-1) ?? "";
};
const propose = async (by = peer, of = person) => idIn(await nominate(by, nomination(by === of ? {} : { who: "peer", handle: of.handle })));
const rowOf = async (id: string) => (await db.select().from(championTerms).where(eq(championTerms.id, id)))[0];
const gone = { init: { status: 404 } };
const refused = { init: { status: 403 } };
const isListed = async (who: Viewer) => (await championList(peer, { who: who.handle }, null)).items.length === 1;

describe("a term needs two yeses", () => {
	test.each([
		["the admin first", ["admin", "person"]],
		["the person first", ["person", "admin"]],
	])("%s", async (_, order) => {
		const id = await propose();
		for (const side of order) {
			expect(await isListed(person)).toBe(false);
			if (side === "admin") expect(await agreeAsAdmin(admin, id, agreement())).toBe(null);
			else expect(await answerTerm(person, id, true)).toEqual({ path: `/champions/terms/${id}` });
		}
		expect(await isListed(person)).toBe(true);
		expect(await rowOf(id)).toMatchObject({ state: "agreed", adminId: admin.id });
		expect(await noticesOf(id)).toContain(`term-agreed ${person.id}`);
		expect((await championshipOf(person.id))?.running).toBe(true);
	});

	test("at once: both count, and one agreement is told of", async () => {
		for (let round = 0; round < 10; round++) {
			const somebody = await makePerson();
			const id = await propose(peer, somebody);
			await Promise.all([agreeAsAdmin(admin, id, agreement()), answerTerm(somebody, id, true), answerTerm(somebody, id, true)]);
			expect((await rowOf(id))?.state).toBe("agreed");
			expect((await noticesOf(id)).filter((notice) => notice.startsWith("term-agreed"))).toHaveLength(1);
		}
	});

	test("who proposes themself said yes by that; a peer did not say it for them", async () => {
		const [own, other] = [await propose(person, person), await propose(person, peer)];
		expect((await rowOf(own))?.personAgreedAt).not.toBe(null);
		expect((await rowOf(other))?.personAgreedAt).toBe(null);
		expect(await noticesOf(own)).toContain(`nomination ${admin.id}`);
		expect(await noticesOf(own)).not.toContain(`nominated ${person.id}`);
		expect(await noticesOf(other)).toContain(`nominated ${peer.id}`);
		await runJobs(url());
	});

	test("either declines, without a reason; nobody is told who, and a no is final", async () => {
		const [one, two] = [await propose(), await propose(peer, await makePerson())];
		expect(await answerTerm(person, one, false)).toMatchObject({ path: expect.any(String) });
		expect(await declineAsAdmin(admin, two)).toBe(null);
		for (const id of [one, two]) {
			expect(await termById(peer, id)).toMatchObject({ state: "declined", personAgreed: false, adminAgreed: false, startsOn: null });
			expect(Object.keys((await termById(peer, id)) ?? {})).toEqual(Object.keys((await termById(peer, one)) ?? {}));
			expect(await agreeAsAdmin(admin, id, agreement())).toMatchObject({ errors: { form: expect.any(String) } });
		}
		expect(await answerTerm(person, one, true)).toMatchObject({ errors: { form: expect.any(String) } });
		expect(await isListed(person)).toBe(false);
	});

	test("nobody answers for another, and only the three read it", async () => {
		const [id, stranger] = [await propose(), await makePerson()];
		await expect(answerTerm(peer, id, true)).rejects.toMatchObject(gone);
		await expect(answerTerm(admin, id, true)).rejects.toMatchObject(gone);
		await expect(agreeAsAdmin(person, id, agreement())).rejects.toMatchObject(refused);
		await expect(declineAsAdmin(peer, id)).rejects.toMatchObject(refused);
		await expect(championsForAdmin(person)).rejects.toMatchObject(refused);
		expect(await termById(stranger, id)).toBe(null);
		expect(await termById(person, "no such id")).toBe(null);
		for (const viewer of [person, peer, admin]) expect((await termById(viewer, id))?.id).toBe(id);
	});
});

describe("the database holds", () => {
	test("one proposal for a person at a time: of many at once one wins, the others are told so", async () => {
		const peers = await Promise.all(Array.from({ length: 6 }, () => makePerson()));
		const made = await Promise.all(peers.map((by) => nominate(by, nomination({ who: "peer", handle: person.handle }))));
		expect(made.filter((one) => "path" in one)).toHaveLength(1);
		expect(made.filter((one) => "errors" in one && one.errors.handle?.includes("already"))).toHaveLength(5);
	});

	test("no two terms of a person at once; the days can be chosen anew", async () => {
		await makeChampion(person, undefined, { from: -340, to: 20 });
		const id = await propose();
		await answerTerm(person, id, true);
		expect(await agreeAsAdmin(admin, id, agreement())).toEqual({ errors: { startsOn: expect.stringContaining("already") } });
		expect(await rowOf(id)).toMatchObject({ state: "proposed", adminAgreedAt: null });
		const startsOn = daysAfter(today(), 20);
		expect(await agreeAsAdmin(admin, id, agreement({ startsOn, endsOn: yearAfter(startsOn) }))).toBe(null);
		await expect(db.execute(sql`update champion_terms set starts_on = starts_on - 5 where id = ${id}`)).rejects.toThrow();
		expect((await championList(peer, { who: person.handle }, null)).items).toHaveLength(1);
	});

	test("whoever is champion is not proposed, until their term comes to its end", async () => {
		await makeChampion(person);
		expect(await nominate(peer, nomination({ who: "peer", handle: person.handle }))).toMatchObject({
			errors: { handle: expect.any(String) },
		});
	});
});

describe("what will not do is said, and nothing is changed", () => {
	const count = async () => (await db.select({ id: championTerms.id }).from(championTerms)).length;

	test.each<[string, Parameters<typeof nomination>[0], string]>([
		["nobody's handle", { who: "peer", handle: "nobody-here" }, "handle"],
		["no handle", { who: "peer", handle: "" }, "handle"],
		["a tool that there is not", { tools: ["zzzzzzzzzzzzzz"] }, "tools"],
		["a tool as a department", { departments: [claude.id] }, "departments"],
	])("%s", async (_, more, field) => {
		const before = await count();
		expect(await nominate(person, nomination(more))).toMatchObject({ errors: { [field]: expect.any(String) } });
		expect(await count()).toBe(before);
	});

	test("hostile forms", () => {
		const form = (fields: Record<string, string | string[]>) => {
			const data = new FormData();
			for (const [name, value] of Object.entries({ who: "self", why: "Why not.", ...fields }))
				for (const one of [value].flat()) data.append(name, one);
			return parseForm(data, nominationInput);
		};
		expect(form({}).ok).toBe(true);
		const hostile: Record<string, string | string[]>[] = [
			{ tools: Array.from({ length: 10_000 }, (_, n) => String(n).padStart(14, "0")) },
			{ tools: ["'; drop table tools; --"] },
			{ why: "x".repeat(501) },
			{ why: "\u0000\u200b " },
			{ why: `a${"\u0301".repeat(50)}` },
			{ who: "everybody" },
			{ handle: "x".repeat(10_000) },
			{ who: ["self", "peer"] },
		];
		for (const bad of hostile) expect(form(bad).ok, JSON.stringify(bad).slice(0, 60)).toBe(false);
		for (const day of ["2026-02-31", "0001-01-01", "infinity", "", "2026-1-1"])
			expect(agreementInput.safeParse({ ...agreement(), startsOn: day }).success, day).toBe(false);
	});

	test("days and scopes of an admin's yes", async () => {
		const id = await propose();
		const tries: [Parameters<typeof agreement>[0], string][] = [
			[{ tools: [] }, "departments"],
			[{ endsOn: today() }, "endsOn"],
			[{ endsOn: daysAfter(today(), 800) }, "endsOn"],
			[{ startsOn: "2020-01-01", endsOn: "2021-01-01" }, "endsOn"],
			[{ jobRoles: ["zzzzzzzzzzzzzz"] }, "jobRoles"],
		];
		for (const [more, field] of tries)
			expect(await agreeAsAdmin(admin, id, agreement(more))).toMatchObject({ errors: { [field]: expect.any(String) } });
		expect(await rowOf(id)).toMatchObject({ adminAgreedAt: null, startsOn: null });
		expect(await db.select().from(championScopes).where(eq(championScopes.termId, id))).toMatchObject([{ toolId: claude.id }]);
		for (const tampered of [undefined, "", "zzzzzzzzzzzzzz", "x".repeat(5000), "' or 1=1"])
			await expect(agreeAsAdmin(admin, tampered, agreement())).rejects.toMatchObject(gone);
	});

	test("ten proposals a day are enough", async () => {
		const others = await Promise.all(Array.from({ length: 11 }, () => makePerson()));
		for (const { handle } of others.slice(0, 10)) await nominate(peer, nomination({ who: "peer", handle }));
		await expect(nominate(peer, nomination({ who: "peer", handle: others[10]?.handle ?? "" }))).rejects.toMatchObject({
			init: { status: 429 },
		});
	});
});

describe("the end of a term", () => {
	test("a month before it the person is asked once, however many workers look", async () => {
		const id = await makeChampion(person, undefined, { to: 40 });
		expect(await noticesOf(id)).toEqual([]);
		await Promise.all([askBeforeEnd(), askBeforeEnd()]);
		expect(await noticesOf(id)).toEqual([]);
		undo.push(shiftClock(10 * 86_400_000));
		const asked = await Promise.all([askBeforeEnd(), askBeforeEnd(), askBeforeEnd(), askBeforeEnd()]);
		expect(asked.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(1);
		expect(await askBeforeEnd()).toBe(0);
		expect(await noticesOf(id)).toEqual([`term-ends ${person.id}`]);
		await runJobs(url());
	});

	test("renewed, the next one begins where it ends, with one press, however often it is pressed", async () => {
		const id = await makeChampion(person, [{ departmentId: support.id }, { toolId: claude.id }], { to: 20 });
		await expect(makeNext(admin, id)).rejects.toMatchObject(gone);
		expect(await wishFor(person, id, { wish: "renew", handle: "" })).toMatchObject({ path: expect.any(String) });
		const listed = async () => (await championsForAdmin(admin)).ending.filter((one) => one.id === id);
		expect(await listed()).toMatchObject([{ wish: "renew" }]);
		await expect(makeNext(person, id)).rejects.toMatchObject(refused);
		await Promise.all([makeNext(admin, id), makeNext(admin, id), makeNext(admin, id)]);
		const terms = await db.select().from(championTerms).where(eq(championTerms.personId, person.id));
		expect(terms).toHaveLength(2);
		expect(terms.find((term) => term.id !== id)).toMatchObject({
			state: "agreed",
			startsOn: daysAfter(today(), 20),
			endsOn: yearAfter(daysAfter(today(), 20)),
		});
		expect(await listed()).toEqual([]);
		undo.push(shiftClock(25 * 86_400_000));
		expect((await championList(peer, { who: person.handle }, null)).items[0]?.scopes).toMatchObject({
			departments: [{ name: "Support" }],
			tools: [{ name: "Claude" }],
		});
	});

	test("handed over, the other is asked, too, and can say no", async () => {
		const id = await makeChampion(person, undefined, { to: 20 });
		for (const handle of ["nobody-here", "", person.handle])
			expect(await wishFor(person, id, { wish: "hand-over", handle })).toMatchObject({ errors: { handle: expect.any(String) } });
		await wishFor(person, id, { wish: "hand-over", handle: peer.handle });
		await makeNext(admin, id);
		await makeNext(admin, id);
		const [next, ...more] = await db.select().from(championTerms).where(eq(championTerms.personId, peer.id));
		expect(more).toEqual([]);
		expect(next).toMatchObject({ state: "proposed", nominatedBy: person.id, personAgreedAt: null });
		expect(await noticesOf(next?.id ?? "")).toEqual([`nominated ${peer.id}`]);
		await answerTerm(peer, next?.id, true);
		expect((await rowOf(next?.id ?? ""))?.state).toBe("agreed");
	});

	test("is only theirs to say, and only around its end", async () => {
		const [early, soon] = [await makeChampion(person, undefined, { to: 200 }), await makeChampion(peer, undefined, { to: 20 })];
		await expect(wishFor(person, early, { wish: "rest", handle: "" })).rejects.toMatchObject(gone);
		await expect(wishFor(person, soon, { wish: "rest", handle: "" })).rejects.toMatchObject(gone);
		await expect(wishFor(admin, soon, { wish: "renew", handle: "" })).rejects.toMatchObject(gone);
	});

	test("makes an alumnus of them, if they like", async () => {
		await makeChampion(person, undefined, { from: -300, to: -5 });
		await makeChampion(peer, undefined, { from: -300, to: -5, own: { shownAfterwards: false } });
		const named = (await alumni(admin)).map(({ id }) => id);
		expect(named).toContain(person.id);
		expect(named).not.toContain(peer.id);
		expect(await championshipOf(person.id)).toMatchObject({ running: false });
		expect(await championshipOf(peer.id)).toBe(null);
		expect(JSON.stringify((await alumni(admin)).find(({ id }) => id === person.id))).not.toMatch(/\d{4}-\d{2}|count/);
		await db.update(champions).set({ shownAfterwards: true }).where(eq(champions.personId, peer.id));
		expect((await alumni(admin)).map(({ id }) => id)).toContain(peer.id);
	});
});

test("a term's phase goes by its days, the last one excluded", () => {
	const term = { state: "agreed", startsOn: "2026-01-01", endsOn: "2027-01-01" } as const;
	expect(["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map((day) => termPhase(term, day))).toEqual([
		"coming",
		"running",
		"running",
		"over",
	]);
	expect(["2026-11-30", "2026-12-01", "2027-01-31", "2027-02-01"].map((day) => canWish(term, day))).toEqual([false, true, true, false]);
	expect([yearAfter("2028-02-29"), yearAfter("2026-12-31")]).toEqual(["2029-03-01", "2027-12-31"]);
});
