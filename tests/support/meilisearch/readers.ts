// Reads typed values out of bodies and query strings, and words the mistakes in them.
import { ApiError } from "./errors.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

/** Reads one value; `path` says where it stands and `code` which error a wrong one is. */
export type Reader<T> = (value: Json, path: string, code: string) => T;

const described = (value: Json): string => {
	if (value === null) return "null";
	const kind =
		typeof value === "string"
			? "a string"
			: typeof value === "boolean"
				? "a boolean"
				: typeof value === "number"
					? Number.isInteger(value)
						? value < 0
							? "a negative integer"
							: "a positive integer"
						: "a number"
					: Array.isArray(value)
						? "an array"
						: "an object";
	return `${kind}: \`${JSON.stringify(value)}\``;
};

const at = (path: string, article: string) => (path === "" ? "" : ` ${article} \`${path}\``);

const wrong = (expected: string, value: Json, path: string, code: string) =>
	new ApiError(code, `Invalid value type${at(path, "at")}: expected ${expected}, but found ${described(value)}`);

export const text: Reader<string> = (value, path, code) => {
	if (typeof value !== "string") throw wrong("a string", value, path, code);
	return value;
};

export const flag: Reader<boolean> = (value, path, code) => {
	if (typeof value !== "boolean") throw wrong("a boolean", value, path, code);
	return value;
};

export const count: Reader<number> = (value, path, code) => {
	if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw wrong("a positive integer", value, path, code);
	return value;
};

export const numeric: Reader<number> = (value, path, code) => {
	if (typeof value !== "number") throw wrong("a number", value, path, code);
	return value;
};

export const object: Reader<JsonObject> = (value, path, code) => {
	if (!isObject(value)) throw wrong("an object", value, path, code);
	return value;
};

export const list =
	<T>(item: Reader<T>): Reader<T[]> =>
	(value, path, code) => {
		if (!Array.isArray(value)) throw wrong("an array", value, path, code);
		return value.map((inner, index) => item(inner, `${path}[${index}]`, code));
	};

export const record =
	<T>(item: Reader<T>): Reader<Record<string, T>> =>
	(value, path, code) =>
		Object.fromEntries(Object.entries(object(value, path, code)).map(([key, inner]) => [key, item(inner, `${path}.${key}`, code)]));

export const oneOf =
	<const T extends string>(...names: T[]): Reader<T> =>
	(value, path, code) => {
		const given = text(value, path, code);
		const name = names.find((known) => known === given);
		if (name !== undefined) return name;
		throw new ApiError(code, `Unknown value \`${given}\`${at(path, "at")}: expected one of ${quoted(names)}`);
	};

const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

/** Refuses fields that an object may not have. */
export function only(body: JsonObject, names: readonly string[], path = "", code = "bad_request"): void {
	for (const name of Object.keys(body))
		if (!names.includes(name)) throw new ApiError(code, `Unknown field \`${name}\`${at(path, "inside")}: expected one of ${quoted(names)}`);
}

/** A field of a body; missing or null is the fallback. */
export function field<T, F>(body: JsonObject, name: string, code: string, read: Reader<T>, fallback: F, path = ""): T | F {
	const value = body[name];
	return value === undefined || value === null ? fallback : read(value, `${path}.${name}`, code);
}

export function missing(name: string, path: string, code: string): ApiError {
	return new ApiError(code, `Missing field \`${name}\`${at(path, "inside")}`);
}

/** Refuses parameters of a query string that a route does not have. */
export function onlyParameters(query: URLSearchParams, names: readonly string[]): void {
	for (const name of query.keys())
		if (!names.includes(name)) throw new ApiError("bad_request", `Unknown parameter \`${name}\`: expected one of ${quoted(names)}`);
}

/** A whole number of a query string. */
export function countParameter<F>(query: URLSearchParams, name: string, code: string, fallback: F): number | F {
	const given = query.get(name);
	if (given === null) return fallback;
	if (/^\d+$/.test(given)) return Number(given);
	throw new ApiError(code, `Invalid value in parameter \`${name}\`: could not parse \`${given}\` as a positive integer`);
}

const uidForm = /^[A-Za-z0-9_-]{1,400}$/;

/** The name of an index, in a path or a body. */
export function indexUid(uid: string, path = ""): string {
	if (uidForm.test(uid)) return uid;
	const where = path === "" ? "" : `Invalid value${at(path, "at")}: `;
	throw new ApiError(
		"invalid_index_uid",
		`${where}\`${uid}\` is not a valid index uid. Index uid can be an integer or a string containing only alphanumeric characters, hyphens (-) and underscores (_), and can not be more than 400 bytes.`,
	);
}
