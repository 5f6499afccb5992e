// Which route answers which request.
import type { Database } from "./database.ts";
import { ApiError } from "./errors.ts";
import { type Answer, ok, type Request } from "./http.ts";
import type { JsonObject } from "./json.ts";
import { field, indexUid, list, missing, object, only, text } from "./readers.ts";
import {
	deleteAll,
	deleteBatch,
	deleteByFilter,
	deleteIds,
	fetchDocuments,
	getDocument,
	listDocuments,
	putDocuments,
} from "./routes-documents.ts";
import { createIndex, deleteIndex, getIndex, listIndexes, settingsRoute, swapIndexes, updateIndex } from "./routes-indexes.ts";
import { getTask, listTasks } from "./routes-tasks.ts";
import { search } from "./search.ts";
import { searchParams } from "./search-params.ts";

/** The answer of a known route; null for any other. */
export function route(database: Database, version: string, request: Request): Answer | null {
	const { method, path } = request;
	const [first, second] = path;
	if (path.length > 2) return first === "indexes" && second !== undefined ? indexRoute(database, indexUid(second), request) : null;
	switch (`${method} /${first ?? ""}${second === undefined ? "" : "/:"}`) {
		case "GET /health":
			return ok({ status: "available" });
		case "GET /version":
			return ok({ commitSha: "unknown", commitDate: "unknown", pkgVersion: version });
		case "GET /stats":
			return ok(stats(database));
		case "GET /indexes":
			return listIndexes(database, request);
		case "POST /indexes":
			return createIndex(database, request);
		case "GET /indexes/:":
			return getIndex(database, indexUid(second ?? ""));
		case "PATCH /indexes/:":
			return updateIndex(database, indexUid(second ?? ""), request);
		case "DELETE /indexes/:":
			return deleteIndex(database, indexUid(second ?? ""));
		case "POST /swap-indexes":
			return swapIndexes(database, request);
		case "POST /multi-search":
			return multiSearch(database, request);
		case "GET /tasks":
			return listTasks(database.tasks, request);
		case "GET /tasks/:":
			return getTask(database.tasks, second ?? "");
	}
	return null;
}

function indexRoute(database: Database, uid: string, request: Request): Answer | null {
	const { method, path } = request;
	const [, , third, fourth] = path;
	if (path.length > 4) return null;
	if (third === "settings") return settingsRoute(database, uid, request);
	if (third === "documents" && fourth !== undefined) return documentRoute(database, uid, fourth, request);
	if (fourth !== undefined) return null;
	switch (`${method} ${third ?? ""}`) {
		case "GET stats":
			return ok(database.store(uid).stats(database.tasks.isIndexing(uid)));
		case "POST search": {
			const params = searchParams(object(request.json(), "", "bad_request"));
			return ok(search(database.store(uid), uid, params));
		}
		case "GET documents":
			return listDocuments(database, uid, request);
		case "POST documents":
		case "PUT documents":
			return putDocuments(database, uid, request);
		case "DELETE documents":
			return deleteAll(database, uid);
	}
	return null;
}

function documentRoute(database: Database, uid: string, id: string, request: Request): Answer | null {
	switch (`${request.method} ${id}`) {
		case "POST fetch":
			return fetchDocuments(database, uid, request);
		case "POST delete":
			return deleteByFilter(database, uid, request);
		case "POST delete-batch":
			return deleteBatch(database, uid, request);
	}
	if (request.method === "GET") return getDocument(database, uid, id, request);
	return request.method === "DELETE" ? deleteIds(database, uid, [id]) : null;
}

/** Several searches in one request; one that is refused refuses them all. */
function multiSearch(database: Database, request: Request): Answer {
	const body = object(request.json(), "", "bad_request");
	only(body, ["queries"]);
	const queries = field(body, "queries", "bad_request", list(object), null);
	if (queries === null) throw missing("queries", "", "bad_request");
	const parsed = queries.map((query, index) => {
		const path = `.queries[${index}]`;
		const given = field(query, "indexUid", "invalid_index_uid", text, null, path);
		if (given === null) throw missing("indexUid", path, "missing_index_uid");
		return { uid: indexUid(given, `${path}.indexUid`), params: searchParams(query, path, ["indexUid"]) };
	});
	const results = parsed.map(({ uid, params }, index): JsonObject => {
		try {
			return { indexUid: uid, ...search(database.store(uid), uid, params) };
		} catch (error) {
			throw error instanceof ApiError ? error.inside(`Inside \`.queries[${index}]\`: `, 400) : error;
		}
	});
	return ok({ results });
}

function stats(database: Database): JsonObject {
	const indexes = Object.fromEntries([...database.indexes].map(([uid, store]) => [uid, store.stats(database.tasks.isIndexing(uid))]));
	return { databaseSize: 0, usedDatabaseSize: 0, lastUpdate: database.lastUpdate, indexes };
}
