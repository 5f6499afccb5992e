import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { addMember, changeMember, changeMembership, createCircle, editCircle, replaceLostKeeper } from "#app/circles/commands.server.ts";
import { circleBySlug } from "#app/circles/queries.server.ts";
import { sqlState } from "#app/core/away.server.ts";
import { db } from "#app/core/db.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson } from "#tests/support/makers.ts";

useTestDb();

const membersIn = (circleId: string) =>
	db.select({ id: circleMembers.personId, role: circleMembers.role }).from(circleMembers).where(eq(circleMembers.circleId, circleId));
const keepersIn = async (circleId: string) => (await membersIn(circleId)).filter(({ role }) => role === "keeper").map(({ id }) => id);
const close = (person: Viewer) => db.update(accounts).set({ disabledAt: new Date() }).where(eq(accounts.id, person.id));
const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => makePerson()));
const is404 = { init: { status: 404 } };

test("joining and leaving twice is joining and leaving once", async () => {
	const [keeper, me] = [await makePerson(), await makePerson()];
	const circle = await makeCircle({ keeper });
	await Promise.all([changeMembership(me, circle.slug, true), changeMembership(me, circle.slug, true)]);
	expect(await membersIn(circle.id)).toHaveLength(2);
	expect(await changeMembership(keeper, circle.slug, true)).toBeNull();
	expect(await keepersIn(circle.id)).toEqual([keeper.id]);
	await Promise.all([changeMembership(me, circle.slug, false), changeMembership(me, circle.slug, false)]);
	expect(await membersIn(circle.id)).toHaveLength(1);
});

test("a private circle is joined by nobody from outside, not even an admin, and is left for good", async () => {
	const [keeper, member, admin] = [await makePerson(), await makePerson(), await makePerson({ role: "admin" })];
	const circle = await makeCircle({ keeper, members: [member], visibility: "private" });
	await expect(changeMembership(admin, circle.slug, true)).rejects.toMatchObject(is404);
	await expect(addMember(admin, circle.slug, admin.handle)).rejects.toMatchObject(is404);
	await expect(changeMember(admin, circle.slug, member.id, "remove")).rejects.toMatchObject(is404);
	await expect(editCircle(admin, circle.slug, { name: "Mine", purpose: "Taken", visibility: "private" })).rejects.toMatchObject(is404);
	expect(await changeMembership(member, circle.slug, false)).toBeNull();
	await expect(changeMembership(member, circle.slug, true)).rejects.toMatchObject(is404);
});

test("nobody slips into a circle while it becomes private", async () => {
	const [keeper, outsider] = [await makePerson(), await makePerson()];
	const circle = await makeCircle({ keeper });
	let joining: Promise<unknown> = Promise.resolve();
	await db.transaction(async (tx) => {
		await tx.update(circles).set({ visibility: "private" }).where(eq(circles.id, circle.id));
		joining = changeMembership(outsider, circle.slug, true).catch((error: unknown) => error);
		await waitForLock();
	});
	expect(await joining).toMatchObject(is404);
	expect(await membersIn(circle.id)).toHaveLength(1);
});

async function waitForLock(): Promise<void> {
	for (let tries = 0; tries < 200; tries += 1) {
		const waiting = await db.execute(sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
		if (waiting.length > 0) return;
	}
	throw new Error("Nobody waited for the lock.");
}

test("twenty keepers who leave or step down at once leave one", { timeout: 30_000 }, async () => {
	const keepers = await crowd(20);
	for (let round = 0; round < 5; round += 1) {
		const circle = await makeCircle({ keeper: keepers[0]!, members: keepers });
		await db.update(circleMembers).set({ role: "keeper" }).where(eq(circleMembers.circleId, circle.id));
		const answers = await Promise.all(
			keepers.map((keeper, at) =>
				at % 2 ? changeMembership(keeper, circle.slug, false) : changeMember(keeper, circle.slug, keeper.id, "member"),
			),
		);
		expect(answers.filter(Boolean)).toHaveLength(1);
		expect(await keepersIn(circle.id)).toHaveLength(1);
	}
});

test("a keeper whose account is closed does not count: the last one who is here can not leave", async () => {
	const [here, gone] = [await makePerson(), await makePerson()];
	const circle = await makeCircle({ keeper: here, members: [gone] });
	await changeMember(here, circle.slug, gone.id, "keeper");
	await close(gone);
	expect(await changeMembership(here, circle.slug, false)).not.toBeNull();
	expect(await changeMember(here, circle.slug, here.id, "member")).not.toBeNull();
	expect(await keepersIn(circle.id)).toContain(here.id);
});

test("when the only keeper's account is closed, the longest-standing member who is here keeps the circle", async () => {
	const [keeper, early, late, gone] = [await makePerson(), await makePerson(), await makePerson(), await makePerson({ disabled: true })];
	const circle = await makeCircle({ keeper, members: [late, early, gone], visibility: "private" });
	const joined = (person: Viewer, day: number) =>
		db
			.update(circleMembers)
			.set({ joinedAt: new Date(Date.UTC(2026, 0, day)) })
			.where(and(eq(circleMembers.circleId, circle.id), eq(circleMembers.personId, person.id)));
	await joined(gone, 1);
	await joined(early, 2);
	await joined(late, 3);
	await close(keeper);
	await replaceLostKeeper(keeper.id);
	await replaceLostKeeper(keeper.id);
	expect((await keepersIn(circle.id)).filter((id) => id !== keeper.id)).toEqual([early.id]);
});

test("an open circle may close, takes its address with it, and never opens again", async () => {
	const [keeper, outsider] = [await makePerson(), await makePerson()];
	const circle = { name: "Pay rises", purpose: "For the few." };
	const before = await createCircle(keeper, { ...circle, visibility: "open" });
	expect(await circleBySlug(outsider, before)).not.toBeNull();
	const closed = await editCircle(keeper, before, { ...circle, visibility: "private" });
	if (!("slug" in closed)) throw new Error(closed.message);
	expect(await circleBySlug(outsider, closed.slug)).toBeNull();
	expect(await circleBySlug(keeper, closed.slug)).toMatchObject({ visibility: "private", isKeeper: true });
	expect(await editCircle(keeper, closed.slug, { ...circle, visibility: "open" })).toMatchObject({ field: "visibility" });
	// Somebody who opens a circle of the same name is given the plain address: nothing tells them of the other one.
	expect(await createCircle(outsider, { ...circle, visibility: "open" })).toBe(before);
});

test("two circles of one name made at the same instant get two addresses", async () => {
	const makers = await crowd(6);
	const slugs = await Promise.all(makers.map((maker) => createCircle(maker, { name: "Same Name", purpose: "Twice.", visibility: "open" })));
	expect(new Set(slugs).size).toBe(6);
});

test("the database itself refuses a circle without keeper, also from two sides at once", async () => {
	const [one, two] = [await makePerson(), await makePerson()];
	const circle = await makeCircle({ keeper: one, members: [two] });
	await db.update(circleMembers).set({ role: "keeper" }).where(eq(circleMembers.circleId, circle.id));
	const remove = (person: Viewer) =>
		db.delete(circleMembers).where(and(eq(circleMembers.circleId, circle.id), eq(circleMembers.personId, person.id)));
	const results = await Promise.allSettled([remove(one), remove(two)]);
	const refusals = results.flatMap((result) => (result.status === "rejected" ? [sqlState(result.reason)] : []));
	expect(refusals).toEqual([{ code: "23514", constraint: "circles_keeper" }]);
	await db.delete(circles).where(eq(circles.id, circle.id));
	expect(await membersIn(circle.id)).toEqual([]);
});
