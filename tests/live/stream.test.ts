import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openStream } from "#tests/support/event-stream.ts";
import { cloneDatabase, type Launched, launchServer, signInAs } from "#tests/support/server.ts";

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let dataDir: string;
let servers: Launched[] = [];
let sql: postgres.Sql;
const cookies: Record<string, string> = {};
const threads: Record<"open" | "closed", { id: string; slug: string }> = { open: { id: "", slug: "" }, closed: { id: "", slug: "" } };
let sent = 0;

beforeAll(async () => {
	database = await cloneDatabase("lamplight_demo");
	dataDir = mkdtempSync(join(tmpdir(), "lamplight-live-"));
	const env = { DATABASE_URL: database.url, DATA_DIR: dataDir };
	servers = [await launchServer(env), await launchServer(env)];
	sql = postgres(database.url, { max: 2, onnotice: () => undefined });
	for (const handle of ["maya", "tomas", "priya", "carla", "noor"]) cookies[handle] = await signInAs(origin(0), handle);
	const find = async (visibility: string) => {
		const [row] = await sql`
			select t.id, t.slug from threads t join circles c on c.id = t.circle_id
			where c.visibility = ${visibility} and t.deleted_at is null and t.kind = 'question' and t.closed_at is null order by t.id limit 1`;
		return { id: row?.id, slug: row?.slug };
	};
	threads.open = await find("open");
	threads.closed = await find("private");
}, 120_000);
afterAll(async () => {
	await sql.end();
	for (const server of servers) await server.end("SIGTERM");
	await database.drop();
	rmSync(dataDir, { recursive: true, force: true });
});

const origin = (n: number) => servers[n]?.origin ?? "";
const stream = (handle: string, query = "", headers = {}, n = 0) => openStream(origin(n), cookies[handle] ?? "", query, headers);
const post = (handle: string, path: string, body: Record<string, string>, n = 0) =>
	fetch(origin(n) + path, {
		method: "POST",
		body: new URLSearchParams(body),
		headers: { Cookie: cookies[handle] ?? "", Origin: origin(n) },
		redirect: "manual",
	});
const answer = (handle: string, thread = threads.open, text = "A reply that is live.", n = 0) =>
	post(handle, `/threads/${thread.id}/${encodeURIComponent(thread.slug)}`, { text, submission: `live-submission-${++sent}` }, n);

test("a reply that goes through one server is heard at another, as an id alone", async () => {
	const live = await stream("maya", `?thread=${threads.open.id}`, {}, 1);
	expect(live.response.headers.get("content-type")).toBe("text/event-stream");
	expect(live.response.headers.get("cache-control")).toContain("no-transform");
	await live.heard("hello");
	expect((await answer("tomas", threads.open, "Secret zanzibarquux words.")).status).toBe(303);
	await live.heard("thread", threads.open.id);
	const [tomas] = await sql`select id from people where handle = 'tomas'`;
	expect(live.raw()).not.toMatch(/zanzibarquux|tomas/i);
	expect(live.raw()).not.toContain(tomas?.id);
	await live.close();
});

test("a reaction and an edit are heard, a look is not", async () => {
	const live = await stream("maya", `?thread=${threads.open.id}`);
	await live.heard("hello");
	await fetch(`${origin(0)}/threads/${threads.open.id}/${threads.open.slug}`, { headers: { Cookie: cookies.priya ?? "" } });
	const [own] =
		await sql`select p.id, p.author_id from posts p join people a on a.id = p.author_id where p.thread_id = ${threads.open.id} and a.handle = 'tomas' limit 1`;
	expect(live.count("thread")).toBe(0);
	await post("priya", `/posts/${own?.id}/reactions`, { kind: "thanks", on: "1" });
	await live.until(() => live.count("thread") === 1);
	await post("tomas", `/posts/${own?.id}/edit`, { text: "Edited while you look.", revision: "1" });
	await live.until(() => live.count("thread") === 2);
	await live.close();
});

test("an inbox moves for its owner alone", async () => {
	const [mine, other] = [await stream("maya"), await stream("noor")];
	await Promise.all([mine.heard("inbox"), other.heard("inbox")]);
	const before = other.count("inbox");
	await answer("tomas", threads.open, "@maya, look.");
	await mine.until(() => mine.count("inbox") > 1);
	expect(other.count("inbox")).toBe(before);
	await mine.close();
	await other.close();
});

test("a notice moves the inbox of whom it tells", async () => {
	const [mine, other] = [await stream("maya"), await stream("noor")];
	await Promise.all([mine.heard("inbox"), other.heard("inbox")]);
	const before = other.count("inbox");
	await sql`
		with term as (insert into champion_terms (id, person_id, state, nominated_by, why, proposed_at)
			select 'livetest000001', id, 'proposed', id, 'Why not.', now() from people where handle = 'maya' returning id, person_id)
		insert into notices (id, person_id, kind, cause, term_id, at) select 'livetest000002', person_id, 'nominated', 'term:live', id, now() from term`;
	await mine.until(() => mine.count("inbox") === 2);
	await sql`update notices set read_at = now() where id = 'livetest000002'`;
	await mine.until(() => mine.count("inbox") === 3);
	expect(other.count("inbox")).toBe(before);
	await mine.close();
	await other.close();
});

test("to an outsider a private thread is like one that is not there", async () => {
	const [outsider, nothing, member] = [
		await stream("tomas", `?thread=${threads.closed.id}`),
		await stream("tomas", "?thread=zzzzzzzzzzzzzz"),
		await stream("noor", `?thread=${threads.closed.id}`),
	];
	await Promise.all([outsider.heard("inbox"), nothing.heard("inbox"), member.heard("inbox")]);
	await answer("noor", threads.closed);
	await member.heard("thread", threads.closed.id);
	const shape = ({ raw }: typeof outsider) => raw().replace(/\d+/g, "0");
	expect(shape(outsider)).toBe(shape(nothing));
	for (const live of [outsider, nothing, member]) await live.close();
});

test("who leaves a circle or signs out is cut off, and judged anew when they come back", async () => {
	const live = await stream("carla", `?thread=${threads.closed.id}`);
	await live.heard("hello");
	await sql`delete from circle_members where person_id = (select id from people where handle = 'carla') and circle_id = (select circle_id from threads where id = ${threads.closed.id})`;
	await live.until(live.ended);
	const again = await stream("carla", `?thread=${threads.closed.id}`);
	await again.heard("inbox");
	await answer("noor", threads.closed);
	await sql`delete from sessions where user_id = (select id from people where handle = 'carla')`;
	await again.until(again.ended);
	expect(again.count("thread")).toBe(0);
	const signedOut = await stream("carla");
	expect(signedOut.response.status).toBe(204);
	await signedOut.close();
});

test("what an open page asks by itself does not make a session last longer", async () => {
	const soon = new Date(Date.now() + 3_600_000);
	const mine = () => sql`select expires_at from sessions where user_id = (select id from people where handle = 'priya')`;
	await sql`update sessions set expires_at = ${soon} where user_id = (select id from people where handle = 'priya')`;
	const live = await stream("priya", `?thread=${threads.open.id}&once`);
	await live.until(live.ended);
	const ask = (path: string) => fetch(origin(0) + path, { headers: { Cookie: cookies.priya ?? "" } }).then((response) => response.text());
	await Promise.all([ask("/notifications/unread"), ask(`/threads/${threads.open.id}/live`)]);
	expect((await mine()).map(({ expires_at }) => expires_at)).toEqual([soon]);
	await ask("/notifications");
	expect((await mine())[0]?.expires_at.getTime()).toBeGreaterThan(soon.getTime());
});

test("a thread that goes where one may not follow ends the streams at it", async () => {
	const [thread] =
		await sql`select t.id, t.circle_id from threads t join circles c on c.id = t.circle_id where c.visibility = 'open' and t.deleted_at is null and t.id <> ${threads.open.id} limit 1`;
	const live = await stream("tomas", `?thread=${thread?.id}`);
	await live.heard("inbox");
	await sql`update threads set circle_id = (select circle_id from threads where id = ${threads.closed.id}) where id = ${thread?.id}`;
	await live.until(live.ended);
	const again = await stream("tomas", `?thread=${thread?.id}`);
	await again.heard("inbox");
	await sql`update threads set title = title || ' again' where id = ${thread?.id}`;
	const probe = await stream("noor", `?thread=${thread?.id}&since=0`);
	await probe.heard("thread");
	expect(again.count("thread")).toBe(0);
	for (const one of [live, again, probe]) await one.close();
	await sql`update threads set circle_id = ${thread?.circle_id} where id = ${thread?.id}`;
});

test("who comes back hears of what they missed, also of what was written before but committed after", async () => {
	const live = await stream("maya", `?thread=${threads.open.id}`);
	await live.heard("hello");
	// Two looks at the database pass until a mark may be believed.
	await vi.waitFor(
		async () => {
			const probe = await stream("maya", `?thread=${threads.open.id}&once`);
			await probe.until(probe.ended);
			expect(probe.lastId()).not.toBe(null);
		},
		{ timeout: 20_000, interval: 500 },
	);
	// A writer that is slow: its transaction is older than the mark and ends while nobody listens.
	const [opening] = await sql`select id from posts where thread_id = ${threads.open.id} and opening = 1`;
	let commit = () => {};
	let written = () => {};
	const hasWritten = new Promise<void>((resolve) => {
		written = resolve;
	});
	const slow = sql.begin(async (tx) => {
		await tx`update posts set edited_at = now(), revision = revision + 1 where id = ${opening?.id}`;
		await new Promise<void>((resolve) => {
			commit = resolve;
			written();
		});
	});
	await hasWritten;
	const probe = await stream("maya", `?thread=${threads.open.id}&once`);
	await probe.until(probe.ended);
	const mark = probe.lastId() ?? "";
	await live.close();
	commit();
	await slow;
	const back = await stream("maya", `?thread=${threads.open.id}`, { "Last-Event-ID": mark });
	await back.heard("thread", threads.open.id);
	await back.close();
	// A mark of another world, or no number at all: better ask once more.
	for (const strange of ["999999999999", "nonsense"]) {
		const odd = await stream("maya", `?thread=${threads.open.id}`, { "Last-Event-ID": strange });
		await odd.heard("thread", threads.open.id);
		await odd.close();
	}
});

test("somebody is writing: heard by others at the question, not by the writer, and never who", async () => {
	const [writer, other] = [await stream("tomas", `?thread=${threads.open.id}`), await stream("maya", `?thread=${threads.open.id}`)];
	await Promise.all([writer.heard("hello"), other.heard("hello")]);
	expect((await post("tomas", `/threads/${threads.open.id}/writing`, {})).status).toBe(204);
	await other.heard("writing", threads.open.id);
	await answer("priya");
	await writer.heard("thread");
	expect(writer.count("writing")).toBe(0);
	const [tomas] = await sql`select id from people where handle = 'tomas'`;
	expect(other.raw()).not.toContain(tomas?.id);
	await writer.close();
	await other.close();
});

test("in a small private circle nobody is told that somebody writes", async () => {
	await sql`delete from circle_members m where circle_id = (select circle_id from threads where id = ${threads.closed.id}) and role = 'member' and person_id <> (select id from people where handle = 'maya')`;
	const live = await stream("maya", `?thread=${threads.closed.id}`);
	await live.heard("hello");
	expect((await post("noor", `/threads/${threads.closed.id}/writing`, {})).status).toBe(204);
	await answer("noor", threads.closed);
	await live.heard("thread");
	expect(live.count("writing")).toBe(0);
	await live.close();
});

test("a database that restarts: connections stay, and everybody asks anew once it is back", async () => {
	const live = await stream("maya", `?thread=${threads.open.id}`);
	await live.heard("hello");
	const before = live.count("inbox");
	await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lamplight-listen' and datname = current_database()`;
	await live.until(() => live.count("inbox") > before && live.count("thread") > 0);
	const then = live.count("thread");
	await answer("tomas");
	await live.until(() => live.count("thread") > then);
	await live.close();
});

test("nobody holds more than a dozen, and a server that stops lets go of all", async () => {
	const many = [];
	for (let n = 0; n < 13; n++) many.push(await stream("maya"));
	await many[0]?.until(many[0].ended);
	expect(many.filter((one) => !one.ended())).toHaveLength(12);
	const last = servers.pop();
	const other = await openStream(last?.origin ?? "", cookies.maya ?? "");
	await other.heard("hello");
	expect(await last?.end("SIGTERM")).toBe(0);
	await other.until(other.ended);
	for (const one of many) await one.close();
});
