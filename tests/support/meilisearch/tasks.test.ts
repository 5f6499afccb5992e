import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { fill, refusal, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

describe("tasks", () => {
	test("writes are answered at once and applied later", async () => {
		const { server, client } = started;
		server.taskDelayMs = 600;
		const enqueued = await client.index("things").addDocuments([{ id: 1 }]);
		expect(enqueued).toEqual({
			taskUid: 0,
			indexUid: "things",
			status: "enqueued",
			type: "documentAdditionOrUpdate",
			enqueuedAt: expect.any(String),
		});
		expect(await client.tasks.getTask(0)).toMatchObject({ uid: 0, status: "enqueued", batchUid: null, startedAt: null, error: null });
		expect(await refusal(client.getIndex("things"))).toMatchObject({ code: "index_not_found" });
		const processing = await vi.waitFor(
			async () => {
				const task = await client.tasks.getTask(0);
				expect(task.status).not.toBe("enqueued");
				return task;
			},
			{ interval: 10, timeout: 5000 },
		);
		expect(processing).toMatchObject({ status: "processing", finishedAt: null, startedAt: expect.any(String) });
		expect(await client.tasks.waitForTask(0)).toMatchObject({
			status: "succeeded",
			details: { receivedDocuments: 1, indexedDocuments: 1 },
			duration: expect.stringMatching(/^PT0\.\d+S$/),
			finishedAt: expect.any(String),
			canceledBy: null,
		});
		expect(await client.index("things").getDocument(1)).toEqual({ id: 1 });
	});

	test("are done in the order they came, one after the other", async () => {
		const { client } = started;
		const index = client.index("things");
		for (const text of ["a", "b", "c"]) await index.addDocuments([{ id: 1, text }]);
		await index.deleteDocument(1);
		const last = await index.addDocuments([{ id: 1, text: "d" }]);
		await client.tasks.waitForTask(last.taskUid);
		const { results } = await client.tasks.getTasks();
		expect(results.map(({ uid, status }) => [uid, status])).toEqual([4, 3, 2, 1, 0].map((uid) => [uid, "succeeded"]));
		expect(await index.getDocument(1)).toEqual({ id: 1, text: "d" });
		const finished = [...results].reverse().map((task) => String(task.finishedAt));
		expect([...finished].sort()).toEqual(finished);
	});

	test("fail with their reason, and those after them go on", async () => {
		const { client } = started;
		const failing = await client
			.index("things")
			.addDocuments([{ id: "not valid" }])
			.waitTask();
		expect(failing).toMatchObject({
			status: "failed",
			error: { code: "invalid_document_id", type: "invalid_request", link: expect.stringContaining("invalid_document_id") },
			details: { receivedDocuments: 1, indexedDocuments: 0 },
		});
		expect(
			await client
				.index("things")
				.addDocuments([{ id: "valid" }])
				.waitTask(),
		).toMatchObject({ status: "succeeded" });
	});

	test("can be listed by page and by what they are", async () => {
		const { client } = started;
		await client.createIndex("a").waitTask();
		await client.createIndex("a").waitTask();
		await client
			.index("b")
			.addDocuments([{ id: 1 }])
			.waitTask();
		await client
			.index("b")
			.updateSettings({ stopWords: ["the"] })
			.waitTask();
		const uids = async (query: Parameters<typeof client.tasks.getTasks>[0]) =>
			(await client.tasks.getTasks(query)).results.map(({ uid }) => uid);
		expect(await client.tasks.getTasks({ limit: 2 })).toMatchObject({ total: 4, limit: 2, from: 3, next: 1 });
		expect(await uids({ limit: 2, from: 1 })).toEqual([1, 0]);
		expect(await uids({ reverse: true, limit: 2 })).toEqual([0, 1]);
		expect(await uids({ statuses: ["failed"] })).toEqual([1]);
		expect(await uids({ statuses: ["enqueued", "processing"] })).toEqual([]);
		expect(await uids({ types: ["indexCreation", "settingsUpdate"] })).toEqual([3, 1, 0]);
		expect(await uids({ indexUids: ["b"] })).toEqual([3, 2]);
		expect(await uids({ uids: [2, 0, 99] })).toEqual([2, 0]);
		expect(await uids({ afterEnqueuedAt: "2000-01-01" })).toEqual([3, 2, 1, 0]);
		expect(await uids({ beforeFinishedAt: "2000-01-01" })).toEqual([]);
	});

	test("know what they were asked to do", async () => {
		const { client } = started;
		const index = client.index("things");
		expect((await index.updateSettings({ stopWords: ["the"] }).waitTask()).details).toEqual({ stopWords: ["the"] });
		await index.updateFilterableAttributes(["kind"]).waitTask();
		await index.addDocuments([{ id: 1, kind: "a" }, { id: 2, kind: "a" }, { id: 3 }]).waitTask();
		expect((await index.deleteDocuments({ filter: 'kind = "a"' }).waitTask()).details).toEqual({
			providedIds: 0,
			deletedDocuments: 2,
			originalFilter: '"kind = \\"a\\""',
		});
		expect((await index.deleteDocuments([3, 4]).waitTask()).details).toEqual({ providedIds: 2, deletedDocuments: 1, originalFilter: null });
		expect((await client.deleteIndex("things").waitTask()).details).toEqual({ deletedDocuments: 0 });
	});

	test("are forgotten with everything else when the disk is empty", async () => {
		const { server, client } = started;
		await fill(started, ["a"]);
		server.taskDelayMs = 30;
		await client.index("later").addDocuments([{ id: 1 }]);
		server.wipe();
		await sleep(50);
		expect(await client.tasks.getTasks()).toMatchObject({ results: [], total: 0, from: null, next: null });
		expect(await client.getRawIndexes()).toMatchObject({ results: [], total: 0 });
		expect((await client.createIndex("new")).taskUid).toBe(0);
	});
});

describe("swapping", () => {
	const content = async (uid: string) => (await started.client.index(uid).getDocuments()).results;

	test("gives two indexes each other's documents and settings at once", async () => {
		const { client } = started;
		await client.index("a").updateSettings({ stopWords: ["the"] });
		await client.index("a").addDocuments([{ id: 1, from: "a" }]);
		await client
			.index("b")
			.addDocuments([{ id: 1, from: "b" }])
			.waitTask();
		const swaps = [{ indexes: ["a", "b"] satisfies [string, string], rename: false }];
		const task = await client.swapIndexes(swaps).waitTask();
		expect(task).toMatchObject({ status: "succeeded", type: "indexSwap", indexUid: null, details: { swaps } });
		expect([await content("a"), await content("b")]).toEqual([[{ id: 1, from: "b" }], [{ id: 1, from: "a" }]]);
		expect(await client.index("b").getStopWords()).toEqual(["the"]);
		expect((await client.tasks.getTask(0)).indexUid).toBe("b");
	});

	test("can give a new name instead", async () => {
		const { client } = started;
		await client
			.index("a")
			.addDocuments([{ id: 1 }])
			.waitTask();
		await client.swapIndexes([{ indexes: ["a", "b"], rename: true }]).waitTask();
		expect(await content("b")).toEqual([{ id: 1 }]);
		expect(await refusal(client.getIndex("a"))).toMatchObject({ code: "index_not_found" });
		await client.createIndex("c").waitTask();
		const taken = await client.swapIndexes([{ indexes: ["b", "c"], rename: true }]).waitTask();
		expect(taken.error).toMatchObject({ code: "index_already_exists" });
	});

	test("of an index that is not there fails the task and swaps nothing", async () => {
		const { client } = started;
		await client.index("a").addDocuments([{ id: 1 }]);
		await client
			.index("b")
			.addDocuments([{ id: 2 }])
			.waitTask();
		const task = await client
			.swapIndexes([
				{ indexes: ["a", "b"], rename: false },
				{ indexes: ["c", "d"], rename: false },
			])
			.waitTask();
		expect(task).toMatchObject({ status: "failed", error: { code: "index_not_found", message: "Indexes `c`, `d` not found." } });
		expect(await content("a")).toEqual([{ id: 1 }]);
		const one = await client.swapIndexes([{ indexes: ["a", "x"], rename: false }]).waitTask();
		expect(one.error).toMatchObject({ code: "index_not_found", message: "Index `x` not found." });
	});
});
