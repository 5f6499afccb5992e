import { describe, expect, test } from "vitest";
import { fill, refusal, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

describe("documents", () => {
	test("make their index, and name their identifier", async () => {
		const { client } = started;
		await client
			.index("things")
			.addDocuments([{ thingId: 1, name: "a" }])
			.waitTask();
		expect((await client.getRawIndex("things")).primaryKey).toBe("thingId");
		await client
			.index("others")
			.addDocuments([{ a_id: 1, b_id: 2 }], { primaryKey: "b_id" })
			.waitTask();
		expect(await client.index("others").getDocument(2)).toEqual({ a_id: 1, b_id: 2 });
	});

	test.each([
		["index_primary_key_no_candidate_found", [{ name: "a" }], undefined],
		["index_primary_key_multiple_candidates_found", [{ id: 1, circleId: 2 }], undefined],
		["missing_document_id", [{ id: 1 }, { name: "a" }], "id"],
		["invalid_document_id", [{ id: "a b" }], "id"],
		["invalid_document_id", [{ id: "a".repeat(512) }], "id"],
		["invalid_document_id", [{ id: 1.5 }], "id"],
		["invalid_document_id", [{ id: null }], "id"],
		["invalid_document_id", [{ id: "" }], "id"],
	])("fail with %s, all of them, and leave an index behind: %j", async (code, documents, primaryKey) => {
		const { client } = started;
		const task = await client.index("things").addDocuments(documents, { primaryKey }).waitTask();
		expect(task).toMatchObject({ status: "failed", error: { code }, details: { indexedDocuments: 0 } });
		expect(await client.index("things").getStats()).toMatchObject({ numberOfDocuments: 0 });
		expect((await client.getRawIndex("things")).primaryKey).toBeNull();
	});

	test("keep the identifier that their index has", async () => {
		const { index } = await fill(started, [{ key: "a" }]);
		expect((await index.addDocuments([{ key: "a" }], { primaryKey: "key" }).waitTask()).error).toMatchObject({
			code: "index_primary_key_already_exists",
			message: "Index `things`: Index already has a primary key: `id`.",
		});
		expect((await index.update({ primaryKey: "key" }).waitTask()).error).toMatchObject({ code: "index_primary_key_already_exists" });
	});

	test("are replaced by POST, and changed in part by PUT", async () => {
		const { index } = await fill(started, [{ a: 1, b: 1 }, { a: 2 }]);
		await index.addDocuments([{ id: 0, c: 1 }]);
		await index.updateDocuments([{ id: 1, c: 2 }]).waitTask();
		expect((await index.getDocuments()).results).toEqual([
			{ id: 0, c: 1 },
			{ id: 1, a: 2, c: 2 },
		]);
	});

	test("are known by numbers and by texts alike", async () => {
		const { client } = started;
		await client.index("things").addDocuments([{ id: 7 }]);
		await client
			.index("things")
			.addDocuments([{ id: "7", name: "the same" }])
			.waitTask();
		expect((await client.index("things").getDocuments()).results).toEqual([{ id: "7", name: "the same" }]);
	});

	test("come in pages, by identifier, by filter, and with chosen fields", async () => {
		const { index } = await fill(
			started,
			["a", "b", "a"].map((kind) => ({ kind, deep: { x: 1, y: 2 } })),
			{ filterableAttributes: ["kind"] },
		);
		expect(await index.getDocuments({ offset: 1, limit: 1, fields: ["id"] })).toEqual({
			results: [{ id: 1 }],
			offset: 1,
			limit: 1,
			total: 3,
		});
		expect((await index.getDocuments({ filter: "kind = a", fields: ["id", "deep.y"] })).results).toEqual([
			{ id: 0, deep: { y: 2 } },
			{ id: 2, deep: { y: 2 } },
		]);
		expect((await index.getDocuments({ ids: [2, 9], fields: ["id"] })).results).toEqual([{ id: 2 }]);
		expect(await index.getDocument(1, { fields: ["kind"] })).toEqual({ kind: "b" });
		expect(await refusal(index.getDocument(9))).toEqual({ status: 404, code: "document_not_found", message: "Document `9` not found." });
		expect(await refusal(index.getDocuments({ filter: "deep = 1" }))).toMatchObject({ code: "invalid_document_filter" });
	});

	test("are shown as far as the index shows them", async () => {
		const { index } = await fill(started, [{ name: "a", secret: "b" }], { displayedAttributes: ["id", "name"] });
		expect(await index.getDocument(0)).toEqual({ id: 0, name: "a" });
		expect((await index.getDocuments()).results).toEqual([{ id: 0, name: "a" }]);
		expect((await index.search("")).hits).toEqual([{ id: 0, name: "a" }]);
	});

	test("go one by one, many at once, by filter, and all", async () => {
		const { index, ids } = await fill(
			started,
			[..."abcdef"].map((name) => ({ name })),
			{ filterableAttributes: ["name"] },
		);
		await index.deleteDocument(0).waitTask();
		await index.deleteDocuments(["1", "99"]).waitTask();
		await index.deleteDocuments({ filter: "name IN [c, d]" }).waitTask();
		expect(await ids("")).toEqual([4, 5]);
		expect(await ids("a")).toEqual([]);
		await index.deleteAllDocuments().waitTask();
		expect(await index.getStats()).toMatchObject({ numberOfDocuments: 0 });
	});

	test("cannot be deleted from an index that is not there, or by what it is not filtered by", async () => {
		const { client } = started;
		expect((await client.index("gone").deleteDocument(1).waitTask()).error).toMatchObject({ code: "index_not_found" });
		expect((await client.index("gone").deleteAllDocuments().waitTask()).error).toMatchObject({ code: "index_not_found" });
		expect((await client.index("gone").deleteDocuments({ filter: "a = 1" }).waitTask()).error).toMatchObject({ code: "index_not_found" });
		const { index } = await fill(started, ["a"]);
		expect((await index.deleteDocuments({ filter: "a = 1" }).waitTask()).error).toMatchObject({
			code: "invalid_document_filter",
			message: expect.stringContaining("Index `things`: Attribute `a` is not filterable."),
		});
	});

	test("come as lines, too", async () => {
		const { client } = started;
		const lines = '{"id":1,"name":"a"}\n{"id":2,"name":"b\\nc"}\n';
		await client.index("things").addDocumentsFromString(lines, "application/x-ndjson").waitTask();
		expect((await client.index("things").getDocuments()).results).toEqual([
			{ id: 1, name: "a" },
			{ id: 2, name: "b\nc" },
		]);
	});
});
