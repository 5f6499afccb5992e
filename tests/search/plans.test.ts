// What the plan of a search hangs on stands in its statement: Postgres plans it for all values at once when it is asked again and again.
import type { SQL, SQLWrapper } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { db } from "#app/core/db.server.ts";
import { syncSearch } from "#app/core/search.server.ts";
import { scopeOf } from "#app/search/scope.server.ts";
import type { Db } from "#db/client.server.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { parseQuestion } from "#search/question.ts";
import { useTestDb } from "#tests/support/db.ts";
import { searchers } from "./quality.ts";

useTestDb("lamplight_demo");
const dialect = new PgDialect({ casing: "snake_case" });

/** The database, and what it was asked in words of ours. */
function listening(): { heard: Db; statements: string[] } {
	const statements: string[] = [];
	const execute = (query: SQLWrapper) => {
		statements.push(dialect.sqlToQuery(query.getSQL()).sql);
		return db.execute(query as SQL);
	};
	const heard = new Proxy(db, { get: (target, name) => (name === "execute" ? execute : Reflect.get(target, name)) });
	return { heard, statements };
}

test("threads are looked for by their words first, whatever the values are", async () => {
	await syncSearch();
	const [viewer] = await searchers();
	if (!viewer) throw new Error("Nobody is there to search.");
	const { heard, statements } = listening();
	const engine = postgresEngine(heard);
	expect(await engine.similar({ title: "A prompt for meeting minutes", text: "Minutes of a meeting" }, scopeOf(viewer), 5)).not.toEqual([]);
	expect(await engine.threads(parseQuestion("meeting minutes prompt"), {}, scopeOf(viewer), 20)).not.toEqual([]);
	const ranked = statements.filter((text) => text.includes("found as materialized"));
	expect(ranked.length).toBeGreaterThanOrEqual(2);
	for (const text of ranked) {
		const [, found = ""] = /found as materialized \(([\s\S]*?)\n\t\t\t\)\n/.exec(text) ?? [];
		expect(found.match(/desc limit \d+\)/g)).toHaveLength(2);
	}
});
