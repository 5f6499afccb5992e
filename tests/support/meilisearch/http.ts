// Requests as routes see them, and how bodies are read.
import type { IncomingMessage } from "node:http";
import { ApiError } from "./errors.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

export type Request = {
	method: string;
	/** The parts of the path between slashes, decoded. */
	path: string[];
	query: URLSearchParams;
	/** What came as JSON or as lines of it. */
	json(): Json;
	documents(): JsonObject[];
};

export type Answer = { status: number; body: Json };
export const ok = (body: Json): Answer => ({ status: 200, body });
export const accepted = (body: JsonObject): Answer => ({ status: 202, body });

/** The bytes of a body. */
export async function bytesOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

const mebibytes = (bytes: number) => `${Number((bytes / 1_048_576).toFixed(2))} MiB`;

export function requestOf(message: IncomingMessage, bytes: Buffer, payloadLimit: number): Request {
	const url = new URL(message.url ?? "/", "http://localhost");
	const contentType = message.headers["content-type"]?.split(";")[0]?.trim();
	const body = (accepted: string[]): string => {
		const offer = `Accepted values for the Content-Type header are: ${accepted.map((type) => `\`${type}\``).join(", ")}`;
		if (contentType === undefined) throw new ApiError("missing_content_type", `A Content-Type header is missing. ${offer}`);
		if (!accepted.includes(contentType))
			throw new ApiError("invalid_content_type", `The Content-Type \`${contentType}\` is invalid. ${offer}`);
		if (bytes.length > payloadLimit)
			throw new ApiError(
				"payload_too_large",
				`The provided payload reached the size limit. The maximum accepted payload size is ${mebibytes(payloadLimit)}.`,
			);
		const name = contentType === "application/x-ndjson" ? "ndjson" : "json";
		if (bytes.length === 0) throw new ApiError("missing_payload", `A ${name} payload is missing.`);
		return bytes.toString("utf8");
	};
	const parse = (text: string, malformed: (why: string) => string): Json => {
		try {
			return JSON.parse(text);
		} catch (error) {
			throw new ApiError("malformed_payload", malformed(error instanceof Error ? error.message : String(error)));
		}
	};
	return {
		method: message.method ?? "GET",
		path: url.pathname.split("/").filter(Boolean).map(decodeURIComponent),
		query: url.searchParams,
		json: () => parse(body(["application/json"]), (why) => `The json payload provided is malformed. \`${why}\`.`),
		documents() {
			const text = body(["application/json", "application/x-ndjson"]);
			const lines = contentType === "application/x-ndjson";
			const malformed = (why: string) =>
				`The \`${lines ? "ndjson" : "json"}\` payload provided is malformed. \`Couldn't serialize document value: ${why}\`.`;
			const values = lines ? text.split("\n").filter((line) => line.trim() !== "") : [text];
			const parsed = values.flatMap((value) => parse(value, malformed));
			return parsed.map((document) => {
				if (isObject(document)) return document;
				throw new ApiError("malformed_payload", malformed("data are neither an object nor a list of objects"));
			});
		},
	};
}
