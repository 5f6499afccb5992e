import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "#app/core/db.server.ts";
import { search, syncSearch } from "#app/core/search.server.ts";
import { scopeOf } from "#app/search/scope.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { parseQuestion } from "#search/question.ts";
import { useTestDb } from "#tests/support/db.ts";
import { engines, useEngine } from "./engines.ts";
import { judge, mean, searchers } from "./quality.ts";

useTestDb("lamplight_demo");

describe.each(engines)("%s", (name) => {
	useEngine(name);

	// The aim is 0.85, and on the queries that nobody tuned for, too. `npm run bench:search` prints what it is.
	test("finds in the demo company what people who read it all would show", { timeout: 60_000 }, async () => {
		await syncSearch();
		const results = await judge();
		expect(search.name).toBe(name);
		expect(mean(results.map(({ ndcg }) => ndcg))).toBeGreaterThan(0.85);
		expect(mean(results.filter(({ held }) => held).map(({ ndcg }) => ndcg))).toBeGreaterThan(0.85);
		expect(mean(results.map(({ recall }) => recall))).toBeGreaterThan(0.75);
		expect(results.filter(({ empty }) => empty).map(({ query }) => query)).toEqual([]);
	});

	test("the search that everybody tries first", async () => {
		await syncSearch();
		const [viewer] = await searchers();
		if (!viewer) throw new Error("Nobody is there to search.");
		const [first = ""] = await search.threads(parseQuestion("promt for meeting minits"), {}, scopeOf(viewer), 5);
		const [thread] = await db.select({ title: threads.title }).from(threads).where(eq(threads.id, first));
		expect(thread?.title).toBe("A prompt for meeting minutes that people actually read");
	});
});
