import { describe, expect, test } from "vitest";
import { startMeilisearch } from "./server.ts";
import { expectRefusal, refused, useMeilisearch } from "./started.ts";

const started = useMeilisearch();

describe("every refusal has the documented form", () => {
	test.each<[status: number, code: string, request: string, body: unknown, message: string]>([
		// Indexes
		[404, "index_not_found", "GET /indexes/gone", undefined, "Index `gone` not found."],
		[404, "index_not_found", "GET /indexes/gone/stats", undefined, "Index `gone` not found."],
		[404, "index_not_found", "POST /indexes/gone/search", {}, "Index `gone` not found."],
		[404, "index_not_found", "GET /indexes/gone/documents", undefined, "Index `gone` not found."],
		[400, "missing_index_uid", "POST /indexes", { primaryKey: "a" }, "Missing field `uid`"],
		[400, "invalid_index_uid", "POST /indexes", { uid: "a b" }, "Invalid value at `.uid`: `a b` is not a valid index uid."],
		[
			400,
			"invalid_index_uid",
			"POST /indexes",
			{ uid: 1 },
			"Invalid value type at `.uid`: expected a string, but found a positive integer: `1`",
		],
		[400, "invalid_index_uid", "POST /indexes/a%20b/search", {}, "`a b` is not a valid index uid."],
		[400, "invalid_index_primary_key", "POST /indexes", { uid: "a", primaryKey: [1] }, "expected a string, but found an array: `[1]`"],
		[400, "immutable_index_uid", "PATCH /indexes/things", { uid: "b" }, "Immutable field `uid`: expected one of `primaryKey`"],
		[400, "immutable_index_created_at", "PATCH /indexes/things", { createdAt: "b" }, "Immutable field `createdAt`"],
		[400, "immutable_index_updated_at", "PATCH /indexes/things", { updatedAt: "b" }, "Immutable field `updatedAt`"],
		[400, "bad_request", "POST /indexes", { uid: "a", other: 1 }, "Unknown field `other`: expected one of `uid`, `primaryKey`"],
		[400, "bad_request", "POST /indexes", [], "Invalid value type: expected an object, but found an array: `[]`"],
		[400, "bad_request", "GET /indexes?other=1", undefined, "Unknown parameter `other`: expected one of `offset`, `limit`"],
		[400, "invalid_index_offset", "GET /indexes?offset=x", undefined, "Invalid value in parameter `offset`: could not parse `x`"],
		[400, "invalid_index_limit", "GET /indexes?limit=-1", undefined, "Invalid value in parameter `limit`: could not parse `-1`"],
		// Payloads
		[400, "malformed_payload", "POST /indexes", "{", "The json payload provided is malformed."],
		[
			400,
			"malformed_payload",
			"POST /indexes/things/documents",
			"[{]",
			"The `json` payload provided is malformed. `Couldn't serialize document value:",
		],
		[400, "malformed_payload", "POST /indexes/things/documents", "[1]", "data are neither an object nor a list of objects"],
		[400, "missing_payload", "POST /indexes/things/documents", undefined, "A json payload is missing."],
		[400, "missing_payload", "POST /indexes/things/search", undefined, "A json payload is missing."],
		// Documents
		[404, "document_not_found", "GET /indexes/things/documents/9", undefined, "Document `9` not found."],
		[400, "invalid_document_offset", "GET /indexes/things/documents?offset=x", undefined, "could not parse `x` as a positive integer"],
		[
			400,
			"invalid_document_limit",
			"POST /indexes/things/documents/fetch",
			{ limit: "x" },
			"Invalid value type at `.limit`: expected a positive integer",
		],
		[
			400,
			"invalid_document_fields",
			"POST /indexes/things/documents/fetch",
			{ fields: "x" },
			"Invalid value type at `.fields`: expected an array",
		],
		[400, "invalid_document_retrieve_vectors", "POST /indexes/things/documents/fetch", { retrieveVectors: 1 }, "expected a boolean"],
		[400, "invalid_document_filter", "POST /indexes/things/documents/fetch", { filter: "x" }, "Was expecting an operation"],
		[400, "invalid_document_filter", "POST /indexes/things/documents/delete", { filter: "" }, "Sending an empty filter is forbidden."],
		[
			400,
			"invalid_document_filter",
			"POST /indexes/things/documents/delete",
			{ filter: "x =" },
			"Was expecting a value but instead got nothing.",
		],
		[400, "missing_document_filter", "POST /indexes/things/documents/delete", {}, "Missing field `filter`"],
		[400, "invalid_document_id", "POST /indexes/things/documents/delete-batch", [{}], "Document identifier `{}` is invalid."],
		[400, "bad_request", "POST /indexes/things/documents/delete-batch", "1", "expected a sequence"],
	])("%i %s: %s %j", (...row) => expectRefusal(started, ...row));

	test("of what a body says it is", async () => {
		expect(await refused(started, "POST /indexes/things/documents", "a,b", { "content-type": "text/plain" })).toMatchObject({
			status: 415,
			error: { code: "invalid_content_type", message: expect.stringContaining("The Content-Type `text/plain` is invalid.") },
		});
		const { server } = started;
		const headers = { authorization: `Bearer ${server.apiKey}` };
		const response = await fetch(`${server.url}/indexes/things/search`, { method: "POST", headers, body: new Uint8Array([123, 125]) });
		expect([response.status, await response.json()]).toMatchObject([415, { code: "missing_content_type", type: "invalid_request" }]);
	});

	test("of who may not ask", async () => {
		expect(await refused(started, "GET /stats", undefined, { authorization: "Bearer x" })).toMatchObject({
			status: 403,
			error: { code: "invalid_api_key", type: "auth" },
		});
		expect(await refused(started, "GET /stats", undefined, { authorization: "x" })).toMatchObject({
			status: 401,
			error: { code: "missing_authorization_header", type: "auth" },
		});
	});

	test("of what is too large", async () => {
		const server = await startMeilisearch({ payloadLimit: 1_048_576 });
		const headers = { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json" };
		const body = JSON.stringify([{ id: 1, text: "x".repeat(1_048_576) }]);
		const response = await fetch(`${server.url}/indexes/a/documents`, { method: "POST", headers, body });
		expect([response.status, await response.json()]).toMatchObject([
			413,
			{ code: "payload_too_large", message: "The provided payload reached the size limit. The maximum accepted payload size is 1 MiB." },
		]);
		await server.stop();
	});
});
