import { randomBytes } from "node:crypto";
import { and, asc, eq, gte, isNotNull, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { Tx } from "#db/client.server.ts";
import type { AliasLevel } from "#db/enums.ts";
import { aliases, sealedNews } from "#db/schema/anonymity.server.ts";
import { aliasName } from "./alias-names.ts";
import { keyedHash, markOf, marksOf, numberedMarks, oneOf, stretch } from "./keys.server.ts";

export type Alias = { threadId: string; name: string; level: AliasLevel; muted: boolean };

const shown = { threadId: aliases.threadId, name: aliases.name, level: aliases.level, muted: aliases.muted };
/** A name that is taken in a thread is followed by another one; so many are tried. */
const mostNames = 64;

const markIn = (personId: string, threadId: string) => markOf("alias", threadId, personId);
const tokensFrom = (personId: string, from: number) => numberedMarks("alias-number", personId, from);
const nameOf = async (personId: string, threadId: string, attempt: number) =>
	aliasName(await keyedHash("alias-name", threadId, personId, String(attempt)));

/** The alias that a person bears in a thread, or null while they have written nothing there anonymously. */
export async function aliasIn(personId: string, threadId: string, tx = db): Promise<Alias | null> {
	const [row] = await tx
		.select(shown)
		.from(aliases)
		.where(eq(aliases.mark, await markIn(personId, threadId)));
	return row ?? null;
}

/** The alias that a person will bear in a thread which nobody has written in yet. */
export const firstAlias = (personId: string, threadId: string): Promise<string> => nameOf(personId, threadId, 0);

/** The name of a person's alias in a thread: the one they have, else a new one. The thread is locked, or new. */
export async function takeAlias(personId: string, threadId: string, tx: Tx): Promise<string> {
	const known = await aliasIn(personId, threadId, tx);
	if (known) return known.name;
	const mark = await markIn(personId, threadId);
	for (let attempt = 0; attempt < mostNames; ) {
		const name = await nameOf(personId, threadId, attempt);
		const [taken] = await tx
			.select({ name: aliases.name })
			.from(aliases)
			.where(and(eq(aliases.threadId, threadId), eq(aliases.name, name)));
		if (taken) {
			attempt += 1;
			continue;
		}
		// Of two aliases that one person gets at once in two threads, the second takes the next number.
		const token = await freeToken(personId, tx);
		const [made] = await tx
			.insert(aliases)
			.values({ threadId, name, mark, token })
			.onConflictDoNothing({ target: aliases.token })
			.returning({ name: aliases.name });
		if (made) return made.name;
	}
	throw new Error("No alias was free.");
}

async function freeToken(personId: string, tx: Tx): Promise<string> {
	for (let from = 0; ; from += stretch) {
		const tokens = await tokensFrom(personId, from);
		const used = await tx.select({ token: aliases.token }).from(aliases).where(oneOf(aliases.token, tokens));
		const taken = new Set(used.map(({ token }) => token));
		const free = tokens.find((token) => !taken.has(token));
		if (free) return free;
	}
}

/** All aliases of a person. To be shown to nobody but them. */
export async function ownAliases(personId: string, tx = db): Promise<Alias[]> {
	const own: Alias[] = [];
	for (let from = 0; ; from += stretch) {
		const found = await tx
			.select(shown)
			.from(aliases)
			.where(oneOf(aliases.token, await tokensFrom(personId, from)));
		own.push(...found);
		// A free number is taken before a higher one, so what is sparse is the end.
		if (found.length < stretch / 2) return own;
	}
}

/** Whether a person hears of a thread in which they bear an alias. Does nothing when they bear none. */
export async function setAliasLevel(personId: string, threadId: string, level: AliasLevel, tx = db): Promise<void> {
	await tx
		.update(aliases)
		.set({ level })
		.where(eq(aliases.mark, await markIn(personId, threadId)));
}

/** Keeps an alias from writing in its thread, or lets it again. It says nothing of whose it is. */
export const muteAlias = async (threadId: string, name: string, muted: boolean, tx = db): Promise<void> =>
	void (await tx
		.update(aliases)
		.set({ muted })
		.where(and(eq(aliases.threadId, threadId), eq(aliases.name, name))));

export type KnownAlias = { name: string; muted: boolean; stoppedUntil: string | null };

/** The aliases that are borne in a thread, for those who care for it: names and what was decided, never whose. */
export const aliasesOf = (threadId: string, tx = db): Promise<KnownAlias[]> =>
	tx
		.select({ name: aliases.name, muted: aliases.muted, stoppedUntil: aliases.stoppedUntil })
		.from(aliases)
		// One that was given up bears nothing any more.
		.where(
			and(eq(aliases.threadId, threadId), sql`exists (select from posts p where p.thread_id = ${threadId} and p.alias = "aliases"."name")`),
		)
		.orderBy(asc(aliases.name));

const today = () => now().toISOString().slice(0, 10);

/** Keeps whoever bears an alias from writing anonymously anywhere, until a day (null: no longer). Who that is stays sealed. */
export const stopBearer = async (threadId: string, name: string, until: string | null, tx = db): Promise<void> =>
	void (await tx
		.update(aliases)
		.set({ stoppedUntil: until })
		.where(and(eq(aliases.threadId, threadId), eq(aliases.name, name))));

/** Until which day a person may not write anonymously, or null: whether one of the stopped aliases is theirs is asked of each. */
export async function stoppedUntil(personId: string, tx = db): Promise<string | null> {
	const stopped = await tx
		.select({ threadId: aliases.threadId, mark: aliases.mark, until: aliases.stoppedUntil })
		.from(aliases)
		.where(and(isNotNull(aliases.stoppedUntil), gte(aliases.stoppedUntil, today())));
	const marks = await marksOf(
		"alias",
		stopped.map(({ threadId }) => [threadId, personId]),
	);
	const until = stopped.flatMap((row, index) => (row.mark === marks[index] && row.until ? [row.until] : []));
	return until.sort().at(-1) ?? null;
}

/**
 * Gives up the alias that a person bears in a thread, since they put their name to it. Its name stays taken by nobody: whoever knows now
 * whose it was would know that of a later one, too. Nothing may bear it any more.
 */
export async function giveUpAlias(personId: string, threadId: string, tx: Tx): Promise<void> {
	const nobody = () => `nobody:${randomBytes(32).toString("base64url")}`;
	const [given] = await tx
		.update(aliases)
		.set({ mark: nobody(), token: nobody(), level: "muted" })
		.where(eq(aliases.mark, await markIn(personId, threadId)))
		.returning({ threadId: aliases.threadId, name: aliases.name });
	if (given) await tx.delete(sealedNews).where(and(eq(sealedNews.threadId, given.threadId), eq(sealedNews.alias, given.name)));
}

/** The names of a thread's aliases that hear of it. */
export async function hearingAliases(threadId: string, tx: Tx): Promise<string[]> {
	const rows = await tx
		.select({ name: aliases.name })
		.from(aliases)
		.where(and(eq(aliases.threadId, threadId), sql`${aliases.level} <> 'muted'`));
	return rows.map(({ name }) => name);
}
