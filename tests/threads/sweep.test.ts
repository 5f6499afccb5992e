import { existsSync } from "node:fs";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { uploadStore } from "#app/core/uploads/uploads.server.ts";
import { saveDraft } from "#app/threads/drafts.server.ts";
import { keepImage, sweepUploads } from "#app/threads/uploads.server.ts";
import { postUploads, uploads } from "#db/schema/posts.server.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson, makeThread } from "#tests/support/makers.ts";

useTestDb();

test("a week later an image goes that no post shows and no draft holds; the others stay", async () => {
	const person = await makePerson();
	const { id: circleId } = await makeCircle({ keeper: person });
	const { openingId } = await makeThread({ author: person, circleId });
	const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#fff" } })
		.webp()
		.toBuffer();
	const [shown, drafted, left] = [await keepImage(person, bytes), await keepImage(person, bytes), await keepImage(person, bytes)];
	await db.insert(postUploads).values({ postId: openingId, upload: shown });
	await saveDraft(person, "new", { kind: "win", did: `![A lamp](/uploads/${drafted})` });
	expect(await sweepUploads()).toBe(0);
	const back = shiftClock(8 * 86_400_000);
	const recent = await keepImage(person, bytes);
	expect(await Promise.all([sweepUploads(), sweepUploads()])).toContain(1);
	back();
	const rows = await db.select({ name: uploads.name }).from(uploads).orderBy(sql`1`);
	expect(rows.map(({ name }) => name)).toEqual([shown, drafted, recent].sort());
	expect([shown, drafted, left, recent].map((name) => existsSync(uploadStore().path(name) ?? ""))).toEqual([true, true, false, true]);
});
