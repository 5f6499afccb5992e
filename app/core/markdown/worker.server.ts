import { parentPort } from "node:worker_threads";
import { cook, MarkdownTooComplex, mentionedHandles } from "./cook.server.ts";

export type Ask = { id: number; source: string; mentions: [string, string][] | null };
export type Answer = { id: number; html?: string; text?: string; handles?: string[]; refused?: string };

parentPort?.on("message", ({ id, source, mentions }: Ask) => {
	try {
		parentPort?.postMessage(mentions ? { id, ...cook(source, { mentions: new Map(mentions) }) } : { id, handles: mentionedHandles(source) });
	} catch (error) {
		parentPort?.postMessage({ id, refused: error instanceof MarkdownTooComplex ? error.message : "This text can not be formatted." });
	}
});
