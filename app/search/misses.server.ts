import { createHmac } from "node:crypto";
import { desc, lt, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden } from "#app/core/http.server.ts";
import { secret } from "#app/core/secret.server.ts";
import { searchMisses } from "#db/schema/search.server.ts";
import type { Question } from "#search/question.ts";

const keptDays = 90;
const fewest = 3;
const longest = 80;

/** Counts a search that found nothing: its words, and one mark of 64 that a keyed hash of person and words chooses. */
export async function noteMiss(viewer: Viewer, { words }: Question, tx = db): Promise<void> {
	const asked = [...words].sort().join(" ");
	if (asked.length < 3 || asked.length > longest) return;
	const mark =
		(createHmac("sha256", await secret("search-misses"))
			.update(`${viewer.id}\0${asked}`)
			.digest()[0] ?? 0) % 64;
	// Two's complement: the highest mark is the sign of a bigint.
	const bit = BigInt.asIntN(64, 1n << BigInt(mark));
	const lastOn = now().toISOString().slice(0, 10);
	await tx
		.insert(searchMisses)
		.values({ words: asked, marks: bit, lastOn })
		.onConflictDoUpdate({ target: searchMisses.words, set: { marks: sql`${searchMisses.marks} | excluded.marks`, lastOn } });
}

/** What three people or more looked for and did not find in the last 90 days, the latest first. Older ones are forgotten. */
export async function missedWords(viewer: Viewer, tx = db): Promise<string[]> {
	if (!isAdmin(viewer)) throw forbidden();
	const oldest = new Date(now().getTime() - keptDays * 86_400_000).toISOString().slice(0, 10);
	await tx.delete(searchMisses).where(lt(searchMisses.lastOn, oldest));
	const rows = await tx
		.select({ words: searchMisses.words })
		.from(searchMisses)
		.where(sql`bit_count(${searchMisses.marks}::bit(64)) >= ${fewest}`)
		.orderBy(desc(searchMisses.lastOn), searchMisses.words)
		.limit(50);
	return rows.map(({ words }) => words);
}
