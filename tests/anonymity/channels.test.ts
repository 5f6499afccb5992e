// Something written without a name, followed through every way in which anything leaves the server. Docs: docs/decisions/014-anonymity.md.

import { spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { backup } from "#db/backup.server.ts";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";
import { doors } from "../security/doors.ts";

// A word that only what she writes without her name bears, and everything that could tell who she is.
const canary = "quaggamire";
const author = { id: "ottolinequill1", handle: "ottoline", name: "Ottoline Quillfeather", email: "ottoline@northwind.example" };
const telling = /ottolinequill1|ottoline|Quillfeather/i;

/** What each table may hold of an anonymous post. A table that is not here has not been thought about: say why it tells nothing. */
const tables: Record<string, string> = {
	accounts: "people, before and after",
	activity: "of named people; towards somebody without a name, the day and not whom",
	agenda_questions: "without a name: a keyed hash and the day",
	aliases: "keyed hashes",
	ama_hosts: "who answers, by name",
	ama_questions: "how a question stands",
	ama_votes: "of readers",
	amas: "times of an AMA",
	anonymous_counts: "keyed by a day's key that is thrown away",
	asked_helpers: "who was asked to help, not who asked",
	attention: "what a person wants to hear; not written",
	awards: "for what was done by name, or what its owner chose to show",
	bookings: "who comes to a session; not written",
	bookmarks: "of readers",
	busy: "when somebody is in a session",
	calendar_tokens: "not written",
	champion_scopes: "what a champion looks after",
	champion_terms: "who is champion",
	champions: "what a champion says of themself",
	circle_members: "not written",
	circles: "not written",
	coaching_sessions: "dated meetings",
	departments: "a list",
	drafts: "an anonymous one stays in the browser",
	feed_tokens: "not written",
	first_posts: "an anonymous one is nobody's first",
	flags: "of those who flag",
	follows: "nobody follows by writing anonymously",
	glass_requests: "which moderators asked about which post; none of whom it is",
	installation: "one row",
	invites: "not written",
	issued_badges: "signed copies of awards",
	issuer_keys: "public keys",
	job_roles: "a list",
	live_events: "topics",
	live_forgotten: "topics",
	mail_choices: "not written",
	mails: "to those who hear of it, never to her",
	moderation_cases: "how a post stands, and when it was flagged",
	moderation_log: "who decided; nobody where its author did something",
	moderator_notes: "of moderators",
	my_notes: "notes about a session",
	no_shows: "of a session",
	nomination_readers: "of a proposal between people with names",
	nominations: "of a thank-you note",
	note_reports: "of a thank-you note",
	notices: "of sessions and terms",
	notifications: "of those who hear of it",
	office_hour_overrides: "when a host has time",
	office_hour_rules: "when a host has time",
	office_hour_topics: "what a host can be asked",
	office_hours: "a host's offer",
	officer_keys: "public keys of officers",
	officers: "who the officers are",
	our_notes: "notes about a session",
	people: "before and after",
	person_tools: "not written",
	playbook_steps: "a champion's own ticks",
	post_mentions: "whom it mentions",
	post_revisions: "an anonymous post has none",
	post_uploads: "names of images",
	posts: "an alias and the day",
	push_subscriptions: "not written",
	rate_limits: "images, by a keyed hash",
	reactions: "of readers",
	recognition_choices: "not written",
	recurring_topics: "what a host says keeps coming up",
	reflections: "of a session",
	sealed_activity: "a keyed hash and the week",
	sealed_links: "boxes of fixed length, which two people can open together",
	sealed_news: "an alias",
	search_changes: "ids",
	search_documents: "words and the alias",
	search_misses: "words that nobody found, without whose",
	search_synonyms: "words",
	search_targets: "engines",
	search_words: "words",
	session_excerpts: "what two agreed to show",
	sessions: "who is signed in, not what they write",
	status_entries: "numbers by chance, and whether each is revoked",
	tags: "words",
	thank_yous: "between two people with names",
	thread_reads: "not noted by writing",
	thread_roles: "topics",
	thread_tags: "topics",
	threads: "an alias and the day",
	time_off: "when a host is away",
	tools: "a list",
	uploads: "a keyed hash and the day",
	visits: "that somebody was here on a day; not by writing",
	waiting_posts: "sealed",
	waiting_questions: "that a question waits",
};

let server: RunningServer;
let sql: postgres.Sql;
const cookies: Record<string, string> = {};
let first = { thread: "", slug: "" };
let second = { thread: "", slug: "" };
const session = "channelgroup01";
const wrote = { from: 0, to: 0 };
const frames: string[] = [];
let before: Record<string, number>;
const stop = new AbortController();

const send = (who: string, path: string, fields: Record<string, string>) =>
	fetch(server.origin + path, {
		method: "POST",
		headers: { Cookie: cookies[who] ?? "", Origin: server.origin },
		body: new URLSearchParams(fields),
		redirect: "manual",
	});
const page = async (who: string, path: string) => {
	const response = await fetch(server.origin + path, { headers: { Cookie: cookies[who] ?? "" }, redirect: "manual" });
	return { text: await response.text(), head: JSON.stringify([...response.headers]), to: response.headers.get("location") };
};

/** How many rows of each table hold something that tells who she is. */
async function tellingRows(): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	const places = await sql<{ place: string; name: string }[]>`
		select schemaname as place, tablename as name from pg_tables where schemaname in ('public', 'graphile_worker')`;
	for (const { place, name } of places) {
		const [row] = await sql<{ n: number }[]>`
			select count(*)::int as n from ${sql(place)}.${sql(name)} t where t::text ~* ${telling.source}`;
		if (row?.n) counts[name] = row.n;
	}
	return counts;
}

/** Lets what waits appear, and the jobs that follow from it end. */
async function settle() {
	await sql`update waiting_posts set due_at = now() - interval '1 second'`;
	await sql`update agenda_questions set appears_at = now() - interval '1 second' where appears_at is not null`;
	for (const task of ["replies.appear", "coaching.agenda"]) await sql`select graphile_worker.add_job(${task}, '{}'::json)`;
	await vi.waitFor(
		async () => {
			expect(await sql`select from waiting_posts`).toHaveLength(0);
			expect(await sql`select from graphile_worker._private_jobs where locked_at is not null or run_at <= now()`).toHaveLength(0);
			expect(await sql`select from search_changes`).toHaveLength(0);
		},
		{ timeout: 30_000, interval: 200 },
	);
}

const ids = async () => {
	const rows = await sql<{ id: string; thread: string; text: string; opening: number }[]>`
		select id, thread_id as thread, text, opening from posts where alias is not null and text like ${`%${canary}%`} order by text`;
	return rows;
};

beforeAll(async () => {
	server = await startServer();
	sql = postgres(server.databaseUrl, { max: 2, onnotice: () => undefined });
	await sql`insert into accounts (id, email, password_hash) values (${author.id}, ${author.email}, 'none')`;
	await sql`insert into people (id, handle, name) values (${author.id}, ${author.handle}, ${author.name})`;
	for (const who of ["ottoline", "tomas", "noor", "fatima", "priya", "maya"]) cookies[who] = await signInAs(server.origin, who);
	const open = await sql<{ thread: string; slug: string }[]>`
		select t.id as thread, t.slug from threads t join circles c on c.id = t.circle_id
		where c.visibility = 'open' and t.kind = 'question' and t.closed_at is null and t.author_id = (select id from people where handle = 'maya')
		order by t.id limit 1`;
	const other = await sql<{ thread: string; slug: string }[]>`
		select t.id as thread, t.slug from threads t join circles c on c.id = t.circle_id
		where c.visibility = 'open' and t.kind = 'win' and t.closed_at is null and t.author_id <> (select id from people where handle = 'maya')
		order by t.id limit 1`;
	[first = first] = open;
	[second = second] = other;
	// She is a colleague like any other: the search has heard of her before anything is compared.
	await vi.waitFor(
		async () => {
			expect(await sql`select from search_documents d where d::text ~* ${telling.source}`).not.toHaveLength(0);
			expect(await sql`select from search_changes`).toHaveLength(0);
		},
		{ timeout: 30_000, interval: 100 },
	);
	before = await tellingRows();

	// Somebody looks at the thread all the time.
	const stream = await fetch(`${server.origin}/live?thread=${first.thread}`, {
		headers: { Cookie: cookies.tomas ?? "" },
		signal: stop.signal,
	});
	void (async () => {
		const reader = stream.body?.getReader();
		for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) frames.push(Buffer.from(read.value).toString());
	})().catch(() => undefined);

	const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#aa5500" } })
		.png()
		.toBuffer();
	const upload = new FormData();
	upload.append("image", new Blob([new Uint8Array(picture)], { type: "image/png" }), "ottoline-desk.png");
	wrote.from = Date.now();
	const stored = await fetch(`${server.origin}/uploads`, {
		method: "POST",
		headers: { Cookie: cookies.ottoline ?? "", Origin: server.origin },
		body: upload,
	});
	const { name } = (await stored.json()) as { name: string };
	const key = (n: number) => `0e0e0e0e-0000-4000-8000-00000000000${n}`;
	const replies = [
		[first, `The ${canary} one, for @maya. ![A desk](/uploads/${name})`, 1],
		[second, `The ${canary} two.`, 2],
	] as const;
	for (const [to, text, n] of replies) {
		const sent = await send("ottoline", `/threads/${to.thread}/${to.slug}`, { text, as: "alias", triedIt: "1", submission: key(n) });
		expect(sent.headers.get("location")).toContain("held");
	}
	const [circle] = await sql<{ id: string }[]>`select id from circles where slug = 'prompting-at-work'`;
	const begun = await send("ottoline", "/threads/new", {
		kind: "question",
		title: `May one ask about the ${canary}?`,
		want: `To know the ${canary} three.`,
		circleId: circle?.id ?? "",
		as: "alias",
		submission: key(3),
	});
	expect(begun.headers.get("location")).toContain("/kept");
	const [ama] = await sql<{ id: string }[]>`select thread_id as id from amas where closes_at > now() limit 1`;
	const question = { text: `What about the ${canary} four?`, as: "alias", other: "1", submission: key(4) };
	expect((await send("ottoline", `/ama/${ama?.id}`, question)).headers.get("location")).toContain("#held");
	const [host] = await sql<{ id: string }[]>`select id from people where handle = 'tomas'`;
	await sql`insert into office_hours (id, host_id, title, kind, minutes, seats, time_zone, created_at)
		values ('channelhours01', ${host?.id ?? ""}, 'A group', 'group', 30, 8, 'UTC', '2026-01-01')`;
	await sql`insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, created_at)
		select ${session}, 'channelhours01', ${host?.id ?? ""}, 'group', 'booked', 8, at, at + interval '30 minutes', at, at + interval '30 minutes', '2026-01-01'
		from (select now() + interval '300 days' as at) t`;
	const asked = { text: `Will the ${canary} five come up?`, as: "nobody", submission: key(5) };
	expect((await send("ottoline", `/coaching/${session}/agenda`, asked)).headers.get("location")).toContain("#agenda");
	wrote.to = Date.now();
	await pause(1500);
}, 120_000);
afterAll(async () => {
	stop.abort();
	await sql.end();
	await server.stop();
});

test("every table has been thought about", async () => {
	const found = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
	expect(found.map(({ name }) => name).filter((name) => !name.startsWith("__"))).toEqual(Object.keys(tables).sort());
});

test("before it appears nothing says that there is anything, and no row names her", async () => {
	expect(await tellingRows()).toEqual(before);
	for (const who of ["tomas", "fatima", "priya"])
		expect((await page(who, `/threads/${first.thread}/${first.slug}`)).text).not.toContain(canary);
	expect((await page("ottoline", `/threads/${first.thread}/${first.slug}`)).text).toContain(canary);
	for (const who of ["tomas", "fatima", "priya"]) expect((await page(who, `/coaching/${session}`)).text).not.toContain(canary);
	expect((await page("ottoline", `/coaching/${session}`)).text).toContain(canary);
	expect((await sql`select from search_documents d where d::text like ${`%${canary}%`}`).length).toBe(0);
	await sql`delete from thread_reads where person_id = ${author.id}`;
	await settle();
	expect(await tellingRows()).toEqual(before);
	expect(await ids()).toHaveLength(4);
	// The second one is under a win, which she tried.
	expect(await sql`select thread_id as thread from posts where tried and alias is not null`).toEqual([{ thread: second.thread }]);
});

test("no time in any row that concerns it is the time at which she wrote", async () => {
	const posts = await ids();
	const [agenda] = await sql<{ row: string; appeared: boolean; day: string }[]>`
		select a::text as row, appears_at is null as appeared, day::text from agenda_questions a where text like ${`%${canary}%`}`;
	expect([agenda?.appeared, agenda?.row.match(/\d\d:\d\d/)]).toEqual([true, null]);
	const about = posts.flatMap(({ id, thread, opening }) => (opening ? [id, thread] : [id]));
	const within: string[] = [];
	for (const name of Object.keys(tables)) {
		for (const { row } of await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t where t::text ~ ${about.join("|")}`)
			for (const [stamp] of row.matchAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00/g)) {
				const at = Date.parse(stamp.replace(" ", "T").replace("+00", "Z"));
				if (at >= wrote.from && at <= wrote.to) within.push(`${name}: ${stamp}`);
			}
	}
	expect(within).toEqual([]);
	const stamps = await sql<
		{ at: Date }[]
	>`select created_at as at from threads where alias is not null union all select created_at from uploads u
		where exists (select from post_uploads pu join posts p on p.id = pu.post_id where pu.upload = u.name and p.alias is not null)`;
	expect(stamps.map(({ at }) => at.getTime() % 86_400_000)).toEqual(stamps.map(() => 0));
	const [{ upload } = { upload: "" }] = await sql<{ upload: string }[]>`
		select upload from post_uploads pu join posts p on p.id = pu.post_id where p.alias is not null`;
	const files = readdirSync(server.dataDir, { recursive: true }).map(String);
	const file = files.find((path) => path.endsWith(upload)) ?? "";
	expect(statSync(join(server.dataDir, file)).mtimeMs % 86_400_000).toBe(0);
});

test("whatever is done to it, no row names her", async () => {
	const [one, two, three, four] = await ids();
	if (!one || !two || !three || !four) throw new Error("They did not appear.");
	const asked = three.thread;
	// The texts sort as one, opening's "To know", two.
	const opening = [one, two, three].find((post) => post.opening === 1) ?? three;
	const replies = [one, two, three].filter((post) => post.opening === 0);
	const answered = await send("tomas", `/threads/${opening.thread}/x`, {
		text: `An answer about the ${canary}.`,
		submission: "0e0e0e0e-0000-4000-8000-000000000009",
	});
	expect([302, 303]).toContain(answered.status);
	expect(asked).not.toBe("");
	const [answer] = await sql<{ id: string }[]>`select id from posts where thread_id = ${opening.thread} and opening = 0 limit 1`;
	const [elsewhere] = await sql<{ id: string }[]>`
		select id from circles where visibility = 'open' and id <> (select circle_id from threads where id = ${replies[0]?.thread ?? ""}) order by id limit 1`;
	const tried = [
		await send("ottoline", `/threads/${opening.thread}/acceptance`, { postId: answer?.id ?? "" }),
		await send("ottoline", `/posts/${replies[0]?.id}/edit`, { text: `The ${canary} one, said otherwise.`, revision: "1" }),
		await send("tomas", `/posts/${replies[0]?.id}/reactions`, { kind: "thanks", on: "1" }),
		await send("tomas", `/posts/${replies[0]?.id}/keep`, { on: "1" }),
		await send("priya", `/threads/${opening.thread}/pin`, { days: "7" }),
		await send("ottoline", `/posts/${replies[1]?.id}/deletion`, {}),
		await send("ottoline", `/threads/${opening.thread}/alias`, { level: "muted" }),
		await send("priya", `/threads/${replies[0]?.thread}/move`, { circleId: elsewhere?.id ?? "" }),
		await send("tomas", `/posts/${replies[0]?.id}/flag`, { reason: "other", words: `About the ${canary}.` }),
		await send("priya", `/moderation/${replies[0]?.id}`, { act: "hide", words: "Please say it otherwise, then it stands again." }),
		await send("ottoline", `/hidden/${replies[0]?.id}`, { text: `The ${canary} one, mended.` }),
		await send("priya", `/moderation/${replies[0]?.id}`, { act: "show" }),
		await send("ottoline", `/ama/questions/${four.id}/vote`, { on: "0" }),
		await send("tomas", `/ama/questions/${four.id}/vote`, { on: "1" }),
		await send("priya", `/ama/questions/${four.id}`, {
			state: "answered",
			text: `About the ${canary}.`,
			submission: "0e0e0e0e-0000-4000-8000-000000000010",
		}),
	];
	expect(tried.map(({ status }) => status < 400)).toEqual(tried.map(() => true));
	await settle();
	expect(await tellingRows()).toEqual(before);
	const [undone] = await sql<
		{ deletedBy: string | null }[]
	>`select deleted_by as "deletedBy" from posts where id = ${replies[1]?.id ?? ""}`;
	expect(undone?.deletedBy).toBe(null);
	expect((await send("ottoline", `/posts/${replies[1]?.id}/restoration`, {})).status).toBeLessThan(400);
	await settle();
	expect(await tellingRows()).toEqual(before);
});

test.each(["tomas", "noor", "fatima", "priya"])("no page, data or header that %s can fetch tells who wrote it", async (who) => {
	const posts = await ids();
	const paths = new Set(["/latest", "/questions", "/unanswered", "/circles/prompting-at-work", "/notifications", "/kept", "/people"]);
	for (const end of ["", "/agenda"]) paths.add(`/coaching/${session}${end}`);
	for (const q of [canary, "Quillfeather", "ottoline", "by:ottoline"])
		for (const at of ["/search", "/search/quick"]) paths.add(`${at}?q=${q}`);
	for (const { id, thread } of posts) {
		const [row] = await sql<{ slug: string }[]>`select slug from threads where id = ${thread}`;
		for (const path of [`/threads/${thread}/${row?.slug}`, `/threads/${thread}/edit`, `/threads/${thread}/move`]) paths.add(path);
		for (const path of [
			"/ama",
			`/ama/${thread}`,
			`/ama/${thread}?order=asked`,
			`/ama/${thread}/live`,
			`/ama/${thread}/stage`,
			`/ama/questions/${id}`,
		])
			paths.add(path);
		for (const path of ["/moderation", "/moderation/decisions", `/moderation/${id}`, `/moderation/${id}/glass`, `/posts/${id}/flag`])
			paths.add(path);
		for (const end of ["history", "edit"]) paths.add(`/posts/${id}/${end}`);
	}
	for (const name of Object.keys(doors).filter((one) => one.startsWith("admin")))
		paths.add(`/${name.replaceAll("._index", "").replaceAll(".", "/")}`);
	let seen = 0;
	for (const path of [...paths]) {
		const [place = "", query] = path.split("?");
		for (const one of [path, `${place}.data${query ? `?${query}` : ""}`]) {
			const { text, head } = await page(who, one);
			if (!text.includes(canary)) continue;
			seen += 1;
			// What one searched for comes back in the box; and an administrator's list of people has nothing to do with posts.
			const said = text.replaceAll(new RegExp(`(q=|value=")${decodeURIComponent(query?.slice(2) ?? "-")}`, "gi"), "");
			expect(telling.exec(said + head)?.[0], one).toBe(undefined);
		}
	}
	expect(seen).toBeGreaterThan(6);
	for (const path of ["/people/ottoline", "/people/ottoline.data"]) expect((await page(who, path)).text).not.toContain(canary);
});

test("no Atom feed tells who wrote it", async () => {
	const made = await (await send("tomas", "/settings/feeds", { intent: "renew" })).text();
	const token = /feeds\/([\w-]{32})\//.exec(made)?.[1] ?? "";
	const feeds = await Promise.all(
		["for-you", "latest", "unanswered"].map(async (name) => (await page("tomas", `/feeds/${token}/${name}.atom`)).text),
	);
	expect(feeds.filter((feed) => feed.includes(canary)).length).toBeGreaterThan(0);
	expect(feeds.filter((feed) => telling.test(feed))).toEqual([]);
});

test("neither mail nor live message nor log tells it, and none goes to her", async () => {
	const folder = join(server.dataDir, "mail");
	const mails = existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")) : [];
	expect(mails.filter((mail) => mail.includes(author.email))).toEqual([]);
	expect(mails.filter((mail) => mail.includes(canary) && telling.test(mail))).toEqual([]);
	expect(frames.join("").length).toBeGreaterThan(0);
	expect(frames.filter((frame) => telling.test(frame) || frame.includes(canary))).toEqual([]);
	expect(server.output()).not.toMatch(telling);
	expect(server.output()).not.toContain(canary);
});

test("no token is equal in two threads, and none is a hash that could be computed without the key", async () => {
	const posts = await ids();
	const tokens = async (needles: string[]) => {
		const found = new Set<string>();
		for (const name of ["aliases", "posts", "threads", "sealed_news", "uploads", "post_uploads", "waiting_posts"])
			for (const { row } of await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t where t::text ~ ${needles.join("|")}`)
				for (const [token] of row.matchAll(/[A-Za-z0-9_-]{20,}/g)) found.add(token);
		return found;
	};
	const inThread = new Map<string, Set<string>>();
	for (const { thread } of posts) inThread.set(thread, await tokens([thread]));
	const all = [...inThread.values()];
	expect(all).toHaveLength(4);
	for (const [index, set] of all.entries())
		for (const other of all.slice(index + 1)) expect([...set].filter((token) => other.has(token))).toEqual([]);

	const stored = (await sql<{ mark: string; token: string }[]>`select mark, token from aliases`).flatMap(({ mark, token }) => [
		mark,
		token,
	]);
	const owners = (await sql<{ owner: string }[]>`select owner from uploads`).map(({ owner }) => owner);
	const guesses = new Set<string>();
	for (const { id, handle } of await sql<{ id: string; handle: string }[]>`select id, handle from people`)
		for (const thread of inThread.keys())
			for (const said of [id, handle, id + thread, thread + id, `${thread}:${id}`, `${id}:${thread}`, `alias\0${thread}\0${id}`])
				for (const way of ["sha256", "sha1", "md5"])
					for (const form of ["hex", "base64url", "base64"] as const) {
						guesses.add(createHash(way).update(said).digest(form));
						guesses.add(createHmac(way, thread).update(id).digest(form));
						guesses.add(createHmac(way, id).update(thread).digest(form));
					}
	const counted = (await sql<{ key: string }[]>`select key from rate_limits`).map(({ key }) => key);
	for (const { id } of await sql<{ id: string }[]>`select id from people`)
		for (const form of ["hex", "base64url"] as const) guesses.add(`upload:${createHash("sha256").update(`upload\0${id}`).digest(form)}`);
	expect(counted.filter((key) => key.startsWith("upload:"))).toHaveLength(1);
	expect([...stored, ...owners, ...counted].filter((one) => guesses.has(one))).toEqual([]);
});

test("a backup holds its rows in an order that is not that of writing", async () => {
	const file = join(server.dataDir, "copy.tar.gz");
	await backup({ url: server.databaseUrl, uploadsDir: join(server.dataDir, "uploads"), file });
	const posts = spawnSync("tar", ["-xzOf", file, "database/posts"], { encoding: "utf8", maxBuffer: 64e6 }).stdout.trim().split("\n");
	const keys = posts.map((line) => line.split("\t")[0] ?? "");
	expect(keys.length).toBeGreaterThan(100);
	expect(keys).toEqual([...keys].sort());
	expect(posts.filter((line) => line.includes(canary) && telling.test(line))).toEqual([]);
});

test("others read her question for a session without anything of her, and she alone can take it back", async () => {
	for (const who of ["tomas", "noor", "fatima", "priya"]) {
		const { text } = await page(who, `/coaching/${session}`);
		expect(text).toContain(`${canary} five`);
		expect(telling.exec(text)?.[0], who).toBe(undefined);
	}
	const [question] = await sql<{ id: string; mark: string }[]>`select id, mark from agenda_questions where text like ${`%${canary}%`}`;
	const guesses = [author.id, `${session}${author.id}`, `agenda\0${session}\0${question?.id}\0${author.id}`];
	for (const said of guesses) expect(question?.mark).not.toBe(createHash("sha256").update(said).digest("base64url"));
	const drop = { intent: "drop", id: question?.id ?? "" };
	expect((await send("noor", `/coaching/${session}/agenda`, drop)).status).toBe(404);
	expect((await send("ottoline", `/coaching/${session}/agenda`, drop)).headers.get("location")).toContain("#agenda");
	expect(await tellingRows()).toEqual(before);
	expect(server.output()).not.toContain(canary);
});
