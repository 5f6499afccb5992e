import { sqlState } from "./away.server.ts";

/** The lines of a stack without its first ones, which repeat the message. */
const frames = (error: Error) =>
	(error.stack ?? "")
		.split("\n")
		.filter((line) => /^\s+at /.test(line))
		.slice(0, 12)
		.join("\n");

/**
 * Logs an error that nobody expected. Of a failed query only its code, its constraint and where it was asked: its parameters, and
 * the messages that quote them, are what people wrote.
 */
export function reportError(error: unknown): void {
	const state = sqlState(error);
	if (state && error instanceof Error) console.error(`Database error ${state.code} ${state.constraint}\n${frames(error)}`);
	else if (error instanceof Error && "params" in error)
		console.error(`Database error: ${error.cause instanceof Error ? error.cause.message : error.name}\n${frames(error)}`);
	else console.error(error);
}
