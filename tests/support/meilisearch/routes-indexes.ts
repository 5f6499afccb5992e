// The routes of indexes, their settings and their swapping.
import type { Database, Swap } from "./database.ts";
import { ApiError, indexNotFound } from "./errors.ts";
import { type Answer, accepted, ok, type Request } from "./http.ts";
import type { JsonObject } from "./json.ts";
import { countParameter, field, flag, indexUid, list, missing, object, only, onlyParameters, text } from "./readers.ts";
import { defaults, patched, reported, settingNames } from "./settings.ts";
import type { Store } from "./store.ts";

const view = (uid: string, { createdAt, updatedAt, primaryKey }: Store): JsonObject => ({ uid, createdAt, updatedAt, primaryKey });

export function listIndexes(database: Database, { query }: Request): Answer {
	onlyParameters(query, ["offset", "limit"]);
	const offset = countParameter(query, "offset", "invalid_index_offset", 0);
	const limit = countParameter(query, "limit", "invalid_index_limit", 20);
	const all = [...database.indexes].sort(([a], [b]) => (a < b ? -1 : 1));
	const results = all.slice(offset, offset + limit).map(([uid, store]) => view(uid, store));
	return ok({ results, offset, limit, total: all.length });
}

export function createIndex(database: Database, request: Request): Answer {
	const body = object(request.json(), "", "bad_request");
	only(body, ["uid", "primaryKey"]);
	const given = field(body, "uid", "invalid_index_uid", text, null);
	if (given === null) throw missing("uid", "", "missing_index_uid");
	const uid = indexUid(given, ".uid");
	const primaryKey = field(body, "primaryKey", "invalid_index_primary_key", text, null);
	return accepted(database.enqueue("indexCreation", uid, { primaryKey }, () => database.create(uid, primaryKey)));
}

export const getIndex = (database: Database, uid: string): Answer => ok(view(uid, database.store(uid)));

export function updateIndex(database: Database, uid: string, request: Request): Answer {
	const body = object(request.json(), "", "bad_request");
	const immutable = { uid: "immutable_index_uid", createdAt: "immutable_index_created_at", updatedAt: "immutable_index_updated_at" };
	for (const [name, code] of Object.entries(immutable))
		if (name in body) throw new ApiError(code, `Immutable field \`${name}\`: expected one of \`primaryKey\``);
	only(body, ["primaryKey"]);
	const primaryKey = field(body, "primaryKey", "invalid_index_primary_key", text, null);
	const work = () => {
		const store = database.store(uid);
		if (primaryKey !== null && primaryKey !== store.primaryKey && store.primaryKey !== null && store.size > 0)
			throw new ApiError("index_primary_key_already_exists", `Index already has a primary key: \`${store.primaryKey}\`.`);
		store.primaryKey = primaryKey ?? store.primaryKey;
		store.touch();
	};
	return accepted(database.enqueue("indexUpdate", uid, { primaryKey }, work));
}

export function deleteIndex(database: Database, uid: string): Answer {
	const work = (details: JsonObject) => {
		details.deletedDocuments = database.store(uid).size;
		database.indexes.delete(uid);
	};
	return accepted(database.enqueue("indexDeletion", uid, { deletedDocuments: 0 }, work));
}

const camel = (route: string) => route.replace(/-./g, (letters) => letters.slice(1).toUpperCase());

/** All settings, or the one that the path names. A patch makes the index when there is none; a reset does not. */
export function settingsRoute(database: Database, uid: string, request: Request): Answer | null {
	const name = request.path[3] === undefined ? null : camel(request.path[3]);
	if (name !== null && !settingNames.includes(name)) return null;
	if (request.method === "GET") {
		const settings = reported(database.store(uid).settings);
		return ok(name === null ? settings : (settings[name] ?? null));
	}
	if (request.method === "DELETE") {
		const details: JsonObject = name === null ? Object.fromEntries(settingNames.map((key) => [key, null])) : { [name]: null };
		const work = () => {
			const store = database.indexes.get(uid);
			if (store === undefined) throw indexNotFound(uid);
			store.setSettings(name === null ? defaults() : patched(store.settings, { [name]: null }));
		};
		return accepted(database.enqueue("settingsUpdate", uid, details, work));
	}
	if (request.method !== "PATCH" && (request.method !== "PUT" || name === null)) return null;
	const patch = name === null ? object(request.json(), "", "bad_request") : { [name]: request.json() };
	// What is wrong with it in itself is refused at once; what does not fit the settings there are fails later.
	patched(defaults(), patch, name ?? "");
	const work = () => {
		const store = database.storeOrNew(uid);
		store.setSettings(patched(store.settings, patch));
	};
	return accepted(database.enqueue("settingsUpdate", uid, patch, work));
}

export function swapIndexes(database: Database, request: Request): Answer {
	const swaps = list(object)(request.json(), "", "bad_request").map((swap, index): Swap => {
		only(swap, ["indexes", "rename"], `[${index}]`);
		const uids = field(swap, "indexes", "invalid_swap_indexes", list(text), null, `[${index}]`);
		if (uids === null) throw missing("indexes", `[${index}]`, "missing_swap_indexes");
		for (const [place, uid] of uids.entries()) indexUid(uid, `[${index}].indexes[${place}]`);
		const [from, to] = uids;
		if (from === undefined || to === undefined || uids.length !== 2)
			throw new ApiError(
				"invalid_swap_indexes",
				`Two indexes must be given for each swap. The list \`[${uids.map((uid) => `"${uid}"`).join(", ")}]\` contains ${uids.length} indexes.`,
			);
		return { from, to, rename: field(swap, "rename", "invalid_swap_rename", flag, false, `[${index}]`) };
	});
	const uids = swaps.flatMap(({ from, to }) => [from, to]);
	const twice = uids.find((uid, index) => uids.indexOf(uid) !== index);
	if (twice !== undefined)
		throw new ApiError(
			"invalid_swap_duplicate_index_found",
			`Indexes must be declared only once during a swap. \`${twice}\` was specified several times.`,
		);
	const details: JsonObject = { swaps: swaps.map(({ from, to, rename }) => ({ indexes: [from, to], rename })) };
	return accepted(database.tasks.add("indexSwap", null, details, (_, { uid }) => database.swap(swaps, uid)));
}
