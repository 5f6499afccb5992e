// The rules for documents: which field identifies them, and what may stand in it.
import { ApiError } from "./errors.ts";
import { type Json, type JsonObject, valuesAt } from "./json.ts";

/** The one field of a document whose name ends with id. */
export function inferPrimaryKey(document: JsonObject): string {
	const names = Object.keys(document)
		.filter((name) => name.toLowerCase().endsWith("id"))
		.sort();
	const [name, other] = names;
	const help = "Please specify the primary key manually using the `primaryKey` query parameter.";
	if (name === undefined)
		throw new ApiError(
			"index_primary_key_no_candidate_found",
			`The primary key inference failed as the engine did not find any field ending with \`id\` in its name. ${help}`,
		);
	if (other !== undefined)
		throw new ApiError(
			"index_primary_key_multiple_candidates_found",
			`The primary key inference failed as the engine found ${names.length} fields ending with \`id\` in their names: '${name}' and '${other}'. ${help}`,
		);
	return name;
}

/** The identifier of a document as a text. */
export function documentId(document: JsonObject, primaryKey: string): string {
	const [value] = valuesAt(document, primaryKey);
	if (value === undefined)
		throw new ApiError("missing_document_id", `Document doesn't have a \`${primaryKey}\` attribute: \`${JSON.stringify(document)}\`.`);
	if (typeof value === "number" && Number.isInteger(value)) return String(value);
	if (typeof value === "string" && /^[A-Za-z0-9_-]{1,511}$/.test(value)) return value;
	throw new ApiError(
		"invalid_document_id",
		`Document identifier \`${JSON.stringify(value)}\` is invalid. A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and underscores (_), and can not be more than 511 bytes.`,
	);
}

/** The identifiers that a deletion names. */
export function deletedIds(body: Json): string[] {
	if (!Array.isArray(body)) throw new ApiError("bad_request", "Json deserialize error: expected a sequence");
	return body.map((id) => {
		if (typeof id === "string") return id;
		if (typeof id === "number" && Number.isInteger(id)) return String(id);
		throw new ApiError("invalid_document_id", `Document identifier \`${JSON.stringify(id)}\` is invalid.`);
	});
}
