// A Monday in the demo company, by the clock in Amsterdam: what happens, and all that each person is told and mailed because of it.
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { follow } from "#app/following/commands.server.ts";
import { passOn } from "#app/helping/routing.server.ts";
import { readThread } from "#app/notifications/commands.server.ts";
import { sentenceOf } from "#app/notifications/words.ts";
import { viewerById } from "#app/people/queries.server.ts";
import { react } from "#app/reactions/commands.server.ts";
import { acceptAnswer } from "#app/replies/acceptance.server.ts";
import { addReply, deletePost, editReply } from "#app/replies/commands.server.ts";
import { createThread } from "#app/threads/commands.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { attention } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runClock, runJobs } from "#tests/support/jobs.ts";
import { startMailServer } from "#tests/support/mail.ts";

const url = useTestDb("lamplight_demo");
const monday = Date.UTC(2027, 0, 11) - 3_600_000;
const minute = 60_000;
/** The worker's clock strikes every minute; here every five, which tells the same. */
const step = 5;
const at = (clock: string, day = 0) => monday + day * 86_400_000 + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * minute;
const clockOf = (instant: Date) => {
	const minutes = Math.floor((instant.getTime() - monday) / minute);
	const two = (n: number) => String(n).padStart(2, "0");
	return `${["Mon", "Tue"][Math.floor(minutes / 1440)]} ${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
};

// The clock stands still between two strokes: what is due to the second is due.
const moveTo = (instant: number) => vi.setSystemTime(instant);

let smtp: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
	vi.useFakeTimers({ toFake: ["Date"] });
	smtp = await startMailServer();
	process.env.SMTP_URL = smtp.url;
	// What the demo company's AMAs promise falls due on some other day.
	await db.execute(sql`delete from amas`);
});
afterAll(async () => {
	vi.useRealTimers();
	delete process.env.SMTP_URL;
	await smtp.stop();
});

const cast = new Map<string, Viewer>();
const as = (handle: string): Viewer => {
	const viewer = cast.get(handle);
	if (!viewer) throw new Error(`Nobody called ${handle}`);
	return viewer;
};
const things = new Map<string, string>();
const the = (name: string) => things.get(name) ?? "";
const circleId = async (slug: string) => (await db.select({ id: circles.id }).from(circles).where(eq(circles.slug, slug)))[0]?.id ?? "";
const post = async (handle: string, name: string, kind: "question" | "win", slug: string, title: string, tags: string[] = []) => {
	const fields = kind === "question" ? { want: "How do I do this?" } : { task: "A task.", did: "I did this.", toolId: null };
	const made = await createThread(as(handle), {
		kind,
		title,
		circleId: await circleId(slug),
		tags,
		roles: [],
		submission: `day-${name}-1`,
		...fields,
	} as never);
	if ("errors" in made) throw new Error(JSON.stringify(made.errors));
	things.set(name, made.path.split("/")[2] ?? "");
};
const reply = async (handle: string, name: string, thread: string, text: string, parent?: string) => {
	const { postId } = await addReply(as(handle), the(thread), {
		text,
		parentId: parent ? the(parent) : undefined,
		submission: `day-${name}-1`,
	});
	things.set(name, postId);
};

/** What happens, and when. */
const events: [string, () => Promise<unknown>][] = [
	["08:30", () => follow(as("walter"), { target: "tag", id: "tables", level: "first", from: "there" })],
	["08:30", async () => follow(as("eva"), { target: "circle", id: await circleId("prompting-at-work"), level: "all", from: "there" })],
	["09:00", () => post("maya", "question", "question", "prompting-at-work", "How do I get a table that does not shift?", ["tables"])],
	["09:02", () => reply("tomas", "answer", "question", "Ask for one row at a time.")],
	["09:04", () => reply("noor", "echo", "question", "That works in payroll, too, @maya.", "answer")],
	["09:20", () => reply("ben", "slip", "question", "Buy a new printer.")],
	["09:25", () => deletePost(as("ben"), the("slip"))],
	["10:00", () => acceptAnswer(as("maya"), the("question"), the("answer"))],
	["10:05", () => react(as("priya"), the("answer"), "thanks", true)],
	["10:06", () => react(as("fatima"), the("answer"), "thanks", true)],
	["10:10", () => follow(as("noor"), { target: "thread", id: the("question"), level: "muted", from: "there" })],
	["10:30", () => post("carla", "quiet", "question", "payroll-pilot", "Which payslip line do people ask about most?")],
	["11:00", () => reply("leila", "private", "quiet", "The one about holidays. @maya and @tomas know.")],
	["11:01", async () => readThread(as("carla"), { id: the("quiet"), alias: null }, now())],
	["12:00", () => post("omar", "waiting", "question", "warehouse-and-routes", "Can it read a tachograph?", ["copilot"])],
	["13:00", () => reply("rosa", "fixed", "question", "Use a spreadshet.")],
	["13:05", () => editReply(as("rosa"), the("fixed"), { text: "Use a spreadsheet, @eva knows one.", revision: 1 })],
	["16:30", () => passOn(as("diego"), the("waiting"))],
	["18:30", () => reply("jonas", "late", "question", "@tomas, does it hold for 2,000 rows?")],
];

/** Who is told what, and when it happened. What is not here must not be told. */
const told: Record<string, string[]> = {
	maya: [
		"Mon 09:02 Tomas Rivera replied",
		"Mon 09:04 Noor van Dijk mentioned you",
		"Mon 11:00 Leila Ahmadi mentioned you",
		"Mon 13:00 Rosa Delgado replied",
		"Mon 18:30 Jonas Lindqvist replied",
	],
	tomas: [
		"Mon 09:04 Noor van Dijk replied",
		"Mon 10:00 Your reply answered the question",
		"Mon 10:05 2 colleagues said thanks",
		"Mon 13:00 Rosa Delgado replied",
		"Mon 18:30 Jonas Lindqvist mentioned you",
	],
	walter: ["Mon 09:00 Maya Osei began this thread", "Mon 16:00 Omar Farouk waits for an answer, and you may know one"],
	eva: [
		"Mon 09:00 Maya Osei began this thread",
		"Mon 09:02 Tomas Rivera replied",
		"Mon 09:04 Noor van Dijk replied",
		"Mon 13:00 Rosa Delgado replied",
		"Mon 18:30 Jonas Lindqvist replied",
	],
	// He replied, so he follows, though he took it back.
	ben: ["Mon 13:00 Rosa Delgado replied", "Mon 18:30 Jonas Lindqvist replied"],
	carla: ["Mon 11:00 Leila Ahmadi replied"],
	rosa: ["Mon 18:30 Jonas Lindqvist replied"],
	yusuf: ["Mon 16:30 Omar Farouk waits for an answer, and you may know one"],
};

/** Who gets which mail, and when. As usual: mentions and replies soon, new threads daily, nothing from six to eight. */
const mailed: Record<string, string[]> = {
	maya: [
		"Mon 08:00 What your colleagues learned",
		"Mon 09:15 Re: How do I get a table that does not shift?",
		"Mon 11:10 Re: Which payslip line do people ask about most?",
		"Mon 13:10 Re: How do I get a table that does not shift?",
		"Tue 08:00 Re: How do I get a table that does not shift?",
	],
	tomas: [
		"Mon 09:15 Re: How do I get a table that does not shift?",
		"Mon 10:10 Re: How do I get a table that does not shift?",
		"Mon 13:10 Re: How do I get a table that does not shift?",
		"Tue 08:00 Re: How do I get a table that does not shift?",
	],
	ben: ["Mon 13:10 Re: How do I get a table that does not shift?", "Tue 08:00 Re: How do I get a table that does not shift?"],
	walter: ["Mon 16:10 Can it read a tachograph?", "Tue 08:00 News in “How do I get a table that does not shift?”"],
	// The new thread, due tomorrow, goes along with the first mail about its replies.
	eva: [
		"Mon 09:15 How do I get a table that does not shift?",
		"Mon 13:10 Re: How do I get a table that does not shift?",
		"Tue 08:00 Re: How do I get a table that does not shift?",
	],
	rosa: ["Tue 08:00 Re: How do I get a table that does not shift?"],
	// He passed it on twenty minutes later.
	diego: ["Mon 16:10 Can it read a tachograph?"],
	yusuf: ["Mon 16:40 Can it read a tachograph?"],
};

test("each person is told and mailed exactly what the table says", async () => {
	for (const { id, handle } of await db.select({ id: people.id, handle: people.handle }).from(people)) {
		const found = await viewerById(id);
		if (found) cast.set(handle, found);
	}
	moveTo(at("00:00"));
	await db.update(people).set({ timeZone: "Europe/Amsterdam" });
	// Who is here today and may be asked; the others are away, so that the lot can not fall on them.
	await db.execute(
		sql`insert into attention (person_id, digest, helps) select id, case when handle = 'maya' then 'weekly' else 'off' end, handle in ('walter', 'diego', 'yusuf') from people`,
	);
	await db.execute(
		sql`insert into visits (person_id, started_at, previous_at, seen_at) select id, ${now().toISOString()}, ${now().toISOString()}, ${now().toISOString()} from people`,
	);
	await db.execute(
		sql`insert into person_tools (person_id, tool_id) select p.id, t.id from people p, tools t where p.handle in ('walter', 'diego', 'yusuf') and t.slug = 'copilot' on conflict do nothing`,
	);
	// Yusuf wishes not to be asked until the afternoon: he is who Diego's question goes to.
	await db
		.update(attention)
		.set({ helps: false })
		.where(eq(attention.personId, as("yusuf").id));
	const begun = now();
	const happen = [
		...events.map(([clock, act]) => ({ time: at(clock), act })),
		{
			time: at("16:20"),
			act: () =>
				db
					.update(attention)
					.set({ helps: true })
					.where(eq(attention.personId, as("yusuf").id)),
		},
	].sort((a, b) => a.time - b.time);
	const arrivals: { handle: string; line: string }[] = [];
	const byAddress = new Map(
		(await db.execute<{ email: string; handle: string }>(sql`select a.email, p.handle from accounts a join people p on p.id = a.id`)).map(
			({ email, handle }) => [email, handle],
		),
	);

	for (let time = at("07:00"); time <= at("09:00", 1); time += step * minute) {
		while (happen[0] && happen[0].time < time + step * minute) {
			const event = happen.shift();
			moveTo(event?.time ?? time);
			await event?.act();
			await runJobs(url());
		}
		moveTo(time + step * minute);
		await runClock(url());
		for (const { recipient, subject } of smtp.received.splice(0))
			arrivals.push({ handle: byAddress.get(recipient) ?? recipient, line: `${clockOf(now())} ${subject}` });
	}

	const rows = await db.execute<{
		handle: string;
		kind: never;
		at: string;
		author: string;
		opening: boolean;
		reaction: never;
		count: number;
	}>(sql`
		select p.handle, n.kind, n.at, a.name as author, q.opening = 1 as opening, nullif(split_part(n.cause, ':', 3), '') as reaction,
			(select count(*)::int from reactions r where r.post_id = n.post_id and r.kind = split_part(n.cause, ':', 3)) as count
		from notifications n join people p on p.id = n.person_id join posts q on q.id = n.post_id join people a on a.id = q.author_id
		where n.at >= ${begun.toISOString()}::timestamptz and q.deleted_at is null order by n.at, n.id`);
	const found: Record<string, string[]> = {};
	for (const row of rows) found[row.handle] = [...(found[row.handle] ?? []), `${clockOf(new Date(row.at))} ${sentenceOf(row)}`];
	expect(found).toEqual(told);

	const mails: Record<string, string[]> = {};
	for (const { handle, line } of arrivals) mails[handle] = [...(mails[handle] ?? []), line];
	for (const list of Object.values(mails)) list.sort();
	expect(mails).toEqual(mailed);
	// What Ben took back within minutes was mailed to nobody: the mails that were about it alone had nothing left to say.
	const states = await db.execute<{ state: string }>(
		sql`select distinct m.state from mails m join notifications n on n.mail_id = m.id where n.post_id = ${the("slip")}`,
	);
	expect(states.map(({ state }) => state)).toEqual(["dropped"]);
}, 240_000);
