// Hands what Postgres says (LISTEN) on to the browsers that are connected to this process. Frames hold ids and nothing else.
import { sql } from "drizzle-orm";
import { listen } from "#db/listen.server.ts";
import { databaseIsAway } from "../away.server.ts";
import { db } from "../db.server.ts";
import { readEnv } from "../env.server.ts";
import { reportError } from "../report.server.ts";

/** A connected browser: whose it is, which thread it looks at, and how it is written to. */
export type Listener = {
	personId: string;
	topic: string | null;
	/** False when the other end does not read: the connection is given up. */
	send(frame: string): boolean;
	end(): void;
};

const beatMs = 25_000;
const markMs = 5_000;
/** After this long a browser connects again, and its session is judged again. */
const longestMs = 15 * 60_000;
const mostEach = 12;

const listeners = new Set<Listener>();
const byTopic = new Map<string, Set<Listener>>();
const byPerson = new Map<string, Set<Listener>>();

// Every transaction below this one had ended, and was told of, some seconds ago: whoever knows it and comes back has missed nothing older.
let mark: string | null = null;
let nextMark: string | null = null;

/** Up to which transaction a page that is made now has seen everything; null while that is not known. */
export const presentMark = (): string | null => mark;

export const frame = (event: string, data = ""): string => `${mark ? `id: ${mark}\n` : ""}event: ${event}\ndata: ${data}\n\n`;

const put = (map: Map<string, Set<Listener>>, key: string, listener: Listener) => map.set(key, (map.get(key) ?? new Set()).add(listener));
const take = (map: Map<string, Set<Listener>>, key: string, listener: Listener) => {
	const set = map.get(key);
	set?.delete(listener);
	if (set?.size === 0) map.delete(key);
};

/** Takes a browser in. Returns how it leaves. */
export function connectListener(listener: Listener): () => void {
	listeners.add(listener);
	put(byPerson, listener.personId, listener);
	if (listener.topic) put(byTopic, listener.topic, listener);
	const own = byPerson.get(listener.personId);
	const [oldest] = own ?? [];
	if (own && own.size > mostEach && oldest) drop(oldest);
	const timer = setTimeout(() => drop(listener), longestMs);
	timer.unref();
	return () => {
		clearTimeout(timer);
		forget(listener);
	};
}

function forget(listener: Listener): void {
	listeners.delete(listener);
	take(byPerson, listener.personId, listener);
	if (listener.topic) take(byTopic, listener.topic, listener);
}

function drop(listener: Listener): void {
	forget(listener);
	listener.end();
}

function tell(whom: Iterable<Listener>, text: string, except?: string): void {
	for (const listener of whom) if (listener.personId !== except && !listener.send(text)) drop(listener);
}

/** How many browsers are connected to this process. */
export const listenerCount = (): number => listeners.size;

function hear(payload: string): void {
	const [what = "", ...ids] = payload.split(" ");
	const [first = "", second] = ids;
	if (what === "thread" && first === "*") for (const [topic, whom] of byTopic) tell(whom, frame("thread", topic));
	else if (what === "thread") tell(byTopic.get(first) ?? [], frame("thread", first));
	else if (what === "writing") tell(byTopic.get(first) ?? [], frame("writing", first), second);
	else if (what === "inbox") for (const id of ids) tell(byPerson.get(id) ?? [], frame("inbox"));
	else if (what === "part") part(first === "*" ? [...byTopic.keys()] : [first]);
	else if (what === "leave") for (const listener of [...(byPerson.get(first) ?? [])]) drop(listener);
}

/** Ends the streams at these threads, after telling them to ask: they come back, and whoever may not see it hears no more. */
function part(topics: string[]): void {
	for (const topic of topics)
		for (const listener of [...(byTopic.get(topic) ?? [])]) {
			tell([listener], frame("thread", topic));
			drop(listener);
		}
}

/** What was said while nobody listened has been missed: everybody asks anew. */
function everybodyAsks(): void {
	for (const listener of [...listeners]) tell([listener], (listener.topic ? frame("thread", listener.topic) : "") + frame("inbox"));
}

async function moveMark(): Promise<void> {
	try {
		const [row] = await db.execute<{ mark: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as mark`);
		// The one before: a notice takes a moment to arrive, and must be here before the mark passes it.
		mark = nextMark;
		nextMark = row?.mark ?? null;
	} catch (error) {
		if (!databaseIsAway(error)) reportError(error);
	}
}

/** Listens from now on. Returns how to stop, which ends every connection: browsers come back to another server. */
export function startHub(): () => Promise<void> {
	let lost = false;
	const stopListening = listen(readEnv().DATABASE_URL ?? "", "live", hear, () => {
		if (lost) everybodyAsks();
		lost = true;
	});
	const marks = setInterval(moveMark, markMs);
	// An id alone sets where to go on from; nothing is dispatched in the browser (HTML, 9.2.6).
	const beats = setInterval(() => tell([...listeners], `: still here\n${mark ? `id: ${mark}\n` : ""}\n`), beatMs);
	for (const timer of [marks, beats]) timer.unref();
	void moveMark();
	return async () => {
		clearInterval(marks);
		clearInterval(beats);
		for (const listener of [...listeners]) drop(listener);
		await stopListening();
	};
}

/** Whether a topic changed since a mark, or nobody can tell any more. */
export async function changedSince(topic: string, since: string, tx = db): Promise<boolean> {
	if (!/^\d{1,19}$/.test(since)) return true;
	const [row] = await tx.execute<{ changed: boolean; known: boolean }>(sql`
		select exists (select from live_events where topic in (${topic}, '*') and xid >= ${since}::text::xid8) as changed,
			pg_snapshot_xmin(pg_current_snapshot()) >= ${since}::text::xid8
				and not exists (select from live_forgotten where before >= ${since}::text::xid8) as known`);
	return !row?.known || row.changed;
}

const keptHours = 1;

/** Forgets what happened more than an hour ago. */
export async function sweepLiveEvents(tx = db): Promise<void> {
	await tx.execute(sql`
		with gone as (delete from live_events where at < now() - make_interval(hours => ${keptHours}) returning xid)
		insert into live_forgotten (id, before) select 1, max(xid::text::numeric)::text::xid8 from gone having count(*) > 0
		on conflict (id) do update set before = excluded.before`);
}
