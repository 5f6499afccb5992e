// npm run bench:followers: what 10,000 followers of a circle cost the person who posts there, beside a circle that nobody follows.
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { useDb } from "#app/core/db.server.ts";
import { tellOfPost } from "#app/notifications/fan-out.server.ts";
import { createThread } from "#app/threads/commands.server.ts";
import { closeDb, createDb } from "#db/client.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { makeCircle, makeFollowers, makePerson } from "../support/makers.ts";
import { percentiles } from "./load.ts";

const followers = 10_000;
const writes = 120;
const warming = 20;

const folder = mkdtempSync(join(tmpdir(), "lamplight-followers-"));
// The database's own user has to get there, so that all of it lies in this folder and goes with it.
chmodSync(folder, 0o755);
process.env.DATA_DIR = folder;
const embedded = await startEmbedded({ dataDir: folder, explicit: true });
await migrate(embedded.url);
const db = createDb(embedded.url, { max: 4, statementTimeout: 600_000 });
useDb(db);
try {
	const writer = await makePerson();
	const [followed, quiet] = [await makeCircle({ keeper: writer }), await makeCircle({ keeper: writer })];
	await makeFollowers(followed.id, followers);
	const write = async (circleId: string) => {
		await db.execute(sql`delete from rate_limits`);
		const submission = randomUUID();
		const start = performance.now();
		await createThread(writer, {
			kind: "question",
			title: `How much is told of ${submission.slice(0, 8)}?`,
			circleId,
			want: "To know what a post costs.",
			tried: "",
			tags: [],
			roles: [],
			submission,
		});
		return { ms: performance.now() - start };
	};
	const many: { ms: number }[] = [];
	const none: { ms: number }[] = [];
	// In turn, so that a noisy second falls on both.
	for (let turn = 0; turn < writes + warming; turn++) {
		const took = [await write(followed.id), await write(quiet.id)] as const;
		if (turn < warming) continue;
		many.push(took[0]);
		none.push(took[1]);
	}
	const [loud, still] = [percentiles(many), percentiles(none)];
	console.log(`${writes} threads each, jobs not running`);
	console.log(`nobody follows the circle       p50 ${still.p50.toFixed(1)} ms, p99 ${still.p99.toFixed(1)} ms`);
	console.log(`${followers.toLocaleString("en")} follow it                p50 ${loud.p50.toFixed(1)} ms, p99 ${loud.p99.toFixed(1)} ms`);
	console.log(`ratio of the medians            ${(loud.p50 / still.p50).toFixed(2)}`);
	const posts = await db.execute<{ id: string }>(
		sql`select p.id from posts p join threads t on t.id = p.thread_id where t.circle_id = ${followed.id} limit 1`,
	);
	const postId = posts[0]?.id ?? "";
	const start = performance.now();
	let after = "";
	for (;;) {
		await tellOfPost({ postId, after });
		const [last] = await db.execute<{ id: string }>(
			sql`select max(person_id) as id from notifications where post_id = ${postId} having max(person_id) > ${after}`,
		);
		if (!last) break;
		after = last.id;
	}
	console.log(`all of them told of one thread  ${((performance.now() - start) / 1000).toFixed(1)} s`);
} finally {
	await closeDb(db);
	await embedded.stop();
	rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
