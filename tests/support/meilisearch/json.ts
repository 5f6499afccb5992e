// Values as they travel, and how a dotted path finds its way into them.
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a path, through objects and the elements of arrays; a key may itself hold dots. */
export function valuesAt(value: Json, path: string): Json[] {
	if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		if (key === path) return [inner];
		return path.startsWith(`${key}.`) ? valuesAt(inner, path.slice(key.length + 1)) : [];
	});
}

export type Scalar = boolean | number | string;

/** The scalars inside values, however deep in arrays; objects and nulls have none. */
export const scalarsOf = (values: Json[]): Scalar[] =>
	values.flatMap((value) => {
		if (Array.isArray(value)) return scalarsOf(value);
		return typeof value === "object" ? [] : [value];
	});

/** A document's fields as dotted paths, each with its scalars in order. */
export function fieldsOf(document: JsonObject): Map<string, Scalar[]> {
	const fields = new Map<string, Scalar[]>();
	const visit = (value: Json, path: string): void => {
		if (Array.isArray(value)) for (const item of value) visit(item, path);
		else if (isObject(value)) for (const [key, inner] of Object.entries(value)) visit(inner, path === "" ? key : `${path}.${key}`);
		else {
			const scalars = fields.get(path) ?? [];
			fields.set(path, scalars);
			if (value !== null) scalars.push(value);
		}
	};
	visit(document, "");
	return fields;
}

/** Whether one path is the other, or lies inside of it. */
export const isWithin = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`);

/** A pattern with a star at its beginning, its end or both; without one, the path itself and what lies inside. */
export function matchesPattern(pattern: string, path: string): boolean {
	if (pattern === "*") return true;
	const [first, last] = [pattern.startsWith("*"), pattern.endsWith("*")];
	if (first && last) return path.includes(pattern.slice(1, -1));
	if (first) return path.endsWith(pattern.slice(1));
	return last ? path.startsWith(pattern.slice(0, -1)) : isWithin(path, pattern);
}

/** The part of a document that selectors name; whole objects and single fields inside of them. */
export function select(document: JsonObject, selectors: string[]): JsonObject {
	const pick = (value: Json, path: string): Json | undefined => {
		if (selectors.some((selector) => isWithin(path, selector))) return value;
		if (!selectors.some((selector) => selector.startsWith(`${path}.`))) return undefined;
		if (Array.isArray(value)) return value.flatMap((item) => pick(item, path) ?? []);
		return isObject(value) ? object(value, `${path}.`) : undefined;
	};
	const object = (value: JsonObject, prefix: string): JsonObject => {
		const picked: JsonObject = {};
		for (const [key, inner] of Object.entries(value)) {
			const kept = pick(inner, prefix + key);
			if (kept !== undefined) picked[key] = kept;
		}
		return picked;
	};
	return object(document, "");
}

/** Replaces every scalar of a document; the path and the places in arrays on the way are told. */
export function mapScalars(document: JsonObject, change: (value: Scalar, path: string, indices: number[]) => Json): JsonObject {
	const visit = (value: Json, path: string, indices: number[]): Json => {
		if (Array.isArray(value)) return value.map((item, index) => visit(item, path, [...indices, index]));
		if (isObject(value)) return object(value, path === "" ? "" : `${path}.`, indices);
		return value === null ? null : change(value, path, indices);
	};
	const object = (value: JsonObject, prefix: string, indices: number[]): JsonObject =>
		Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner, prefix + key, indices)]));
	return object(document, "", []);
}
