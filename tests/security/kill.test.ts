// The server is killed while people write. KILLS=50 npm test -- tests/security/kill.test.ts prints the full figure.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type Launched, launchServer } from "#tests/support/server.ts";
import { asking, countNothing, type Form, questionForm, replyForm, sendForm, signInAll, storedWritings, type Written } from "./writing.ts";

const kills = Number(process.env.KILLS ?? 8);
const handles = ["maya", "tomas", "rosa", "jonas", "anna", "kenji"];
const patience = { timeout: 30_000, interval: 20 };
const dataDir = mkdtempSync(join(tmpdir(), "lamplight-kill-"));

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let sql: postgres.Sql;
// While one server is dead, who asks waits for the next one: nobody knocks at a port that another program may have by now.
let server: Promise<Launched>;
let cookies: string[];
let circleId: string;
let threads: string[];
const outputs: (() => string)[] = [];

const launch = async () => {
	const launched = await launchServer({ DATABASE_URL: database.url, DATA_DIR: dataDir });
	outputs.push(launched.output);
	return launched;
};
const ask = asking(async () => (await server).origin);

beforeAll(async () => {
	database = await cloneDatabase("lamplight_demo");
	sql = postgres(database.url, { max: 3, onnotice: () => undefined });
	server = launch();
	cookies = await signInAll((await server).origin, handles);
	const rows = await sql<{ id: string; slug: string; circleId: string }[]>`
		select t.id, t.slug, c.id as "circleId" from threads t join circles c on c.id = t.circle_id where c.slug = 'prompting-at-work' order by t.id limit 3`;
	threads = rows.map(({ id, slug }) => `/threads/${id}/${slug}`);
	circleId = rows[0]?.circleId ?? "";
	await sql.unsafe(`${countNothing}
		create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4242); return null; end $$;
		create constraint trigger hold after insert on posts deferrable initially deferred for each row when (new.text like 'Held %') execute function hold();`);
}, 90_000);
afterAll(async () => {
	await (await server).end("SIGKILL");
	await sql.end();
	await database.drop();
	rmSync(dataDir, { recursive: true, force: true });
});

const form = (number: number, asThread: boolean, text: string): Promise<Form> => {
	const cookie = cookies[number % cookies.length] ?? "";
	return asThread ? questionForm(ask, circleId, cookie, text) : replyForm(ask, threads[number % threads.length] ?? "", cookie, text);
};
const stored = (pattern: string) => storedWritings(sql, pattern);

async function expectAllWell() {
	const wrong = await sql`
		select t.id, t.reply_count, count(p.id) filter (where p.opening = 0 and p.deleted_at is null)::int as replies, count(p.id) filter (where p.opening = 1)::int as openings
		from threads t left join posts p on p.thread_id = t.id group by t.id
		having t.reply_count <> count(p.id) filter (where p.opening = 0 and p.deleted_at is null) or count(p.id) filter (where p.opening = 1) <> 1`;
	expect([...wrong]).toEqual([]);
	expect((await server).process.exitCode).toBeNull();
	for (const path of ["/readyz", "/latest", ...threads]) expect((await ask(path, cookies[0] ?? "")).status, path).toBe(200);
	for (const output of outputs) expect(output()).not.toMatch(/error|unhandled/i);
}

test(
	`the server is killed ${kills} times while six people write: nothing acknowledged is lost, nothing is there twice`,
	async () => {
		const acknowledged: Written[] = [];
		let writing = true;
		let unanswered = 0;
		/** Tries until there is an answer. Only a connection that broke is tried again: any other failure is one. */
		async function untilAnswered<T>(attempt: () => Promise<T>, onBroken = () => {}): Promise<T> {
			for (;;)
				try {
					return await attempt();
				} catch (error) {
					if (!(error instanceof TypeError)) throw error;
					onBroken();
				}
		}
		async function write(number: number) {
			for (let turn = 0; writing; turn++) {
				const filled = await untilAnswered(() => form(number + turn, turn % 4 === 3, `Written ${number}-${turn}`));
				const countBroken = () => {
					unanswered += 1;
				};
				acknowledged.push(await untilAnswered(() => sendForm(ask, filled), countBroken));
			}
		}
		const writers = Promise.all(handles.map((_, number) => write(number)));
		const killing = (async () => {
			try {
				for (let round = 0; round < kills; round++) {
					const before = acknowledged.length;
					await expect.poll(() => acknowledged.length - before, patience).toBeGreaterThanOrEqual(2 * handles.length);
					// Not always at the same point of their work.
					await pause((round * 37) % 100);
					const dying = await server;
					server = dying.end("SIGKILL").then(launch);
					await server;
				}
			} finally {
				writing = false;
			}
		})();
		await Promise.all([writers, killing]);
		expect(await stored("Written %")).toEqual(acknowledged.sort((a, b) => (a.text < b.text ? -1 : 1)));
		expect(unanswered).toBeGreaterThan(0);
		await expectAllWell();
		if (process.env.KILLS) console.log(`${kills} kills, ${acknowledged.length} acknowledged, ${unanswered} sent again, 0 lost, 0 twice`);
	},
	60_000 + kills * 10_000,
);

describe.each([
	{ what: "a reply", asThread: false },
	{ what: "a thread", asThread: true },
])("$what at the worst moment", ({ what, asThread }) => {
	const waiting = async () => {
		const [row] =
			await sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query not like '%search_%'`;
		return row?.count;
	};
	/** Runs `work` while every commit of this text waits; gives it the answer that has yet to come, and the way to let go. */
	async function held(text: string, work: (filled: Form, first: Promise<unknown>, letGo: () => Promise<unknown>) => Promise<void>) {
		const filled = await form(0, asThread, text);
		const holder = await sql.reserve();
		try {
			await holder`select pg_advisory_lock(4242)`;
			const first = sendForm(ask, filled).catch((error: unknown) => error);
			await expect.poll(waiting, patience).toBe(1);
			await work(filled, first, async () => holder`select pg_advisory_unlock(4242)`);
		} finally {
			await holder`select pg_advisory_unlock_all()`;
			holder.release();
		}
	}

	test("stored, and killed before it could say so: sent again it is the same one", async () => {
		const text = `Held and stored, ${what}`;
		await held(text, async (filled, first, letGo) => {
			const dying = await server;
			dying.process.kill("SIGSTOP");
			await letGo();
			await expect.poll(async () => (await stored(text)).length, patience).toBe(1);
			server = dying.end("SIGKILL").then(launch);
			expect(await first).toBeInstanceOf(TypeError);
			expect([await sendForm(ask, filled)]).toEqual(await stored(text));
		});
		await expectAllWell();
	});

	test("killed while the database still commits, and sent again before that is done: one of them", async () => {
		const text = `Held and slow, ${what}`;
		// Up already, since the database gives a commit five seconds.
		const next = await launch();
		await held(text, async (filled, first, letGo) => {
			const dying = await server;
			server = Promise.resolve(next);
			await dying.end("SIGKILL");
			expect(await first).toBeInstanceOf(TypeError);
			const again = sendForm(ask, filled);
			await expect.poll(waiting, patience).toBe(2);
			await letGo();
			expect([await again]).toEqual(await stored(text));
		});
		await expectAllWell();
	});
});
