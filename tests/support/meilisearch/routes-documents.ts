// The routes of documents.
import type { Database } from "./database.ts";
import { deletedIds } from "./documents.ts";
import { ApiError } from "./errors.ts";
import { filterFrom } from "./filter-parser.ts";
import { type Answer, accepted, ok, type Request } from "./http.ts";
import { type Json, type JsonObject, select } from "./json.ts";
import { count, countParameter, field, flag, list, missing, object, only, onlyParameters, text } from "./readers.ts";

export function putDocuments(database: Database, uid: string, request: Request): Answer {
	onlyParameters(request.query, ["primaryKey", "csvDelimiter", "customMetadata", "skipCreation"]);
	const primaryKey = request.query.get("primaryKey");
	const merge = request.method === "PUT";
	const documents = request.documents();
	const work = (details: JsonObject) => {
		details.indexedDocuments = 0;
		database.storeOrNew(uid).put(documents, primaryKey, merge);
		details.indexedDocuments = documents.length;
	};
	const details = { receivedDocuments: documents.length, indexedDocuments: null };
	return accepted(database.enqueue("documentAdditionOrUpdate", uid, details, work));
}

type Page = { offset: number; limit: number; fields: string[]; filter: Json; ids: string[] | null };

function listed(database: Database, uid: string, { offset, limit, fields, filter, ids }: Page): Answer {
	const store = database.store(uid);
	const { displayedAttributes } = store.settings;
	const parsed = filter === null ? null : filterFrom(filter, "invalid_document_filter");
	const kept = parsed === null ? null : store.filtered(parsed, "invalid_document_filter");
	const named = ids === null ? null : new Set(ids.map((id) => store.find(id)));
	const all = store.ids().filter((id) => (kept?.has(id) ?? true) && (named?.has(store.document(id)) ?? true));
	const results = all.slice(offset, offset + limit).map((id) => {
		const shown = displayedAttributes.includes("*") ? store.document(id) : select(store.document(id), displayedAttributes);
		return fields.includes("*") ? shown : select(shown, fields);
	});
	return ok({ results, offset, limit, total: all.length });
}

export function listDocuments(database: Database, uid: string, { query }: Request): Answer {
	onlyParameters(query, ["offset", "limit", "fields", "filter", "ids", "retrieveVectors"]);
	const offset = countParameter(query, "offset", "invalid_document_offset", 0);
	const limit = countParameter(query, "limit", "invalid_document_limit", 20);
	const split = (name: string) => query.get(name)?.split(",") ?? null;
	return listed(database, uid, { offset, limit, fields: split("fields") ?? ["*"], filter: query.get("filter"), ids: split("ids") });
}

export function fetchDocuments(database: Database, uid: string, request: Request): Answer {
	const body = object(request.json(), "", "bad_request");
	only(body, ["offset", "limit", "fields", "filter", "ids", "retrieveVectors"]);
	field(body, "retrieveVectors", "invalid_document_retrieve_vectors", flag, false);
	return listed(database, uid, {
		offset: field(body, "offset", "invalid_document_offset", count, 0),
		limit: field(body, "limit", "invalid_document_limit", count, 20),
		fields: field(body, "fields", "invalid_document_fields", list(text), ["*"]),
		filter: body.filter ?? null,
		ids: body.ids === undefined || body.ids === null ? null : deletedIds(body.ids),
	});
}

export function getDocument(database: Database, uid: string, id: string, { query }: Request): Answer {
	onlyParameters(query, ["fields", "retrieveVectors"]);
	const store = database.store(uid);
	const document = store.find(id);
	if (document === undefined) throw new ApiError("document_not_found", `Document \`${id}\` not found.`);
	const { displayedAttributes } = store.settings;
	const fields = query.get("fields")?.split(",") ?? ["*"];
	const shown = displayedAttributes.includes("*") ? document : select(document, displayedAttributes);
	return ok(fields.includes("*") ? shown : select(shown, fields));
}

function deletion(database: Database, uid: string, details: JsonObject, remove: () => number): Answer {
	const work = () => {
		details.deletedDocuments = 0;
		details.deletedDocuments = remove();
	};
	return accepted(
		database.enqueue("documentDeletion", uid, { deletedDocuments: null, ...details }, (shown) => {
			work();
			Object.assign(shown, details);
		}),
	);
}

export function deleteIds(database: Database, uid: string, ids: string[]): Answer {
	const details = { providedIds: ids.length, deletedDocuments: null, originalFilter: null };
	return deletion(database, uid, details, () => database.store(uid).remove(ids));
}

export const deleteBatch = (database: Database, uid: string, request: Request): Answer =>
	deleteIds(database, uid, deletedIds(request.json()));

export function deleteAll(database: Database, uid: string): Answer {
	const details = { providedIds: 0, deletedDocuments: null, originalFilter: null };
	return deletion(database, uid, details, () => database.store(uid).removeAll());
}

export function deleteByFilter(database: Database, uid: string, request: Request): Answer {
	const body = object(request.json(), "", "bad_request");
	only(body, ["filter"]);
	const given = body.filter ?? null;
	if (given === null) throw missing("filter", "", "missing_document_filter");
	const filter = filterFrom(given, "invalid_document_filter");
	if (filter === null) throw new ApiError("invalid_document_filter", "Sending an empty filter is forbidden.");
	const details = { providedIds: 0, deletedDocuments: null, originalFilter: JSON.stringify(given) };
	return deletion(database, uid, details, () => database.store(uid).removeFiltered(filter));
}
