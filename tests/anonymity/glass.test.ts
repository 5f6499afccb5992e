import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import { dropOldLinks, linkOf, nobodyLearns, whoCanLearn } from "#app/anonymity/links.server.ts";
import { fits, fromText, linkFromBytes, linkToBytes, makeKeys, open, seal, toText } from "#app/anonymity/sealed-box.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { breakGlass, glassAbout, glassOf } from "#app/moderation/glass.server.ts";
import { firstBroken } from "#app/moderation/log.server.ts";
import { actAsOfficer, glassCounts, nameOfficers, officerDesk, takeBox } from "#app/moderation/officers.server.ts";
import { appearDue, holdReply } from "#app/replies/anonymous.server.ts";
import { revealAlias } from "#app/replies/reveal.server.ts";
import { sealedLinks } from "#db/schema/anonymity.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { glassRequests, officers } from "#db/schema/glass.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

useTestDb();
afterEach(() => shiftClock(0));

const gone = { init: { status: 404 } };
const hour = 3_600_000;
const reason = "It threatens a colleague with violence on Friday.";
type Keys = Awaited<ReturnType<typeof makeKeys>>;

let admin: Viewer;
let outer: Viewer;
let inner: Viewer;
let asking: Viewer;
let agreeing: Viewer;
let keys: { outer: Keys; inner: Keys };
let circle: Awaited<ReturnType<typeof makeCircle>>;

beforeAll(async () => {
	admin = await makePerson({ role: "admin" });
	[outer, inner] = [await makePerson({ name: "Ottla Außen" }), await makePerson({ name: "Inès Innen" })];
	[asking, agreeing] = [await makePerson({ role: "moderator" }), await makePerson({ role: "moderator" })];
	circle = await makeCircle({ keeper: admin, members: await Promise.all(Array.from({ length: 12 }, () => makePerson())) });
	keys = { outer: await makeKeys(), inner: await makeKeys() };
});

async function appointed(): Promise<string> {
	await nameOfficers(admin, { outer: outer.handle, inner: inner.handle });
	await actAsOfficer(outer, { act: "key", publicKey: keys.outer.publicKey });
	await actAsOfficer(inner, { act: "key", publicKey: keys.inner.publicKey });
	return whoCanLearn(circle.id);
}

/** A reply without a name that has appeared; `told` is what its form said. */
async function written(told: string | undefined, writer?: Viewer) {
	const author = writer ?? (await makePerson({ name: "Aurelia Quillfeather" }));
	const thread = await makeThread({ author: admin, circleId: circle.id });
	await holdReply(author, thread.id, { text: "What I would not say.", submission: randomUUID(), learns: told, parentId: undefined });
	await db.execute(sql`update waiting_posts set due_at = now() - interval '1 minute'`);
	await appearDue();
	const [post] = await db.select().from(posts).where(sql`${posts.threadId} = ${thread.id} and ${posts.opening} = 0`);
	if (!post) throw new Error("It did not appear.");
	return { author, thread, postId: post.id };
}
const ask = (viewer: Viewer, postId: string) => breakGlass(viewer, postId, { act: "ask", reason });

test("a box opens with its key alone, about the same thing alone, and is as long for everybody", async () => {
	const pair = await makeKeys();
	const other = await makeKeys();
	const box = await seal(pair.publicKey, linkToBytes({ post: "p", person: "x", name: "A" }), "p");
	expect(linkFromBytes(await open(pair, fromText(toText(box)), "p"))).toEqual({ post: "p", person: "x", name: "A" });
	await expect(open({ ...pair, privateKey: other.privateKey }, box, "p")).rejects.toThrow();
	await expect(open({ ...other, privateKey: pair.privateKey }, box, "p")).rejects.toThrow();
	expect(await Promise.all([pair, { ...pair, privateKey: other.privateKey }, { ...pair, privateKey: "no key" }].map(fits))).toEqual([
		true,
		false,
		false,
	]);
	await expect(open(pair, box, "q")).rejects.toThrow();
	const changed = box.slice();
	changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
	await expect(open(pair, changed, "p")).rejects.toThrow();
	const long = await seal(pair.publicKey, linkToBytes({ post: "p".repeat(14), person: "x".repeat(14), name: "Ж".repeat(80) }), "p");
	expect(long.length).toBe(box.length);
	expect(Buffer.from(box).equals(Buffer.from(await seal(pair.publicKey, linkToBytes({ post: "p", person: "x", name: "A" }), "p")))).toBe(
		false,
	);
});

test("without two officers with keys nobody learns anything, and no link is kept, then or later", async () => {
	expect(await whoCanLearn(circle.id)).toBe(nobodyLearns);
	await expect(nameOfficers(asking, { outer: outer.handle, inner: inner.handle })).rejects.toMatchObject({ init: { status: 403 } });
	expect(await nameOfficers(admin, { outer: outer.handle, inner: outer.handle })).toMatchObject({ errors: { inner: expect.any(String) } });
	expect(await nameOfficers(admin, { outer: outer.handle, inner: "nobody-here" })).toMatchObject({ errors: { inner: expect.any(String) } });
	await nameOfficers(admin, { outer: outer.handle, inner: inner.handle });
	expect(await whoCanLearn(circle.id)).toBe(nobodyLearns);
	await actAsOfficer(outer, { act: "key", publicKey: keys.outer.publicKey });
	expect(await whoCanLearn(circle.id)).toBe(nobodyLearns);
	// Held while there was nobody; appears when there is.
	const author = await makePerson();
	const thread = await makeThread({ author: admin, circleId: circle.id });
	await holdReply(author, thread.id, { text: "Before.", submission: randomUUID(), learns: nobodyLearns, parentId: undefined });
	const told = await appointed();
	expect(told).toContain("Ottla Außen and Inès Innen together");
	await db.execute(sql`update waiting_posts set due_at = now() - interval '1 minute'`);
	await appearDue();
	expect(await db.select().from(sealedLinks)).toEqual([]);
	// What another sentence was shown for is not kept either.
	await written(nobodyLearns);
	await written(undefined);
	expect(await db.select().from(sealedLinks)).toEqual([]);
	const { postId } = await written(told);
	expect(await linkOf(postId)).not.toBeNull();
	expect(await ask(asking, postId)).toBeNull();
	expect((await glassOf(asking, postId))?.request?.phase).toBe("asked");
});

test("two moderators, two days, two officers: then the name, and each alone has nothing", async () => {
	const { author, postId } = await written(await appointed());
	for (const nobody of [author, outer, inner]) await expect(ask(nobody, postId)).rejects.toMatchObject(gone);
	expect(await breakGlass(asking, postId, { act: "ask", reason: "Because." })).toMatchObject({ errors: { reason: expect.any(String) } });
	expect(await ask(asking, postId)).toBeNull();
	expect(await ask(agreeing, postId)).toMatchObject({ errors: { form: expect.stringContaining("already") } });
	expect(await breakGlass(asking, postId, { act: "confirm" })).toMatchObject({ errors: { form: expect.any(String) } });
	await expect(
		db.update(glassRequests).set({ confirmedBy: asking.id, opensAt: new Date() }).where(eq(glassRequests.postId, postId)),
	).rejects.toThrow();
	expect(await glassAbout(author)).toEqual([]);
	const both = await Promise.all([1, 2].map(() => breakGlass(agreeing, postId, { act: "confirm" })));
	expect(both.filter((one) => one === null)).toHaveLength(1);
	expect((await glassAbout(author)).map(({ reason: why, phase }) => [why, phase])).toEqual([[reason, "waiting"]]);
	expect(await glassAbout(asking)).toEqual([]);
	// Earlier than two days nobody is handed anything.
	shiftClock(47 * hour);
	expect((await officerDesk(outer))?.tasks).toEqual([]);
	shiftClock(49 * hour);
	expect((await officerDesk(inner))?.tasks).toEqual([]);
	const [first] = (await officerDesk(outer))?.tasks ?? [];
	if (!first) throw new Error("Nothing to open.");
	for (const nobody of [inner, asking, author]) expect(await takeBox(nobody, first.request)).toBeNull();
	expect((await glassCounts()).opened).toBe(0);
	const box = fromText((await takeBox(outer, first.request)) ?? "");
	expect((await glassCounts()).opened).toBe(1);
	await expect(open(keys.inner, box, postId)).rejects.toThrow();
	const innerBox = await open(keys.outer, box, postId);
	await expect(open(keys.outer, innerBox, postId)).rejects.toThrow();
	await expect(actAsOfficer(inner, { act: "opened", request: first.request, inner: toText(innerBox) })).rejects.toMatchObject(gone);
	await actAsOfficer(outer, { act: "opened", request: first.request, inner: toText(innerBox) });
	await expect(actAsOfficer(outer, { act: "opened", request: first.request, inner: toText(innerBox) })).rejects.toMatchObject(gone);
	expect(await breakGlass(asking, postId, { act: "withdraw" })).toMatchObject({ errors: { form: expect.any(String) } });
	const [second] = (await officerDesk(inner))?.tasks ?? [];
	if (!second) throw new Error("Nothing was handed on.");
	expect(JSON.stringify(second)).not.toContain(toText(innerBox));
	expect(await takeBox(outer, second.request)).toBeNull();
	// Of two at once, and again after a broken connection, it counts once.
	const taken = await Promise.all([takeBox(inner, second.request), takeBox(inner, second.request)]);
	expect(new Set(taken).size).toBe(1);
	const link = linkFromBytes(await open(keys.inner, fromText(taken[0] ?? ""), postId));
	expect(link).toEqual({ post: postId, person: author.id, name: author.name });
	expect((await glassAbout(author))[0]?.phase).toBe("read");
	expect(await glassCounts()).toMatchObject({ opened: 1, read: 1 });
	shiftClock(49 * hour + 25 * hour);
	expect(await takeBox(inner, second.request)).toBeNull();
	expect(await firstBroken()).toBeNull();
});

test("either may withdraw while it waits, and nobody else; then it can be asked for again", async () => {
	const { postId } = await written(await appointed());
	const third = await makePerson({ role: "moderator" });
	await ask(asking, postId);
	await breakGlass(agreeing, postId, { act: "confirm" });
	expect(await breakGlass(third, postId, { act: "withdraw" })).toMatchObject({ errors: { form: expect.any(String) } });
	expect(await breakGlass(asking, postId, { act: "withdraw" })).toBeNull();
	shiftClock(80 * hour);
	expect((await officerDesk(outer))?.tasks.filter((task) => task.postId === postId)).toEqual([]);
	expect(await ask(third, postId)).toBeNull();
});

test("after 90 days, in a circle without links, and once the name stands there, nothing is kept", async () => {
	const told = await appointed();
	const { author, thread, postId } = await written(told);
	await revealAlias(author, thread.id);
	expect(await db.select().from(sealedLinks).where(eq(sealedLinks.postId, postId))).toEqual([]);
	await db.update(circles).set({ keepsLinks: false }).where(eq(circles.id, circle.id));
	expect(await whoCanLearn(circle.id)).toBe(nobodyLearns);
	const unlinked = await written(told);
	expect(await ask(asking, unlinked.postId)).toMatchObject({ errors: { form: expect.stringContaining("No link") } });
	await db.update(circles).set({ keepsLinks: true }).where(eq(circles.id, circle.id));
	const kept = await written(told);
	await ask(asking, kept.postId);
	await breakGlass(agreeing, kept.postId, { act: "confirm" });
	shiftClock(92 * 24 * hour);
	expect(await linkOf(kept.postId)).toBeNull();
	expect((await officerDesk(outer))?.tasks.filter((task) => task.postId === kept.postId)).toEqual([]);
	await dropOldLinks();
	expect(await db.select().from(sealedLinks)).toEqual([]);
});

test("no row of the database names the writer of a sealed post", async () => {
	const author = await makePerson({ name: "Zephyrine Quaggamire" });
	const places = await db.execute<{ name: string }>(sql`select tablename as name from pg_tables where schemaname = 'public'`);
	const telling = async () => {
		const counts: Record<string, number> = {};
		for (const { name } of places) {
			const [row] = await db.execute<{ n: number }>(
				sql`select count(*)::int as n from ${sql.identifier(name)} t where t::text like ${`%${author.id}%`} or t::text like '%Quaggamire%' or t::text like ${`%${Buffer.from(author.id).toString("base64").slice(0, 16)}%`}`,
			);
			if (row?.n) counts[name] = row.n;
		}
		return counts;
	};
	const before = await telling();
	const { postId } = await written(await appointed(), author);
	expect(await linkOf(postId)).not.toBeNull();
	await ask(asking, postId);
	await breakGlass(agreeing, postId, { act: "confirm" });
	expect(await telling()).toEqual(before);
});

test("an officer who was replaced keeps opening what was sealed to them, and nothing later", async () => {
	const { postId } = await written(await appointed());
	await ask(asking, postId);
	await breakGlass(agreeing, postId, { act: "confirm" });
	const next = await makePerson({ name: "Neu" });
	await nameOfficers(admin, { outer: next.handle, inner: inner.handle });
	expect(await whoCanLearn(circle.id)).toBe(nobodyLearns);
	shiftClock(49 * hour);
	expect((await officerDesk(outer))?.tasks.map((task) => task.postId)).toContain(postId);
	expect((await officerDesk(next))?.tasks).toEqual([]);
	await expect(actAsOfficer(outer, { act: "key", publicKey: keys.outer.publicKey })).rejects.toMatchObject(gone);
	expect(await db.select().from(officers)).toHaveLength(2);
});
