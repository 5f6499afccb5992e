import { readFileSync } from "node:fs";
import type { RequestHandler } from "express";

/** Answers with the service worker, which bears the version of the build: browsers take a worker anew when a byte of it changed. */
export function serviceWorker(file: string, version: string): RequestHandler {
	const script = readFileSync(file, "utf8").replace("@build@", version);
	return (_, response) =>
		void response.set({ "Cache-Control": "no-cache", "Service-Worker-Allowed": "/" }).type("text/javascript").send(script);
}
