// Five hundred people in one AMA: all hold it open, look anew when something happens as their browsers would, ask and vote.
import { randomUUID } from "node:crypto";
import { Agent, get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { type Answer, percentiles, send } from "./load.ts";

const people = 500;
const questions = 60;
const seconds = 30;
const votesPerSecond = 50;
/** As app/ama/live-ama.ts spreads them. */
const leastMs = 1200;
const spreadMs = 10_000;

const id = "benchama000001";

async function prepare(db: Db): Promise<string[]> {
	await db.execute(sql`delete from threads where id = ${id}`);
	await db.execute(sql`
		insert into threads (id, kind, title, slug, circle_id, author_id, excerpt, reply_count)
		select ${id}, 'ama', 'An AMA of the bench', 'ama', c.id, (select id from people order by id limit 1), 'Ask.', ${questions}
		from circles c where c.visibility = 'open' order by c.id limit 1`);
	await db.execute(
		sql`insert into amas (thread_id, opens_at, closes_at) values (${id}, now() - interval '1 hour', now() + interval '1 day')`,
	);
	await db.execute(sql`insert into ama_hosts (thread_id, person_id, role) select ${id}, author_id, 'leader' from threads where id = ${id}`);
	await db.execute(sql`
		insert into posts (id, thread_id, opening, author_id, sections, cooked, cooker_version, text, submission)
		select case n when 0 then 'benchopening01' else 'bq' || lpad(n::text, 12, '0') end, ${id}, case n when 0 then 1 else 0 end,
			(select p.id from people p order by p.id offset n limit 1), '{"text":"Ask."}', '{"text":"<p>Ask.</p>","learning":"<p>I was wrong.</p>"}', 1,
			'What about thing ' || n || '?', 'bench-ama-' || n
		from generate_series(0, ${questions}::int) n`);
	const rows = await db.execute<{ id: string }>(sql`select post_id as id from ama_questions where thread_id = ${id} order by post_id`);
	return [...rows].map((row) => row.id);
}

/** Opens a stream that looks at the AMA anew, once, some time after it heard of something. Returns how to close it. */
const watch = (origin: string, agent: Agent, cookie: string, look: () => Promise<unknown>): Promise<() => void> =>
	new Promise((opened, failed) => {
		let timer: NodeJS.Timeout | undefined;
		const sent = get(
			`${origin}/live?thread=${id}`,
			{ agent, headers: { Cookie: cookie, Accept: "text/event-stream" } },
			(answer: IncomingMessage) => {
				if (answer.statusCode !== 200) return failed(new Error(`The stream was refused: ${answer.statusCode}`));
				answer.setEncoding("utf8").on("data", (text: string) => {
					opened(() => {
						clearTimeout(timer);
						sent.destroy();
					});
					if (!text.includes("event: thread") || timer) return;
					timer = setTimeout(
						() => {
							timer = undefined;
							look();
						},
						leastMs + Math.random() * spreadMs,
					);
				});
				answer.on("error", () => undefined);
			},
		);
		sent.on("error", failed);
	});

/** Runs an AMA with 500 people for half a minute and prints how long a vote took. */
export async function measureAma(origin: string, db: Db, cookies: string[]): Promise<void> {
	const ids = await prepare(db);
	const streams = new Agent({ keepAlive: true });
	const agent = new Agent({ keepAlive: true, maxSockets: 64 });
	const mine = cookies.slice(0, people);
	const looks: Promise<Answer>[] = [];
	const closers: (() => void)[] = [];
	for (const cookie of mine)
		closers.push(
			await watch(origin, streams, cookie, () => {
				const look = send(origin, agent, { path: `/ama/${id}/live`, cookie });
				looks.push(look);
				return look;
			}),
		);
	const any = <T>(list: T[], n: number): T => list[n % list.length] as T;
	// Every sixtieth vote or so makes room for a question, which everybody hears of.
	const vote = (n: number) =>
		send(origin, agent, { path: `/ama/questions/${any(ids, n * 7)}/vote`, method: "POST", cookie: any(mine, n), body: "on=1" });
	const askOne = (n: number) =>
		send(origin, agent, {
			path: `/ama/${id}`,
			method: "POST",
			cookie: any(mine, n * 3),
			body: new URLSearchParams({ text: `What comes after thing ${n}, and why?`, other: "1", submission: randomUUID() }).toString(),
		});
	for (let n = 0; n < 20; n++) await vote(n);
	const votes: Promise<Answer>[] = [];
	const asked: Promise<Answer>[] = [];
	const start = performance.now();
	for (let n = 0; n < seconds * votesPerSecond; n++) {
		await pause(Math.max(0, start + (n * 1000) / votesPerSecond - performance.now()));
		if (n % (votesPerSecond * 3) === votesPerSecond) asked.push(askOne(n));
		votes.push(vote(n));
	}
	const all = await Promise.all(votes);
	const questionsAsked = await Promise.all(asked);
	for (const close of closers) close();
	const looked = await Promise.all(looks);
	streams.destroy();
	agent.destroy();
	const { p50, p99 } = percentiles(all);
	const page = percentiles(looked);
	const failed = [...all, ...questionsAsked, ...looked].filter(({ well }) => !well).length;
	console.log(
		`\nAn AMA with ${mine.length} people at one process: ${all.length} votes in ${seconds} s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
			`${questionsAsked.length} questions (p99 ${percentiles(questionsAsked).p99.toFixed(0)} ms); ${looked.length} looks at the page (p50 ${page.p50.toFixed(0)} ms, p99 ${page.p99.toFixed(0)} ms)${failed > 0 ? `; ${failed} failed` : ""}.`,
	);
}
