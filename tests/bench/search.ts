// npm run bench:search: how good the results are on the demo company, for each engine, and how long Postgres takes for them over
// 10,000 threads with 100,000 replies whose words are spread as in real text.
import { resolve } from "node:path";
import { db, useDb } from "#app/core/db.server.ts";
import { search, syncSearch, useMeilisearch } from "#app/core/search.server.ts";
import { kitchen } from "#app/recognition/kitchen.server.ts";
import { find, findQuickly } from "#app/search/queries.server.ts";
import { scopeOf } from "#app/search/scope.server.ts";
import { closeDb, createDb } from "#db/client.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { seedDemo } from "#db/seed/demo.ts";
import { parseQuestion } from "#search/question.ts";
import { judge, mean, searchers } from "#tests/search/quality.ts";
import { startMeilisearch } from "#tests/support/meilisearch/server.ts";
import { queriesFrom } from "./prose.ts";
import { seed } from "./seed.ts";

const cell = (text: string | number, width: number) => String(text).padStart(width);

async function database(name: string): Promise<{ url: string; stop(): Promise<void> }> {
	const embedded = await startEmbedded({ dataDir: resolve(`.data/bench-${name}`), explicit: false });
	await migrate(embedded.url);
	useDb(createDb(embedded.url, { max: 4, statementTimeout: 600_000 }));
	return {
		url: embedded.url,
		async stop() {
			await closeDb(db);
			await embedded.stop();
		},
	};
}

async function quality(engine: string): Promise<void> {
	const results = await judge();
	for (const [part, of] of [
		["all", results],
		["held back from tuning", results.filter(({ held }) => held)],
		...[...new Set(results.map(({ trait }) => trait))].map((trait) => [trait, results.filter((result) => result.trait === trait)] as const),
	] as const)
		console.log(
			`${engine.padEnd(14)}${part.padEnd(24)}${cell(of.length, 8)}${cell(mean(of.map(({ ndcg }) => ndcg)).toFixed(3), 10)}${cell(mean(of.map(({ recall }) => recall)).toFixed(3), 11)}${cell(mean(of.map(({ empty }) => Number(empty))).toFixed(3), 8)}`,
		);
}

async function judgeEngines(): Promise<void> {
	const { url, stop } = await database("demo");
	const server = process.env.MEILISEARCH_URL ? null : await startMeilisearch();
	try {
		await seedDemo(url, kitchen);
		console.log(
			`\n${"engine".padEnd(14)}${"queries".padEnd(24)}${cell("number", 8)}${cell("nDCG@10", 10)}${cell("recall@10", 11)}${cell("empty", 8)}`,
		);
		useMeilisearch(null);
		await syncSearch();
		await quality("postgres");
		useMeilisearch(server ?? { url: process.env.MEILISEARCH_URL ?? "", apiKey: process.env.MEILISEARCH_API_KEY });
		await syncSearch();
		await quality(server ? "meilisearch*" : "meilisearch");
		if (server) console.log("* the stand-in of the tests, which follows the documented rules; set MEILISEARCH_URL for a real server");
	} finally {
		useMeilisearch(null);
		await server?.stop();
		await stop();
	}
}

async function time(): Promise<void> {
	const { stop } = await database("standard");
	try {
		await seed(db, { people: 500, threads: 10_000, replies: 100_000 });
		const everybody = await searchers();
		const queries = await queriesFrom(db);
		console.log(`\n10,000 threads, 100,000 replies; ${queries.length} queries, one after another\n`);
		console.log(`${"inside the server".padEnd(28)}${cell("p50 ms", 10)}${cell("p99 ms", 10)}${cell("empty", 8)}`);
		for (const [name, ask] of [
			["ranking alone", async (viewer, q) => (await search.threads(parseQuestion(q), {}, scopeOf(viewer), 500)).length],
			["as one types", async (viewer, q) => (await findQuickly(viewer, q)).hits.length],
			["a page with facets", async (viewer, q) => (await find(viewer, q, 0)).hits.length],
			["similar threads", async (viewer, q) => (await search.similar({ title: q, text: "" }, scopeOf(viewer), 5)).length],
		] as [string, (viewer: (typeof everybody)[number], q: string) => Promise<number>][]) {
			const times: number[] = [];
			let empty = 0;
			for (const [index, q] of [...queries.slice(0, 40), ...queries].entries()) {
				const viewer = everybody[(index * 7) % everybody.length];
				if (!viewer) continue;
				const start = performance.now();
				const found = await ask(viewer, q);
				if (index >= 40) times.push(performance.now() - start);
				if (index >= 40 && found === 0) empty += 1;
			}
			times.sort((a, b) => a - b);
			const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))]?.toFixed(1) ?? "";
			console.log(`${name.padEnd(28)}${cell(at(0.5), 10)}${cell(at(0.99), 10)}${cell((empty / times.length).toFixed(3), 8)}`);
		}
	} finally {
		await stop();
	}
}

if (!process.argv.includes("--speed")) await judgeEngines();
if (!process.argv.includes("--quality")) await time();
process.exit(0);
