// The floor: a bare handler that asks the database just what a page asks, through the same queries, and sends as many bytes.
import { createServer } from "node:http";
import { lucia } from "#app/auth/lucia.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { circlesOf } from "#app/circles/queries.server.ts";
import { addReply } from "#app/replies/commands.server.ts";
import { relatedThreads, similarThreads } from "#app/search/related.server.ts";
import { draftAt } from "#app/threads/drafts.server.ts";
import { feed, waitingFor } from "#app/threads/feed.server.ts";
import { openingOf, repliesOf, threadById } from "#app/threads/queries.server.ts";
import { noteRead, noteVisit } from "#app/threads/reading.server.ts";

let filler = Buffer.alloc(0);

async function viewerOf(cookie: string | undefined): Promise<Viewer | null> {
	const sessionId = lucia.readSessionCookie(cookie ?? "");
	if (!sessionId) return null;
	const { user } = await lucia.validateSession(sessionId);
	return user;
}

async function work(method: string, url: URL, viewer: Viewer, body: string): Promise<void> {
	const threadId = /^\/threads\/(\w{14})/.exec(url.pathname)?.[1];
	if (method === "POST") {
		const form = new URLSearchParams(body);
		await addReply(viewer, threadId, { text: form.get("text") ?? "", submission: form.get("submission") ?? "", parentId: undefined });
		return;
	}
	if (url.pathname === "/threads/similar") return void (await similarThreads(viewer, url.searchParams.get("title") ?? ""));
	const circles = circlesOf(viewer);
	if (threadId) {
		const thread = await threadById(viewer, threadId);
		if (!thread) return;
		const [, page] = await Promise.all([
			openingOf(viewer, thread),
			repliesOf(viewer, thread, thread.seenUpTo, {}),
			draftAt(viewer, `reply:${threadId}`),
			relatedThreads(viewer, thread),
		]);
		await noteRead(viewer, threadId, page.replies.at(-1)?.createdAt ?? thread.createdAt);
	} else {
		await noteVisit(viewer);
		if (url.pathname === "/") await Promise.all([waitingFor(viewer), feed(viewer, { forYou: true }, null)]);
		else await feed(viewer, {}, null);
	}
	await circles;
}

const server = createServer(async (request, response) => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	const viewer = await viewerOf(request.headers.cookie);
	if (!viewer) return void response.writeHead(401).end();
	await work(request.method ?? "GET", new URL(request.url ?? "/", "http://floor.invalid"), viewer, Buffer.concat(chunks).toString());
	response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Length": filler.length }).end(filler);
});
server.listen(Number(process.argv[2]), () => process.send?.("ready"));
process.on("message", (bytes: number) => {
	filler = Buffer.alloc(bytes, "x");
	process.send?.("filled");
});
process.on("disconnect", () => process.exit(0));
