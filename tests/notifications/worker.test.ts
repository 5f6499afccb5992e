// The jobs of one server's writes, done by a process of its own, which is killed in the middle.
import { type ChildProcess, spawn } from "node:child_process";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailServer } from "#tests/support/mail.ts";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

const patience = { timeout: 30_000, interval: 100 };
let server: RunningServer;
let smtp: Awaited<ReturnType<typeof startMailServer>>;
let sql: postgres.Sql;
const workers: ChildProcess[] = [];

beforeAll(async () => {
	[server, smtp] = await Promise.all([startServer({ env: { WORKER: "0" } }), startMailServer()]);
	sql = postgres(server.databaseUrl, { max: 2, onnotice: () => undefined });
}, 120_000);
afterAll(async () => {
	for (const worker of workers) worker.kill("SIGKILL");
	await sql.end();
	await smtp.stop();
	await server.stop();
});

function startWorker() {
	const worker = spawn(process.execPath, ["scripts/worker.ts"], {
		env: {
			PATH: process.env.PATH ?? "",
			NODE_ENV: "production",
			DATABASE_URL: server.databaseUrl,
			DATA_DIR: server.dataDir,
			SMTP_URL: smtp.url,
		},
		stdio: "ignore",
	});
	workers.push(worker);
	return worker;
}

test("nothing is done until a worker comes; one that is killed while it sends loses nothing", async () => {
	const [thread] = await sql`
		select t.id, t.slug, t.author_id from threads t join circles c on c.id = t.circle_id join people p on p.id = t.author_id
		where c.visibility = 'open' and p.handle not in ('tomas') and t.closed_at is null and t.deleted_at is null limit 1`;
	await sql`insert into attention (person_id, quiet_from, quiet_to, working_days, digest) select id, 0, 0, '{}', 'off' from people
		on conflict (person_id) do update set quiet_from = 0, quiet_to = 0, working_days = '{}', digest = 'off'`;
	const cookie = await signInAs(server.origin, "tomas");
	await fetch(`${server.origin}/threads/${thread?.id}/${encodeURIComponent(thread?.slug)}`, {
		method: "POST",
		body: new URLSearchParams({ text: "For a worker.", submission: "worker-submission-1" }),
		headers: { Cookie: cookie, Origin: server.origin },
		redirect: "manual",
	});
	const waiting = async () => (await sql`select from graphile_worker.jobs where task_identifier = 'notifications.post'`).length;
	expect(await waiting()).toBe(1);
	// The mail server holds its answer back for ever: the worker dies with the mail in its hands.
	let asked = 0;
	smtp.hold(() => {
		asked += 1;
		return true;
	});
	const first = startWorker();
	await expect.poll(waiting, patience).toBe(0);
	await sql`update notifications set mail_due_at = now() where mail_due_at is not null`;
	await sql`select graphile_worker.add_job('notifications.due', '{}'::json)`;
	await expect.poll(() => asked, patience).toBeGreaterThan(0);
	first.kill("SIGKILL");
	smtp.hold(() => false);
	expect(smtp.received).toHaveLength(0);
	// Five minutes later its job belongs to nobody.
	await sql`update graphile_worker._private_jobs set locked_at = locked_at - interval '6 minutes' where locked_at is not null`;
	await sql`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`;
	const second = startWorker();
	await expect.poll(() => smtp.received.length, patience).toBeGreaterThan(0);
	await expect.poll(async () => (await sql`select from mails where state = 'waiting'`).length, patience).toBe(0);
	const recipients = smtp.received.map(({ recipient }) => recipient);
	expect(new Set(recipients).size).toBe(recipients.length);
	const [author] = await sql`select email from accounts where id = ${thread?.author_id}`;
	expect(recipients).toContain(author?.email);
	const ended = new Promise((resolve) => second.once("exit", resolve));
	second.kill("SIGTERM");
	expect(await ended).toBe(0);
}, 120_000);
