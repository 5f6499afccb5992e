import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { indexStates, rebuildSearch, search, searchState, syncSearch, useMeilisearch } from "#app/core/search.server.ts";
import { keepSearchInStep } from "#app/core/search-keeper.server.ts";
import { find } from "#app/search/queries.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { searchChanges, searchSynonyms, searchTargets, searchWords } from "#db/schema/search.server.ts";
import { tags, threads, threadTags } from "#db/schema/threads.server.ts";
import type { DocumentName, SearchDocument } from "#search/documents.server.ts";
import { drain, type Store } from "#search/sync.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeReply, makeThread } from "#tests/support/makers.ts";
import { type Meilisearch, startMeilisearch } from "#tests/support/meilisearch/server.ts";

const databaseUrl = useTestDb();

let author: Viewer;
let circleId: string;
let server: Meilisearch;
beforeAll(async () => {
	author = await makePerson();
	circleId = (await makeCircle({ keeper: author })).id;
	server = await startMeilisearch();
	// Each time that an engine begins to fail is told once.
	vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterAll(async () => {
	useMeilisearch(null);
	await server.stop();
});
beforeEach(async () => {
	server.fault = { kind: "none" };
	useMeilisearch(null);
	await syncSearch();
});

const open = () => db.select({ target: searchChanges.target, kind: searchChanges.kind, id: searchChanges.id }).from(searchChanges);
const titles = async (q: string) => (await find(author, q, 0)).hits.map(({ title }) => title.replace(/[\u0002\u0003]/g, ""));
const uses = async (word: string) => (await db.select().from(searchWords).where(eq(searchWords.word, word)))[0]?.uses ?? 0;

test("every change is noted once in its own transaction, and one that is taken back notes nothing", async () => {
	const thread = await makeThread({ author, circleId, title: "Outbox" });
	await makeReply({ threadId: thread.id, author });
	await makeReply({ threadId: thread.id, author });
	await db.insert(tags).values({ name: "outbox" });
	await db.insert(threadTags).values({ threadId: thread.id, tag: "outbox" });
	expect(await open()).toEqual([{ target: "postgres", kind: "thread", id: thread.id }]);
	expect(await syncSearch()).toBe(1);
	expect(await open()).toEqual([]);
	await expect(
		db.transaction(async (tx) => {
			await tx.update(threads).set({ title: "Never" }).where(eq(threads.id, thread.id));
			throw new Error("taken back");
		}),
	).rejects.toThrow("taken back");
	expect(await open()).toEqual([]);
	// What can not be found is no change: somebody has read it, the last activity has moved.
	await db.update(threads).set({ lastActivityAt: new Date(), replyCount: 7 }).where(eq(threads.id, thread.id));
	expect(await open()).toEqual([]);
	expect(await titles("outbox")).toEqual(["Outbox"]);
});

test("the lexicon counts each word once for each document, and forgets those that are gone", async () => {
	const thread = await makeThread({ author, circleId, title: "Zygote zygote", text: "A zygote and a quokka." });
	await makeThread({ author, circleId, title: "Another zygote" });
	await syncSearch();
	expect([await uses("zygote"), await uses("quokka")]).toEqual([2, 1]);
	await db.update(posts).set({ text: "Only a wombat." }).where(eq(posts.threadId, thread.id));
	await syncSearch();
	expect([await uses("zygote"), await uses("quokka"), await uses("wombat")]).toEqual([2, 0, 1]);
	await db.update(threads).set({ deletedAt: new Date() }).where(eq(threads.id, thread.id));
	await syncSearch();
	expect([await uses("zygote"), await uses("wombat")]).toEqual([1, 0]);
	await rebuildSearch();
	expect([await uses("zygote"), await uses("wombat")]).toEqual([1, 0]);
});

test("the lexicon stays right when many change the same threads while they are read in", async () => {
	const made = await Promise.all(Array.from({ length: 6 }, (_, n) => makeThread({ author, circleId, title: `Contended ${n}` })));
	const writers = made.flatMap((thread) =>
		Array.from({ length: 5 }, (_, n) => makeReply({ threadId: thread.id, author, text: `Axolotl${n} again` })),
	);
	await Promise.all([...writers, syncSearch(), syncSearch(), syncSearch()]);
	await syncSearch();
	for (let n = 0; n < 5; n++) expect(await uses(`axolotl${n}`)).toBe(6);
	expect(await open()).toEqual([]);
});

test("a change that happens while its document is on the way stays noted, and a failed one, too", async () => {
	const thread = await makeThread({ author, circleId, title: "On the way" });
	let fails = true;
	const seen: string[] = [];
	const store: Store = {
		target: "postgres",
		builtWith: async () => "1",
		lost: async () => false,
		rebuild: async () => undefined,
		async put(_names: DocumentName[], documents: SearchDocument[]) {
			if (fails) throw new TypeError("full");
			seen.push(...documents.map(({ title }) => title));
			if (seen.length === 1) await db.update(threads).set({ title: "Changed on the way" }).where(eq(threads.id, thread.id));
		},
	};
	await expect(drain(store, db)).rejects.toThrow("full");
	expect(await open()).toHaveLength(1);
	expect((await db.select().from(searchTargets))[0]).toMatchObject({ failure: "TypeError", failedAt: expect.any(Date), leasedBy: null });
	fails = false;
	await drain(store, db);
	expect(seen).toEqual(["On the way", "Changed on the way"]);
	expect(await open()).toEqual([]);
	expect((await db.select().from(searchTargets))[0]).toMatchObject({ failure: null, failedAt: null });
});

test("one server at a time brings an index up to date; of one that died the turn runs out", async () => {
	await makeThread({ author, circleId });
	await db.update(searchTargets).set({ leasedBy: "somebody else", leasedUntil: sql`now() + interval '1 minute'` });
	expect(await syncSearch()).toBe(0);
	await db.update(searchTargets).set({ leasedUntil: sql`now() - interval '1 second'` });
	expect(await syncSearch()).toBe(1);
});

test("a writer never waits for an index", async () => {
	const thread = await makeThread({ author, circleId });
	const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const store: Store = {
		target: "postgres",
		builtWith: async () => "1",
		lost: async () => false,
		rebuild: async () => undefined,
		async put() {
			reached.resolve();
			await released.promise;
		},
	};
	const draining = drain(store, db);
	await reached.promise;
	// Would hang until the test's end if the note of the change were locked meanwhile.
	await makeReply({ threadId: thread.id, author });
	released.resolve();
	await draining;
	expect(await open()).toEqual([]);
});

test("a running server hears of a change by itself", async () => {
	process.env.DATABASE_URL = databaseUrl();
	const stop = keepSearchInStep();
	await makeThread({ author, circleId, title: "Heard at once" });
	await vi.waitFor(async () => expect(await titles("heard at once")).toEqual(["Heard at once"]), { timeout: 5000 });
	await stop();
});

test("Meilisearch gets everything when it is configured, and each change; taken back things leave it", async () => {
	useMeilisearch(server);
	const thread = await makeThread({ author, circleId, title: "Meant for both engines" });
	await syncSearch();
	expect(await titles("both engines")).toEqual(["Meant for both engines"]);
	expect([search.name, searchState()]).toEqual(["meilisearch", "meilisearch"]);
	await db.update(threads).set({ deletedAt: new Date() }).where(eq(threads.id, thread.id));
	await syncSearch();
	const inIndex = await fetch(`${server.url}/indexes/lamplight_thread/documents/${thread.id}`, {
		headers: { Authorization: `Bearer ${server.apiKey}` },
	});
	expect(inIndex.status).toBe(404);
	// Who no longer configures it keeps no notes for it.
	useMeilisearch(null);
	await makeThread({ author, circleId });
	await syncSearch();
	expect((await indexStates()).map(({ name }) => name)).toEqual(["postgres"]);
});

test.each([
	["refuses", { kind: "status", status: 500 }],
	["hangs up", { kind: "drop" }],
	["hangs", { kind: "hang" }],
] as const)("Meilisearch %s: writing goes on, Postgres answers and says so, and it catches up", async (_, fault) => {
	useMeilisearch(server);
	await syncSearch();
	server.fault = fault;
	await makeThread({ author, circleId, title: `Written while it ${fault.kind}s` });
	if (fault.kind !== "hang") await expect(syncSearch()).rejects.toThrow();
	else await drainPostgresOnly();
	const since = performance.now();
	expect(await titles(`written while ${fault.kind}s`)).toContain(`Written while it ${fault.kind}s`);
	expect(performance.now() - since, "one search waits, and not for long").toBeLessThan(3500);
	expect(searchState()).toBe("postgres, while meilisearch is away");
	const states = await indexStates();
	expect(states.find(({ name }) => name === "meilisearch")?.open).toBeGreaterThan(0);
	server.fault = { kind: "none" };
	await syncSearch();
	expect((await indexStates()).map(({ open: left, failedAt }) => [left, failedAt])).toEqual([
		[0, null],
		[0, null],
	]);
	useMeilisearch(server);
	expect(await titles(`written while ${fault.kind}s`)).toContain(`Written while it ${fault.kind}s`);
	expect(searchState()).toBe("meilisearch");
});

async function drainPostgresOnly(): Promise<void> {
	const { postgresStore } = await import("#search/postgres-store.server.ts");
	await drain(postgresStore(db), db);
}

test("after a failure Meilisearch rests: the next searches do not wait for it", async () => {
	useMeilisearch(server);
	await syncSearch();
	server.fault = { kind: "hang" };
	await titles("anything");
	const since = performance.now();
	await titles("anything else");
	expect(performance.now() - since).toBeLessThan(800);
});

test("Meilisearch that lost its disk, or whose synonyms changed, is built anew by itself", async () => {
	useMeilisearch(server);
	await makeThread({ author, circleId, title: "Remembered by the tables" });
	await syncSearch();
	server.wipe();
	expect(await titles("remembered"), "Postgres stands in").toEqual(["Remembered by the tables"]);
	await syncSearch();
	useMeilisearch(server);
	expect(await titles("remembered")).toEqual(["Remembered by the tables"]);
	expect(search.name).toBe("meilisearch");
	await db.insert(searchSynonyms).values({ id: newId(), words: ["recalled", "remembered"] });
	await syncSearch();
	expect(await titles("recalled")).toEqual(["Remembered by the tables"]);
	expect(search.name).toBe("meilisearch");
});

test("building anew leaves no gap, and loses nothing that is written meanwhile", async () => {
	useMeilisearch(server);
	await makeThread({ author, circleId, title: "There all the time" });
	await syncSearch();
	server.taskDelayMs = 30;
	const progress: number[] = [];
	let busy = true;
	const rebuilding = rebuildSearch((target, done, all) => {
		if (target === "meilisearch") progress.push(done / all);
	}).finally(() => {
		busy = false;
	});
	let asked = 0;
	while (busy) {
		expect(await titles("there all the time")).toEqual(["There all the time"]);
		asked += 1;
		if (asked === 3) await makeThread({ author, circleId, title: "Written meanwhile" });
	}
	expect(await rebuilding).toEqual([]);
	server.taskDelayMs = 5;
	await syncSearch();
	expect(search.name).toBe("meilisearch");
	expect(asked).toBeGreaterThan(2);
	expect(progress.at(-1)).toBe(1);
	expect(await titles("written meanwhile")).toEqual(["Written meanwhile"]);
});

test("what leaves the tables bears no exact time, and no name of who answered", async () => {
	useMeilisearch(server);
	const other = await makePerson({ name: "Nobody Needsthis" });
	const thread = await makeThread({ author, circleId, createdAt: new Date("2026-02-03T04:05:06.789Z") });
	await makeReply({ threadId: thread.id, author: other });
	server.requests.length = 0;
	await syncSearch();
	const sent = server.requests.filter(({ path, method }) => method === "POST" && /lamplight_thread\w*\/documents/.test(path));
	const text = JSON.stringify(sent.map(({ body }) => body));
	expect(text).toContain(thread.id);
	expect(text).not.toMatch(/04:05|789Z|177009150\d|Nobody Needsthis/);
});
