// npm run bench [-- --large] [--seconds N] [--only NAME|mixed|live|ama|coaching]: pages beside the floor of a bare handler, in one run.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { closeDb, createDb, type Db } from "#db/client.server.ts";
import { startEmbedded } from "#db/embedded.server.ts";
import { migrate } from "#db/migrate.ts";
import { build } from "../../scripts/start.mjs";
import { measureAma } from "./ama.ts";
import { measureBadges } from "./badges.ts";
import { measureCoaching } from "./coaching.ts";
import { measureLive } from "./live.ts";
import { type Figures, load, median, type Shot } from "./load.ts";
import { mixedLoad } from "./mixed.ts";
import { type Size, seed } from "./seed.ts";

const option = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const has = (name: string) => process.argv.includes(`--${name}`);
const large = has("large");
const seconds = has("seconds") ? Number(option("seconds")) : 4;
const rounds = 3;
const size: Size = large ? { people: 500, threads: 100_000, replies: 1_000_000 } : { people: 500, threads: 10_000, replies: 100_000 };
const appPort = 3971;
const floorPort = 3972;
const livePort = 3973;

/** A signed-in browser for each of the people, as rows the server accepts. */
async function signIn(db: Db): Promise<string[]> {
	const people = await db.execute<{ id: string }>(sql`select id from accounts order by id`);
	const tokens = [...people].map(({ id }) => ({
		id,
		token: Array.from(randomBytes(40), (byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte & 31]).join(""),
	}));
	await db.execute(sql`delete from sessions`);
	await db.execute(sql`delete from rate_limits`);
	for (const { id, token } of tokens)
		await db.execute(
			sql`insert into sessions (id, user_id, expires_at, absolute_expires_at) values (${createHash("sha256").update(token).digest("hex")}, ${id}, now() + interval '12 hours', now() + interval '7 days')`,
		);
	return tokens.map(({ token }) => `sid=${token}`);
}

async function shots(db: Db, cookies: string[]): Promise<Record<string, () => Shot>> {
	const rows = await db.execute<{ id: string; slug: string; title: string }>(
		sql`select t.id, t.slug, t.title from threads t join circles c on c.id = t.circle_id where c.visibility = 'open' and t.deleted_at is null order by md5(t.id) limit 200`,
	);
	const threads = [...rows];
	let turn = 0;
	const any = <T>(list: T[]): T => list[turn++ % list.length] as T;
	const cookie = () => any(cookies);
	const page = () => {
		const { id, slug } = any(threads);
		return `/threads/${id}/${slug}`;
	};
	return {
		feed: () => ({ path: "/latest", cookie: cookie() }),
		"for you": () => ({ path: "/", cookie: cookie() }),
		"thread page": () => ({ path: page(), cookie: cookie() }),
		"similar threads": () => ({ path: `/threads/similar?title=${encodeURIComponent(any(threads).title)}`, cookie: cookie() }),
		"posting a reply": () => ({
			path: page(),
			method: "POST",
			cookie: cookie(),
			body: new URLSearchParams({
				text: "A reply that the bench wrote, about **tables** and drafts.",
				submission: randomUUID(),
			}).toString(),
		}),
	};
}

async function titles(db: Db): Promise<string[]> {
	const rows = await db.execute<{ title: string }>(sql`select title from threads order by md5(id) limit 200`);
	return [...rows].map(({ title }) => title.split(" ").slice(0, 2).join(" "));
}

const searchPage = (cookies: string[], queries: string[]) => {
	let turn = 0;
	return () => {
		turn += 1;
		return { path: `/search?q=${encodeURIComponent(queries[turn % queries.length] ?? "")}`, cookie: cookies[turn % cookies.length] ?? "" };
	};
};

function start(args: string[], env: Record<string, string>): ChildProcess {
	return spawn(process.execPath, args, {
		env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...env },
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
}

async function untilReady(origin: string): Promise<void> {
	for (let tries = 0; tries < 200; tries++) {
		if (
			await fetch(`${origin}/readyz`).then(
				(answer) => answer.ok,
				() => false,
			)
		)
			return;
		await new Promise((done) => setTimeout(done, 100));
	}
	throw new Error("The server did not become ready.");
}

/** Waits until the search index holds what was posted so far: thousands of replies in a few seconds are nobody's usual day. */
async function untilIndexed(db: Db): Promise<void> {
	for (;;) {
		const [left] = await db.execute<{ open: number }>(sql`select count(*)::int as open from search_changes`);
		if (!left?.open) return;
		await new Promise((done) => setTimeout(done, 500));
	}
}

const cell = (text: string | number, width: number) => String(text).padStart(width);
const middle = (list: Figures[], key: keyof Figures) => median(list.map((figures) => figures[key]));

async function measure(name: string, next: () => Shot, floor: ChildProcess): Promise<void> {
	const [app, bare] = [`http://localhost:${appPort}`, `http://localhost:${floorPort}`];
	const warm = await load(app, next, 1);
	floor.send(warm.bytes);
	await once(floor, "message");
	await load(bare, next, 1);
	const mine: Figures[] = [];
	const theirs: Figures[] = [];
	// In turn, so that a noisy minute falls on both.
	for (let round = 0; round < rounds; round++) {
		mine.push(await load(app, next, seconds / rounds));
		theirs.push(await load(bare, next, seconds / rounds));
	}
	const [rate, floorRate] = [middle(mine, "perSecond"), middle(theirs, "perSecond")];
	console.log(
		`${name.padEnd(16)}${cell(rate.toFixed(0), 8)}${cell(middle(mine, "p50").toFixed(1), 9)}${cell(middle(mine, "p99").toFixed(1), 9)}${cell(middle(mine, "bytes"), 9)}${cell(floorRate.toFixed(0), 10)}${cell(middle(theirs, "p50").toFixed(1), 11)}${cell((rate / floorRate).toFixed(2), 8)}${mine.some(({ failed }) => failed > 0) ? "  (some failed)" : ""}`,
	);
}

/** What a browser downloads for a thread page, gzipped: the scripts that the page names, and the styles. */
async function weigh(next: () => Shot): Promise<void> {
	const { path, cookie } = next();
	const html = await (await fetch(`http://localhost:${appPort}${path}`, { headers: { Cookie: cookie } })).text();
	const names = new Set([...html.matchAll(/\/assets\/([\w.$()-]+\.(?:js|css))/g)].map(([, name = ""]) => name));
	const assets = readdirSync("build/client/assets").filter((name) => names.has(name));
	const weight = (end: string) =>
		assets
			.filter((name) => name.endsWith(end))
			.reduce((sum, name) => sum + gzipSync(readFileSync(join("build/client/assets", name))).length, 0) / 1024;
	console.log(`\nA thread page loads ${weight(".js").toFixed(1)} KB of JavaScript and ${weight(".css").toFixed(1)} KB of CSS (gzip).`);
}

build();
const embedded = await startEmbedded({ dataDir: resolve(`.data/bench-${large ? "large" : "standard"}`), explicit: false });
await migrate(embedded.url);
const db = createDb(embedded.url, { max: 2, statementTimeout: 600_000 });
const files = mkdtempSync(join(tmpdir(), "lamplight-bench-"));
const env = { DATABASE_URL: embedded.url, DATA_DIR: files };
const children: ChildProcess[] = [];
try {
	await seed(db, size);
	const cookies = await signIn(db);
	const all = await shots(db, cookies);
	children.push(start(["server.ts"], { ...env, PORT: String(appPort) }));
	const floor = start(["tests/bench/floor.ts", String(floorPort)], env);
	children.push(floor);
	await Promise.all([untilReady(`http://localhost:${appPort}`), once(floor, "message")]);
	console.log(
		`${size.people} people, ${size.threads.toLocaleString("en")} threads, ${size.replies.toLocaleString("en")} replies; 8 connections, ${seconds} s each\n`,
	);
	console.log(
		`${"page".padEnd(16)}${cell("req/s", 8)}${cell("p50 ms", 9)}${cell("p99 ms", 9)}${cell("bytes", 9)}${cell("floor/s", 10)}${cell("floor p50", 11)}${cell("ratio", 8)}`,
	);
	for (const [name, next] of Object.entries(all)) if (!has("only") || option("only") === name) await measure(name, next, floor);
	const { "thread page": page, "posting a reply": writing, ...others } = all;
	if (page && writing && (!has("only") || option("only") === "mixed")) {
		await untilIndexed(db);
		await mixedLoad(`http://localhost:${appPort}`, [page, searchPage(cookies, await titles(db)), ...Object.values(others)], writing);
	}
	if (!has("only") || option("only") === "ama") await measureAma(`http://localhost:${appPort}`, db, cookies);
	if (!has("only") || option("only") === "coaching") await measureCoaching(db);
	if (!has("only") || option("only") === "badges") await measureBadges(db);
	if (page && (!has("only") || option("only") === "live")) {
		const child = start(["--expose-gc", "--import", "./tests/bench/tidy.ts", "server.ts"], { ...env, PORT: String(livePort) });
		children.push(child);
		await untilReady(`http://localhost:${livePort}`);
		await untilIndexed(db);
		await measureLive({ origin: `http://localhost:${livePort}`, process: child }, db, page().path, cookies);
	}
	if (page) await weigh(page);
} finally {
	for (const child of children) child.kill("SIGTERM");
	await closeDb(db);
	await embedded.stop();
	rmSync(files, { recursive: true, force: true });
}
