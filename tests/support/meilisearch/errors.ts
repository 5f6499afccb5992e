// The errors of the documented API, with their codes.
import type { JsonObject } from "./json.ts";

// What is not listed is the caller's mistake: 400, invalid_request.
const statuses: Record<string, number> = {
	document_not_found: 404,
	index_already_exists: 409,
	index_not_found: 404,
	internal: 500,
	invalid_api_key: 403,
	invalid_content_type: 415,
	missing_authorization_header: 401,
	missing_content_type: 415,
	payload_too_large: 413,
	task_not_found: 404,
};
const types: Record<string, string> = { internal: "internal", invalid_api_key: "auth", missing_authorization_header: "auth" };

/** A refusal as the server words it: of a request, or of a task that fails later. */
export class ApiError extends Error {
	readonly code: string;
	readonly status: number;

	constructor(code: string, message: string, status = statuses[code] ?? 400) {
		super(message);
		this.code = code;
		this.status = status;
	}

	/** The same error with words before it, that say where. */
	inside(prefix: string, status = this.status): ApiError {
		return new ApiError(this.code, prefix + this.message, status);
	}

	toJSON(): JsonObject {
		const { message, code } = this;
		return { message, code, type: types[code] ?? "invalid_request", link: `https://docs.meilisearch.com/errors#${code}` };
	}
}

export const indexNotFound = (uid: string): ApiError => new ApiError("index_not_found", `Index \`${uid}\` not found.`);
