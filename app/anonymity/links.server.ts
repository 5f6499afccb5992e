// The sealed link of what is written without a name. Docs: docs/decisions/015-break-glass.md.
import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import type { Tx } from "#db/client.server.ts";
import { sealedLinks } from "#db/schema/anonymity.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { officerKeys, officers } from "#db/schema/glass.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { linkToBytes, seal, toText } from "./sealed-box.ts";

export const linkDays = 90;
/** The keys to which a link is sealed: the outer officer's and the inner one's. */
export type KeyPair = { outer: string; inner: string };

export const nobodyLearns = "Nobody can ever look up who you are, whatever their role.";
const bothLearn = (outer: string, inner: string) =>
	`Only ${outer} and ${inner} together could learn who you are: for real harm, within ${linkDays} days, when two moderators asked and two days went by. You would see it.`;

/** The two officers of now with their keys; null unless there are two, present, with a key each. */
async function twoOfficers(tx: typeof db) {
	const rows = await tx
		.select({ slot: officers.slot, name: people.name, keyId: officers.keyId })
		.from(officers)
		.innerJoin(people, eq(people.id, officers.personId))
		.innerJoin(accounts, and(eq(accounts.id, officers.personId), sql`${accounts.disabledAt} is null`));
	const [outer, inner] = [rows.find(({ slot }) => slot === "outer"), rows.find(({ slot }) => slot === "inner")];
	if (!outer?.keyId || !inner?.keyId) return null;
	return { words: bothLearn(outer.name, inner.name), keys: { outer: outer.keyId, inner: inner.keyId } };
}

async function keepsLinks(circleId: string, tx: typeof db): Promise<boolean> {
	const [circle] = await tx.select({ keeps: circles.keepsLinks }).from(circles).where(eq(circles.id, circleId));
	return circle?.keeps ?? false;
}

/** Who can ever learn the name of somebody who writes in a circle without it, in one sentence; without a circle: at most. */
export async function whoCanLearn(circleId: string | null, tx = db): Promise<string> {
	const both = await twoOfficers(tx);
	return both && (circleId === null || (await keepsLinks(circleId, tx))) ? both.words : nobodyLearns;
}

/** The keys for a link, when the writer was told so before they wrote; null when they were told something else: then there is none. */
export async function keysPromised(circleId: string, told: string | undefined, tx = db): Promise<KeyPair | null> {
	const both = await twoOfficers(tx);
	return both && told === both.words && (await keepsLinks(circleId, tx)) ? both.keys : null;
}

type ToSeal = { person: string; postId: string; circleId: string; keys: KeyPair | null | undefined };

/** Keeps the sealed link of a post that appears, if one was promised and its circle still keeps links. */
export async function sealLink({ person, postId, circleId, keys }: ToSeal, tx: Tx): Promise<void> {
	if (!keys || !(await keepsLinks(circleId, tx))) return;
	const found = await tx
		.select()
		.from(officerKeys)
		.where(inArray(officerKeys.id, [keys.outer, keys.inner]));
	const keyOf = (id: string) => found.find((key) => key.id === id)?.publicKey;
	const [outer, inner] = [keyOf(keys.outer), keyOf(keys.inner)];
	const [who] = await tx.select({ name: people.name }).from(people).where(eq(people.id, person));
	if (!outer || !inner || !who) return;
	const innerBox = await seal(inner, linkToBytes({ post: postId, person, name: who.name }), postId);
	const box = toText(await seal(outer, innerBox, postId));
	const keptUntil = new Date(now().getTime() + linkDays * 86_400_000).toISOString().slice(0, 10);
	await tx.insert(sealedLinks).values({ postId, outerKey: keys.outer, innerKey: keys.inner, box, keptUntil });
}

const today = () => now().toISOString().slice(0, 10);

/** The link of a post as it is kept, or null: there never was one, or it is gone. */
export async function linkOf(postId: string, tx = db): Promise<{ outerKey: string; innerKey: string; box: string } | null> {
	const { outerKey, innerKey, box } = sealedLinks;
	const [link] = await tx
		.select({ outerKey, innerKey, box })
		.from(sealedLinks)
		.where(and(eq(sealedLinks.postId, postId), gte(sealedLinks.keptUntil, today())));
	return link ?? null;
}

/** Deletes the links whose time is over. */
export const dropOldLinks = async (): Promise<void> => void (await db.delete(sealedLinks).where(lt(sealedLinks.keptUntil, today())));

/** Deletes the links of everything that an alias wrote in a thread: its bearer puts their name to it. */
export const dropLinksOf = async (threadId: string, alias: string, tx: Tx): Promise<void> =>
	void (await tx.delete(sealedLinks).where(
		inArray(
			sealedLinks.postId,
			tx
				.select({ id: posts.id })
				.from(posts)
				.where(and(eq(posts.threadId, threadId), eq(posts.alias, alias))),
		),
	));
