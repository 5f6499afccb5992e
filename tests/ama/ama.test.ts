import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { archiveAma, ask, askUnnamed, endQuestion, vote } from "#app/ama/commands.server.ts";
import type { AmaInput, EndInput } from "#app/ama/input.ts";
import { presentAma } from "#app/ama/present.server.ts";
import { amaById, amaList, hostedQuestion, learningLogOf, type Order, questionsOf, similarQuestions } from "#app/ama/queries.server.ts";
import { editAma, editableAma, scheduleAma } from "#app/ama/schedule.server.ts";
import { newsOf } from "#app/anonymity/news.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now, shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { addReply, deletePost, editReply, undoDelete } from "#app/replies/commands.server.ts";
import { amaQuestions, amas, amaVotes } from "#db/schema/ama.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runClock, runJobs } from "#tests/support/jobs.ts";
import { makeCircle, makePerson } from "#tests/support/makers.ts";

const url = useTestDb();
const hour = 3_600_000;
const gone = { init: { status: 404 } };
const refused = { init: { status: 403 } };
afterEach(() => shiftClock(0));

const clock = (at: number) => {
	const [day = "", time = ""] = new Date(at).toISOString().split("T");
	return { day, time: time.slice(0, 5) };
};
const inUtc = (person: Viewer): Viewer => ({ ...person, timeZone: "UTC" });

async function makeLeader(name = "A leader") {
	const leader = inUtc(await makePerson({ name }));
	await db.update(people).set({ leader: true }).where(eq(people.id, leader.id));
	return leader;
}

const announced = (circleId: string, more: Partial<AmaInput> = {}): AmaInput => {
	const [opens, closes] = [clock(now().getTime() - hour), clock(now().getTime() + 2 * hour)];
	return {
		title: "Ask me about the pilot",
		learning: "I thought that everybody had the time.",
		text: "Ask what you like.",
		coHosts: [],
		opensDay: opens.day,
		opensTime: opens.time,
		closesDay: closes.day,
		closesTime: closes.time,
		circleId,
		submission: randomUUID(),
		...more,
	};
};
const question = (text = "Will the pilot cost anybody their work?") => ({ text, submission: randomUUID() });
const end = (state: EndInput["state"], more: Partial<EndInput> = {}): EndInput => ({
	state,
	text: "It will not.",
	submission: randomUUID(),
	...more,
});
const idIn = (made: { path: string } | { errors: Record<string, string> }) => {
	if ("errors" in made) throw new Error(JSON.stringify(made.errors));
	return made.path.split("post-").at(-1)?.replace("/ama/", "") ?? "";
};

async function scene(visibility: "open" | "private" = "open") {
	const leader = await makeLeader();
	const [keeper, coHost, asker, other, stranger] = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
	if (!keeper || !coHost || !asker || !other || !stranger) throw new Error("nobody");
	const crowd = await Promise.all(Array.from({ length: 8 }, () => makePerson()));
	const circle = await makeCircle({ keeper, members: [leader, coHost, asker, other, ...crowd], visibility });
	const id = idIn(await scheduleAma(leader, announced(circle.id, { coHosts: [coHost.handle] })));
	return { leader, keeper, coHost, asker, other, stranger, circle, id };
}
const read = async (viewer: Viewer, id: string, order: Order | null = null) => {
	const ama = await amaById(viewer, id);
	if (!ama) throw new Error("not there");
	return questionsOf(viewer, ama, order);
};
const close = (id: string) =>
	db
		.update(amas)
		.set({ opensAt: new Date(now().getTime() - 4 * hour), closesAt: new Date(now().getTime() - 2 * hour) })
		.where(eq(amas.threadId, id));
const stateOf = async (id: string) => (await db.select().from(amaQuestions).where(eq(amaQuestions.postId, id)))[0];

test("a leader announces in their own name, a moderator in a leader's and is shown as such, nobody else at all", async () => {
	const leader = await makeLeader();
	const moderator = inUtc(await makePerson({ role: "moderator" }));
	const member = inUtc(await makePerson());
	const circle = await makeCircle({ keeper: member, members: [leader] });
	await expect(scheduleAma(member, announced(circle.id))).rejects.toMatchObject(refused);
	await expect(scheduleAma(member, announced(circle.id, { leader: leader.handle }))).rejects.toMatchObject(refused);
	expect(await scheduleAma(moderator, announced(circle.id))).toEqual({ errors: { leader: "Choose one of the leaders." } });
	expect(await scheduleAma(moderator, announced(circle.id, { leader: member.handle }))).toEqual({
		errors: { leader: "Choose one of the leaders." },
	});
	const id = idIn(await scheduleAma(moderator, announced(circle.id, { leader: leader.handle })));
	const ama = await amaById(member, id);
	expect(ama?.hosts.map(({ id: host, role }) => [host, role])).toEqual([
		[leader.id, "leader"],
		[moderator.id, "delegate"],
	]);
	expect(ama?.thread.author.name).toBe(leader.name);
	expect(ama?.isHost).toBe(false);
});

test("what will not do comes back by its field and changes nothing; the same submission is one AMA", async () => {
	const leader = await makeLeader();
	const stranger = await makePerson();
	const circle = await makeCircle({ keeper: await makePerson(), visibility: "private" });
	const own = await makeCircle({ keeper: leader });
	const tries: [Partial<AmaInput>, string][] = [
		[{ circleId: circle.id }, "circleId"],
		[{ coHosts: ["nobody-here"] }, "coHosts"],
		[{ closesDay: "2020-01-01" }, "closesTime"],
		[{ opensDay: "2099-01-01", closesDay: "2099-01-02" }, "opensDay"],
		[{ closesDay: clock(now().getTime() + 60 * 24 * hour).day }, "closesDay"],
	];
	for (const [more, field] of tries) {
		const made = await scheduleAma(leader, announced(own.id, more));
		expect("errors" in made ? Object.keys(made.errors) : []).toContain(field);
	}
	const closed = await makeCircle({ keeper: leader, visibility: "private" });
	expect(await scheduleAma(leader, announced(closed.id, { coHosts: [stranger.handle] }))).toEqual({
		errors: { coHosts: `${stranger.handle} is not here, or not in this circle.` },
	});
	// 2:30 is skipped in Amsterdam that night.
	const skipped = announced(own.id, { opensDay: "2027-03-28", opensTime: "02:30", closesDay: "2027-03-28", closesTime: "04:00" });
	const spring = await scheduleAma({ ...leader, timeZone: "Europe/Amsterdam" }, skipped);
	expect("errors" in spring ? Object.keys(spring.errors) : []).toContain("opensTime");
	const mine = async () => (await amaList(leader)).filter(({ leader: { handle } }) => handle === leader.handle);
	expect(await mine()).toEqual([]);
	const input = announced(own.id);
	const sent = await Promise.all(Array.from({ length: 6 }, () => scheduleAma(leader, input)));
	expect(new Set(sent.map(idIn)).size).toBe(1);
	expect(await mine()).toHaveLength(1);
});

test("hosts change its words and times, once it has closed only the words, and others nothing", async () => {
	const { leader, coHost, asker, id } = await scene();
	await expect(editableAma(asker, id)).rejects.toMatchObject(gone);
	const { values } = await editableAma(leader, id);
	expect(values.coHosts).toBe(coHost.handle);
	const edit = { ...announced(""), ...values, coHosts: [], revision: 1 };
	await expect(editAma(asker, id, edit)).rejects.toMatchObject(gone);
	const closesAt = (await amaById(leader, id))?.closesAt.getTime() ?? 0;
	const later = clock(closesAt + hour);
	expect(idIn(await editAma(leader, id, { ...edit, title: "Ask me more", closesDay: later.day, closesTime: later.time }))).toBe(id);
	const changed = await amaById(leader, id);
	expect([changed?.thread.title, changed?.hosts.length]).toEqual(["Ask me more", 1]);
	expect(changed?.closesAt.getTime()).toBe(Math.floor((closesAt + hour) / 60_000) * 60_000);
	expect(await editAma(leader, id, edit)).toMatchObject({ errors: { form: expect.stringContaining("meanwhile") } });
	await close(id);
	const before = (await amaById(leader, id))?.closesAt;
	await editAma(leader, id, { ...edit, revision: 2, closesDay: later.day, closesTime: later.time });
	expect((await amaById(leader, id))?.closesAt).toEqual(before);
});

test("who can not see the circle can not see, ask or vote; the replies of other threads are no questions", async () => {
	const { leader, asker, stranger, id } = await scene("private");
	const asked = idIn(await ask(asker, id, question()));
	expect(await amaById(stranger, id)).toBeNull();
	expect((await amaList(stranger)).filter((one) => one.id === id)).toEqual([]);
	await expect(ask(stranger, id, question())).rejects.toMatchObject(gone);
	await expect(vote(stranger, asked, true)).rejects.toMatchObject(gone);
	await expect(endQuestion(stranger, asked, end("answered"))).rejects.toMatchObject(gone);
	await expect(endQuestion(asker, asked, end("answered"))).rejects.toMatchObject(gone);
	expect(await hostedQuestion(asker, asked)).toBeNull();
	expect((await hostedQuestion(leader, asked))?.question.id).toBe(asked);
	// A reply in the way of other threads is refused: an AMA has questions and answers.
	await expect(addReply(asker, id, { text: "Me too.", submission: randomUUID(), parentId: asked })).rejects.toMatchObject(refused);
});

test("a question is asked once, and not after it closed", async () => {
	const { asker, id } = await scene();
	const one = question();
	const sent = await Promise.all(Array.from({ length: 8 }, () => ask(asker, id, one)));
	expect(new Set(sent.map(idIn)).size).toBe(1);
	expect(await read(asker, id)).toHaveLength(1);
	await close(id);
	expect(await ask(asker, id, question())).toMatchObject({ errors: { form: expect.any(String) } });
	expect(await askUnnamed(asker, id, question())).toMatchObject({ errors: { form: expect.any(String) } });
});

test("one vote a person however often they press, taken back as well, and nobody but hosts sees counts until it closes", async () => {
	const { leader, asker, other, coHost, id } = await scene();
	const asked = idIn(await ask(asker, id, question()));
	await Promise.all(Array.from({ length: 20 }, () => vote(other, asked, true)));
	await vote(coHost, asked, true);
	expect(await db.select().from(amaVotes)).toHaveLength(2);
	expect((await read(leader, id)).map(({ votes }) => votes)).toEqual([2]);
	expect((await read(other, id)).map(({ votes, mine }) => [votes, mine])).toEqual([[null, true]]);
	expect((await read(asker, id, "asked")).map(({ votes }) => votes)).toEqual([null]);
	await vote(other, asked, false);
	await vote(other, asked, false);
	expect((await read(leader, id)).map(({ votes }) => votes)).toEqual([1]);
	await close(id);
	await expect(vote(other, asked, true)).rejects.toMatchObject(refused);
	expect((await read(other, id)).map(({ votes }) => votes)).toEqual([1]);
});

test("what browsers ask for while it is open holds no count and nothing of one person, and is there for those who may see it", async () => {
	const { asker, other, stranger, id } = await scene("private");
	const asked = idIn(await ask(asker, id, question()));
	await vote(asker, asked, true);
	expect(await presentAma(stranger, id)).toBeNull();
	const present = JSON.parse((await presentAma(other, id)) ?? "{}");
	expect(present.phase).toBe("open");
	expect(present.questions.map((one: { id: string }) => one.id)).toEqual([asked]);
	for (const name of ["votes", "mine", "own"]) expect(Object.keys(present.questions[0])).not.toContain(name);
	expect(await presentAma(asker, id)).toBe(await presentAma(other, id));
});

test("everybody has an order of their own, which stays; afterwards all read by votes", async () => {
	const { leader, asker, other, id } = await scene();
	const asked: string[] = [];
	for (let n = 0; n < 8; n++) asked.push(idIn(await ask(asker, id, question(`Question number ${n}, please?`))));
	const order = async (viewer: Viewer, by: Order | null = null) => (await read(viewer, id, by)).map((one) => one.id);
	expect(await order(other)).toEqual(await order(other));
	expect(await order(other)).not.toEqual(await order(asker));
	expect([...(await order(other))].sort()).toEqual([...asked].sort());
	await vote(other, asked[5] ?? "", true);
	await vote(asker, asked[5] ?? "", true);
	await vote(asker, asked[3] ?? "", true);
	// What participants ask for moves nothing for them, not even when they ask for it.
	expect(await order(other, "asked")).toEqual(await order(other));
	expect((await order(leader, "asked")).slice(0, 2)).toEqual([asked[5], asked[3]]);
	expect(await order(leader, "waiting")).toEqual(asked);
	await close(id);
	expect((await order(other)).slice(0, 2)).toEqual([asked[5], asked[3]]);
});

test("every end has what belongs to it, and an answered question is answered once", async () => {
	const { leader, coHost, asker, id } = await scene();
	const [first, second, third] = await Promise.all(
		[1, 2, 3].map(async (n) => idIn(await ask(asker, id, question(`The question ${n} of three?`)))),
	);
	const errorsOf = async (input: EndInput) => {
		const ended = await endQuestion(leader, first, input);
		return "errors" in ended ? Object.keys(ended.errors) : [];
	};
	expect(await errorsOf(end("answered", { text: "" }))).toEqual(["text"]);
	expect(await errorsOf(end("declined", { text: undefined }))).toEqual(["text"]);
	expect(await errorsOf(end("unknown", { followUp: "2020-01-01" }))).toEqual(["followUp"]);
	expect(await errorsOf(end("unknown", { followUp: "soon" }))).toEqual(["followUp"]);
	expect(await errorsOf(end("merged"))).toEqual(["into"]);
	expect(await errorsOf(end("merged", { into: first ?? "" }))).toEqual(["into"]);
	expect((await stateOf(first ?? ""))?.state).toBe("open");

	const day = clock(now().getTime() + 5 * 24 * hour).day;
	await endQuestion(leader, first, end("unknown", { text: "I don’t know yet.", followUp: day }));
	expect(await stateOf(first ?? "")).toMatchObject({ state: "unknown", followUp: day, onceUnknown: true });
	await endQuestion(coHost, first, end("answered", { text: "Now I do.", theme: "Jobs" }));
	expect(await stateOf(first ?? "")).toMatchObject({ state: "answered", followUp: null, onceUnknown: true, theme: "Jobs" });
	expect(await endQuestion(leader, first, end("declined"))).toMatchObject({ errors: { form: expect.stringContaining("quicker") } });
	const both = await Promise.all([endQuestion(leader, second, end("answered")), endQuestion(coHost, second, end("answered"))]);
	expect(both.filter((one) => "errors" in one)).toHaveLength(1);
	await endQuestion(leader, third, end("declined", { text: "That is about one person." }));
	const shown = (await read(asker, id)).find((one) => one.id === first);
	expect(shown?.answers.map(({ html }) => html.trim())).toEqual(["<p>I don’t know yet.</p>", "<p>Now I do.</p>"]);
	expect((await learningLogOf(asker, leader.handle)).map(({ unknowns }) => unknowns.map((one) => one.id))).toEqual([[first]]);
});

test("a merged question brings its votes, once each, and never stands in a chain", async () => {
	const { leader, asker, other, coHost, id } = await scene();
	const [a, b, c] = [
		idIn(await ask(asker, id, question("Who pays for the licences?"))),
		idIn(await ask(other, id, question("Licences: who pays?"))),
		idIn(await ask(other, id, question("And the training?"))),
	];
	for (const [person, to] of [
		[asker, a],
		[other, a],
		[other, b],
		[coHost, b],
	] as const)
		await vote(person, to, true);
	await endQuestion(leader, b, end("merged", { into: a }));
	expect((await read(leader, id)).find((one) => one.id === a)?.votes).toBe(3);
	expect((await read(other, id)).find((one) => one.id === b)?.into?.id).toBe(a);
	await expect(vote(asker, b, true)).rejects.toMatchObject(refused);
	expect(await endQuestion(leader, c, end("merged", { into: b }))).toMatchObject({ errors: { into: expect.any(String) } });
	expect(await endQuestion(leader, a, end("merged", { into: c }))).toMatchObject({ errors: { into: expect.any(String) } });
	await expect(db.update(amaQuestions).set({ state: "merged", mergedInto: b }).where(eq(amaQuestions.postId, c))).rejects.toThrow();
	await expect(db.update(amaQuestions).set({ state: "merged", mergedInto: c }).where(eq(amaQuestions.postId, a))).rejects.toThrow();
	// The one that it went into is taken back: it stands by itself again.
	await deletePost(asker, a);
	expect(await stateOf(b)).toMatchObject({ state: "open", mergedInto: null });
});

test("it is archived when every question came to its end, an hour after it closed, and opens again when one loses it", async () => {
	const { leader, asker, id } = await scene();
	const asked = idIn(await ask(asker, id, question()));
	const taken = idIn(await ask(asker, id, question("Nobody needs to answer this one?")));
	await deletePost(asker, taken);
	await expect(archiveAma(asker, id)).rejects.toMatchObject(gone);
	expect(await archiveAma(leader, id)).toContain("an hour after");
	await close(id);
	expect(await archiveAma(leader, id)).toContain("still open");
	await expect(db.update(amas).set({ archivedAt: now() }).where(eq(amas.threadId, id))).rejects.toThrow();
	await endQuestion(leader, asked, end("answered"));
	expect(await archiveAma(leader, id)).toBeNull();
	expect((await amaById(asker, id))?.phase).toBe("archived");
	const [answer] = (await read(asker, id)).flatMap(({ answers }) => answers);
	await deletePost(leader, answer?.id);
	expect((await stateOf(asked))?.state).toBe("open");
	expect((await amaById(asker, id))?.phase).toBe("closed");
	// Putting a question back that was taken back leaves it owed, too.
	await undoDelete(asker, taken);
	expect((await amaList(asker)).find((one) => one.id === id)?.owed).toBe(2);
});

test("without a name it appears later under an alias, is the asker's alone to know, and its answer is told to that alias only", async () => {
	const { leader, asker, other, id } = await scene();
	expect(await askUnnamed(asker, id, question("Am I the only one who is afraid of this?"))).toBeNull();
	expect(await askUnnamed(other, id, question("Is it true that nobody reads the drafts?"))).toBeNull();
	const seen = new Set((await read(leader, id)).map((one) => one.id));
	await db.execute(sql`update waiting_posts set due_at = now() - interval '1 minute'`);
	await runClock(url());
	const [mine] = (await read(asker, id)).filter(({ own }) => own);
	expect(seen.has(mine?.id ?? "")).toBe(false);
	expect(mine?.author.handle).toBeNull();
	expect((await read(leader, id)).filter(({ own }) => own)).toEqual([]);
	expect(await stateOf(mine?.id ?? "")).toMatchObject({ state: "open", threadId: id });
	await vote(asker, mine?.id, true);
	await endQuestion(leader, mine?.id, end("answered", { text: "You are not." }));
	await runJobs(url());
	expect((await newsOf(asker.id, true)).map(({ kind }) => kind)).toEqual(["reply"]);
	expect(await newsOf(other.id, true)).toEqual([]);
	expect((await db.select().from(notifications)).filter(({ personId }) => personId === asker.id)).toEqual([]);
});

test("who asked with their name is told of the answer", async () => {
	const { leader, asker, id } = await scene();
	const asked = idIn(await ask(asker, id, question()));
	await endQuestion(leader, asked, end("answered"));
	await runJobs(url());
	const told = await db.select().from(notifications).where(eq(notifications.threadId, id));
	expect(told.map(({ personId, kind }) => [personId, kind])).toContainEqual([asker.id, "reply"]);
});

test("what others asked in nearly the same words is offered", async () => {
	const { asker, other, id } = await scene();
	const asked = idIn(await ask(asker, id, question("Who pays for the licences of the warehouse teams?")));
	await ask(asker, id, question("When does the canteen open again?"));
	expect((await similarQuestions(other, id, "Licences for warehouse teams: who will pay?")).map((one) => one.id)).toEqual([asked]);
	expect(await similarQuestions(other, id, "What about the weather?")).toEqual([]);
	expect(await similarQuestions(await makePerson(), id, "' & | ! <-> :* ((")).toEqual([]);
});

test("a question can be changed while it waits, within its length, and not once it came to its end", async () => {
	const { leader, asker, id } = await scene();
	const asked = idIn(await ask(asker, id, question()));
	expect(await editReply(asker, asked, { text: "x".repeat(601), revision: 1 })).toMatchObject({ errors: { text: expect.any(String) } });
	expect(await editReply(asker, asked, { text: "Will it cost somebody their work?", revision: 1 })).toMatchObject({
		path: expect.any(String),
	});
	await endQuestion(leader, asked, end("answered"));
	await expect(editReply(asker, asked, { text: "Something quite different?", revision: 2 })).rejects.toMatchObject(gone);
	const [answer] = (await read(asker, id)).flatMap(({ answers }) => answers);
	expect(await editReply(leader, answer?.id, { text: "y".repeat(700), revision: 1 })).toMatchObject({ path: expect.any(String) });
});
