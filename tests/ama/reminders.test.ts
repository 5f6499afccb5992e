import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { ask, endQuestion } from "#app/ama/commands.server.ts";
import { scheduleAma } from "#app/ama/schedule.server.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { follow } from "#app/following/commands.server.ts";
import { tellOfAmas } from "#app/notifications/ama-due.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson } from "#tests/support/makers.ts";

useTestDb();
afterEach(() => shiftClock(0));

const hour = 3_600_000;
const clock = (at: number) => new Date(at).toISOString().slice(0, 16).split("T") as [string, string];
const told = async (threadId: string) =>
	(await db.select().from(notifications).where(eq(notifications.threadId, threadId)))
		.filter(({ kind }) => kind === "ama")
		.map(({ personId, cause }) => `${personId} ${cause.split(":")[0]}`)
		.sort();

test("hosts and followers are told once before it opens, and hosts on the day by which they promised more", async () => {
	const [leader, follower, muted, other] = await Promise.all([makePerson(), makePerson(), makePerson(), makePerson()]);
	await db.update(people).set({ leader: true }).where(eq(people.id, leader.id));
	const circle = await makeCircle({ keeper: other, members: [leader, follower, muted] });
	const [opens, closes] = [clock(now().getTime() + 5 * hour), clock(now().getTime() + 7 * hour)];
	const made = await scheduleAma(
		{ ...leader, timeZone: "UTC" },
		{
			title: "Ask me about it",
			learning: "I was wrong.",
			text: "Ask.",
			coHosts: [],
			opensDay: opens[0],
			opensTime: opens[1],
			closesDay: closes[0],
			closesTime: closes[1],
			circleId: circle.id,
			submission: randomUUID(),
		},
	);
	if ("errors" in made) throw new Error(JSON.stringify(made.errors));
	const id = made.path.split("/").at(-1) ?? "";
	await follow(follower, { target: "thread", id, level: "all", from: "there" });
	await follow(muted, { target: "thread", id, level: "muted", from: "there" });
	await tellOfAmas();
	expect(await told(id)).toEqual([]);
	shiftClock(4 * hour + 50 * 60_000);
	await Promise.all([tellOfAmas(), tellOfAmas()]);
	await tellOfAmas();
	expect(await told(id)).toEqual([`${follower.id} ama`, `${leader.id} ama`].sort());

	const asked = await ask(other, id, { text: "When do we know more about it?", submission: randomUUID() });
	const postId = "path" in asked ? (asked.path.split("post-")[1] ?? "") : "";
	const [day] = clock(now().getTime() + 48 * hour);
	await endQuestion(leader, postId, { state: "unknown", text: "I don’t know yet.", followUp: day, submission: randomUUID() });
	await tellOfAmas();
	expect(await told(id)).toHaveLength(2);
	shiftClock(60 * hour);
	await tellOfAmas();
	await tellOfAmas();
	expect((await told(id)).filter((one) => one.endsWith("ama-promise"))).toEqual([`${leader.id} ama-promise`]);
});
