import { readdirSync, readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { failedJobs } from "#app/core/jobs-care.server.ts";
import { mailFolder } from "#app/core/mail/transport.server.ts";
import { follow } from "#app/following/commands.server.ts";
import { work } from "#app/jobs.server.ts";
import { readAll } from "#app/notifications/commands.server.ts";
import { saveAttention } from "#app/notifications/settings.server.ts";
import { readUnsubscribe, unsubscribe } from "#app/notifications/unsubscribe.server.ts";
import { addReply, deletePost, editReply } from "#app/replies/commands.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circleMembers } from "#db/schema/circles.server.ts";
import { attention, mails, notifications } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runClock, runJobs, tryJobs } from "#tests/support/jobs.ts";
import { startMailServer } from "#tests/support/mail.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

const url = useTestDb();
let smtp: Awaited<ReturnType<typeof startMailServer>>;
let asker: Viewer & { email: string };
let helper: Viewer & { email: string };
let circle: Awaited<ReturnType<typeof makeCircle>>;
let sent = 0;
const minute = 60_000;
const undo: (() => void)[] = [];
const later = (ms: number) => undo.push(shiftClock(ms));

const always = { quietFrom: 0, quietTo: 0, workingDays: [] as never[], wishes: ["followOwn", "followReplied", "helps"] as never };
const cadences = {
	mention: "now",
	reply: "now",
	accepted: "now",
	question: "now",
	care: "off",
	ama: "off",
	thread: "daily",
	reaction: "weekly",
	digest: "off",
} as const;

beforeAll(async () => {
	smtp = await startMailServer();
	process.env.SMTP_URL = smtp.url;
	process.env.APP_URL = "https://lamplight.example.com";
	[asker, helper] = await Promise.all([makePerson({ name: "Ånn Äsker" }), makePerson({ name: "Hal" })]);
	circle = await makeCircle({ keeper: helper, members: [asker] });
	for (const person of [asker, helper]) await saveAttention(person, { ...cadences, ...always });
});
afterAll(async () => {
	await smtp.stop();
	delete process.env.SMTP_URL;
	delete process.env.APP_URL;
});
afterEach(async () => {
	for (const back of undo.splice(0)) back();
	smtp.received.length = 0;
	smtp.refuse(() => 0);
	smtp.breakAfterData(false);
	await db.delete(notifications);
	await db.delete(mails);
	await db.execute(sql`delete from graphile_worker._private_jobs`);
	await db.update(attention).set({ mailRefusedAt: null });
});

const question = async (title = `A question, the ${++sent}.`) => {
	const thread = await makeThread({ author: asker, circleId: circle.id, title });
	await follow(asker, { target: "thread", id: thread.id, level: "all", from: "there" });
	return thread;
};
const answer = async (threadId: string, text = "Like this.") =>
	(await addReply(helper, threadId, { text, parentId: undefined, submission: `submission-${++sent}` })).postId;

describe("a mail about a reply", () => {
	test("comes ten minutes later, as text and as HTML, with the headers of a conversation and of a list", async () => {
		const thread = await question("Zeilen – ein Gruß?");
		const postId = await answer(thread.id, "Use a **table** here.\n\n<script>alert(1)</script>");
		await runClock(url());
		expect(smtp.received).toHaveLength(0);
		later(11 * minute);
		await runClock(url());
		expect(smtp.received).toHaveLength(1);
		const [mail] = smtp.received;
		expect(mail?.recipient).toBe(asker.email);
		expect(mail?.subject).toBe("Re: Zeilen – ein Gruß?");
		expect(mail?.text).toContain("Hal replied");
		expect(mail?.text).toContain("> Use a table here.");
		expect(mail?.text).toContain(`https://lamplight.example.com/threads/${thread.id}/zeilen-ein-gru`);
		expect(mail?.html).toContain(`#post-${postId}`);
		expect(mail?.html).not.toMatch(/<script|<img|url\(|https?:\/\/(?!lamplight\.example\.com)/);
		expect(mail?.inReplyTo).toBe(`<thread.${thread.id}@lamplight.example.com>`);
		expect(mail?.references).toBe(`<thread.${thread.id}@lamplight.example.com>`);
		expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
		expect(mail?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
		expect(mail?.raw).toMatch(/^List-Unsubscribe:\s+<https:\/\/lamplight\.example\.com\/unsubscribe\/[\w.-]+>\r?$/m);
		// Once.
		later(60 * minute);
		await runClock(url());
		expect(smtp.received).toHaveLength(1);
	});

	test.each<[string, (thread: { id: string }, postId: string) => Promise<unknown>]>([
		["reading it", () => readAll(asker, now())],
		["taking it back", (_, postId) => deletePost(helper, postId)],
		["muting the thread by a link of an earlier mail", (thread) => unsubscribe({ personId: asker.id, scope: { threadId: thread.id } })],
		["wishing no such mails", () => saveAttention(asker, { ...cadences, ...always, reply: "off" })],
		["leaving the company", () => db.update(accounts).set({ disabledAt: now() }).where(eq(accounts.id, asker.id))],
	])("is called off by %s", async (_, act) => {
		const thread = await question();
		const postId = await answer(thread.id);
		await runJobs(url());
		await act(thread, postId);
		later(11 * minute);
		await runClock(url());
		expect(smtp.received).toHaveLength(0);
		await db.update(accounts).set({ disabledAt: null });
		await saveAttention(asker, { ...cadences, ...always });
	});

	test("says what the reply says by then", async () => {
		const thread = await question();
		const postId = await answer(thread.id, "A typng eror.");
		await editReply(helper, postId, { text: "A typing error.", revision: 1 });
		later(11 * minute);
		await runClock(url());
		expect(smtp.received[0]?.text).toContain("A typing error.");
		expect(smtp.received[0]?.text).not.toContain("typng");
	});

	test("does not go to somebody who left the private circle meanwhile", async () => {
		const hidden = await makeCircle({ keeper: helper, members: [asker], visibility: "private" });
		const thread = await makeThread({ author: asker, circleId: hidden.id });
		await follow(asker, { target: "thread", id: thread.id, level: "all", from: "there" });
		await answer(thread.id);
		later(11 * minute);
		await runJobs(url());
		await work("notifications.due", {});
		// The mail is made, and not sent yet.
		await db.delete(circleMembers).where(sql`circle_id = ${hidden.id} and person_id = ${asker.id}`);
		await runJobs(url());
		expect(smtp.received).toHaveLength(0);
		expect((await db.select().from(mails)).map(({ state }) => state)).toEqual(["dropped"]);
	});

	test("gathers what is said in the same thread meanwhile", async () => {
		const thread = await question();
		for (const text of ["One.", "Two.", "Three."]) {
			await answer(thread.id, text);
			later(3 * minute);
		}
		later(2 * minute);
		await runClock(url());
		expect(smtp.received.map(({ text }) => ["One.", "Two.", "Three."].every((word) => text?.includes(word)))).toEqual([true]);
	});
});

describe("when the mail server fails", () => {
	test("an hour away: nothing is lost, nothing comes twice", async () => {
		const thread = await question();
		await answer(thread.id);
		later(11 * minute);
		smtp.refuse(() => 451);
		await runJobs(url());
		await work("notifications.due", {});
		for (let tries = 0; tries < 4; tries++) {
			await tryJobs(url());
			await db.execute(sql`update graphile_worker._private_jobs set run_at = now()`);
			await work("notifications.due", {});
		}
		const { failed } = await failedJobs();
		expect(failed).toMatchObject([
			{ task: "notifications.mail", attempts: 4, givenUp: false, error: "Error: The mail server failed: 451" },
		]);
		expect(smtp.received).toHaveLength(0);
		smtp.refuse(() => 0);
		await runJobs(url()).catch(() => undefined);
		await runClock(url());
		expect(smtp.received).toHaveLength(1);
	});

	test("it takes the mail and then breaks: the second one bears the same Message-ID", async () => {
		const thread = await question();
		await answer(thread.id);
		later(11 * minute);
		smtp.breakAfterData(true);
		await runJobs(url());
		await work("notifications.due", {});
		await tryJobs(url());
		smtp.breakAfterData(false);
		await db.execute(sql`update graphile_worker._private_jobs set run_at = now()`);
		await tryJobs(url());
		expect(smtp.received.map(({ messageId }) => messageId)).toHaveLength(2);
		expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(1);
	});

	test("an address that it refuses for good gets nothing more until its owner says so", async () => {
		const thread = await question();
		await answer(thread.id);
		later(11 * minute);
		smtp.refuse(() => 550);
		await runClock(url());
		expect((await db.select().from(mails)).map(({ state }) => state)).toEqual(["refused"]);
		const [wish] = await db.select().from(attention).where(eq(attention.personId, asker.id));
		expect(wish?.mailRefusedAt).not.toBe(null);
		smtp.refuse(() => 0);
		await answer(thread.id);
		later(11 * minute);
		await runClock(url());
		expect(smtp.received).toHaveLength(0);
	});

	test("an address with a line break sends nothing and adds no header", async () => {
		await db.update(accounts).set({ email: "ann@test.example\r\nBcc: all@test.example" }).where(eq(accounts.id, asker.id));
		const thread = await question();
		await answer(thread.id);
		later(11 * minute);
		await runClock(url());
		expect(smtp.received).toHaveLength(0);
		expect((await db.select().from(mails)).map(({ state }) => state)).toEqual(["refused"]);
		await db.update(accounts).set({ email: asker.email }).where(eq(accounts.id, asker.id));
	});

	test("a person whose name and a thread whose title look like headers stay what they are", async () => {
		await db.update(people).set({ name: 'Ann <x@evil.example>, "Bob"' }).where(eq(people.id, asker.id));
		const thread = await question("Bcc: all@test.example =?utf-8?q?=0ABcc:_x?=");
		await answer(thread.id);
		later(11 * minute);
		await runClock(url());
		expect(smtp.received.map(({ recipient }) => recipient)).toEqual([asker.email]);
		expect(smtp.received[0]?.bcc).toBe(undefined);
		await db.update(people).set({ name: asker.name }).where(eq(people.id, asker.id));
	});

	test("it was away until the person sleeps: the mail waits for the morning", async () => {
		await saveAttention(asker, { ...cadences, ...always, quietFrom: 0, quietTo: 0 });
		const thread = await question();
		await answer(thread.id);
		later(11 * minute);
		await runJobs(url());
		await work("notifications.due", {});
		const at = now();
		// Everything but the next minutes of the clock is quiet from now on.
		const minuteNow =
			(Number(new Intl.DateTimeFormat("en", { timeZone: asker.timeZone, hour: "numeric", hourCycle: "h23" }).format(at)) * 60 +
				at.getUTCMinutes()) %
			1440;
		await db
			.update(attention)
			.set({ quietFrom: minuteNow, quietTo: (minuteNow + 120) % 1440 })
			.where(eq(attention.personId, asker.id));
		await runJobs(url());
		expect(smtp.received).toHaveLength(0);
		expect(await db.select().from(mails)).toHaveLength(0);
		const [waiting] = await db.select().from(notifications).where(eq(notifications.personId, asker.id));
		expect((waiting?.mailDueAt?.getTime() ?? 0) - at.getTime()).toBeGreaterThan(100 * minute);
		later(125 * minute);
		await runClock(url());
		expect(smtp.received).toHaveLength(1);
		await saveAttention(asker, { ...cadences, ...always });
	});
});

test("many workers at once make and send one mail", async () => {
	const thread = await question();
	await answer(thread.id);
	later(11 * minute);
	await runJobs(url());
	await Promise.all(Array.from({ length: 6 }, () => work("notifications.due", {})));
	await Promise.all([tryJobs(url()), tryJobs(url()), tryJobs(url())]);
	expect(smtp.received).toHaveLength(1);
});

test("the link of a mail ends what it says, for whom it was made, and nobody can make one", async () => {
	const thread = await question();
	await answer(thread.id);
	later(11 * minute);
	await runClock(url());
	const token = /unsubscribe\/([\w.-]+)/.exec(smtp.received[0]?.raw ?? "")?.[1] ?? "";
	const link = await readUnsubscribe(token);
	expect(link).toEqual({ personId: asker.id, scope: { kinds: ["reply"] } });
	const [encoded = "", mac = ""] = token.split(".");
	const forged = Buffer.from(Buffer.from(encoded, "base64url").toString().replace(asker.id, helper.id)).toString("base64url");
	for (const wrong of [`${forged}.${mac}`, encoded, `${encoded}.`, `${encoded}.${mac}x`, "", "..", undefined])
		expect(await readUnsubscribe(wrong)).toBe(null);
	if (link) await unsubscribe(link);
	if (link) await unsubscribe(link);
	await answer(thread.id);
	later(11 * minute);
	await runClock(url());
	expect(smtp.received).toHaveLength(1);
	await saveAttention(asker, { ...cadences, ...always });
});

test("without a mail server it lands as a file that is whole", async () => {
	delete process.env.SMTP_URL;
	const thread = await question("Where does it land?");
	await answer(thread.id);
	later(11 * minute);
	await runClock(url());
	process.env.SMTP_URL = smtp.url;
	const [file = ""] = readdirSync(mailFolder());
	expect(file).toMatch(/\.eml$/);
	expect(readFileSync(`${mailFolder()}/${file}`, "utf8")).toContain("Where does it land?");
});
