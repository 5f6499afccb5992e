// Flags and what comes of them. Docs: docs/decisions/017-moderation.md.
import { and, eq, inArray, isNull } from "drizzle-orm";
import { dayOf } from "#app/anonymity/day.ts";
import { isNewcomer } from "#app/auth/newcomer.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { putBack, takeAway } from "#app/replies/commands.server.ts";
import { stored } from "#app/replies/write-reply.server.ts";
import { cookSections, linkUploads, noteMentions } from "#app/threads/cook.server.ts";
import { isOwn } from "#app/threads/own.server.ts";
import { editedNow } from "#app/threads/revisions.server.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { Tx } from "#db/client.server.ts";
import { flags, moderationCases, moderatorNotes } from "#db/schema/moderation.server.ts";
import { postRevisions, posts, postUploads } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { DecisionInput, FlagInput, MendInput } from "./input.ts";
import { note } from "./log.server.ts";
import { caredForBy } from "./queries.server.ts";
import { careLimits, decisionsFrom } from "./rules.ts";

type Refused = { errors: Record<string, string> };
const flagLimit = { name: "flag", max: 20, windowSeconds: 3600 };
const newcomerLimit = { name: "flag-new", max: 5, windowSeconds: 86_400 };

/** A post of somebody else that the viewer may flag, or null. */
export async function flaggable(viewer: Viewer, postId: string | undefined, tx = db) {
	if (!isId(postId)) return null;
	const [found] = await tx
		.select({ post: posts, thread: { id: threads.id, slug: threads.slug, title: threads.title } })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, postId), isNull(posts.deletedAt), visibleTo(viewer)));
	if (!found || (await isOwn(viewer, found.thread.id, found.post, tx))) return null;
	return { id: postId, text: found.post.text.slice(0, 300), thread: found.thread };
}

/** Asks those who care for a post to look at it. Twice changes nothing. Throws 404 when it is not there or the viewer's own, 429 after 20 an hour. */
export async function flagPost(viewer: Viewer, postId: string | undefined, { reason, words = "" }: FlagInput): Promise<void> {
	await db.transaction(async (tx) => {
		const post = await flaggable(viewer, postId, tx);
		if (!post) throw notFound();
		const { allowed, retryAfterSeconds } = await takeOne((await isNewcomer(viewer, tx)) ? newcomerLimit : flagLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		const at = now();
		const [flagged] = await tx
			.insert(flags)
			.values({ postId: post.id, personId: viewer.id, reason, words, at })
			.onConflictDoNothing()
			.returning({ postId: flags.postId });
		if (!flagged) return;
		await tx
			.insert(moderationCases)
			.values({ postId: post.id, state: "flagged", openedAt: at })
			.onConflictDoUpdate({
				target: moderationCases.postId,
				set: { state: "flagged", openedAt: at },
				setWhere: inArray(moderationCases.state, ["fine", "shown"]),
			});
		// Who flagged is not held for good.
		await note({ at, actorId: null, postId: post.id, act: "flagged", words: reason }, tx);
	});
}

/** Locks a post that the viewer cares for, its thread first, with its case. Throws 404. */
async function lockCase(viewer: Viewer, postId: string | undefined, tx: Tx) {
	if (!isId(postId)) throw notFound();
	const [place] = await tx.select({ threadId: posts.threadId }).from(posts).where(eq(posts.id, postId));
	const [thread] = await tx
		.select()
		.from(threads)
		.where(and(eq(threads.id, place?.threadId ?? ""), caredForBy(viewer)))
		.for("no key update");
	const [post] = await tx.select().from(posts).where(eq(posts.id, postId)).for("no key update");
	if (!thread || !post) throw notFound();
	const [found] = await tx.select().from(moderationCases).where(eq(moderationCases.postId, postId)).for("update");
	const away = found?.state === "hidden" || found?.state === "mended";
	if (!away && (post.deletedAt || thread.deletedAt)) throw notFound();
	return { thread, post, state: found?.state ?? null };
}

/**
 * Decides about a post, or leaves a note for other moderators: it is fine, hidden with an explanation, or shown again. Nobody decides
 * about their own. Returns what will not do by field, or null. Throws 404 for whoever does not care for it.
 */
export async function decide(viewer: Viewer, postId: string | undefined, { act, words = "" }: DecisionInput): Promise<Refused | null> {
	return db.transaction(async (tx): Promise<Refused | null> => {
		const { thread, post, state } = await lockCase(viewer, postId, tx);
		if (act === "note") {
			if (words === "") return { errors: { words: "Write something first." } };
			await tx.insert(moderatorNotes).values({ id: newId(), postId: post.id, personId: viewer.id, text: words, at: now() });
			return null;
		}
		if (await isOwn(viewer, thread.id, post, tx)) return { errors: { form: "This is yours: somebody else has to look at it." } };
		if (!decisionsFrom(state).includes(act)) return { errors: { form: "Somebody else decided meanwhile. Load the page again." } };
		if (act === "hide" && words.length < careLimits.explanationMin)
			return { errors: { words: "Tell its author why, so that they can mend it." } };
		const at = now();
		const next = { fine: "fine", hide: "hidden", show: "shown" } as const;
		const to = next[act];
		if (act === "hide") await takeAway({ thread, post }, viewer.id, tx);
		if (act === "show") await putBack({ thread, post }, tx);
		const explanation = act === "hide" ? words : null;
		await tx
			.insert(moderationCases)
			.values({ postId: post.id, state: to, openedAt: at, explanation })
			.onConflictDoUpdate({ target: moderationCases.postId, set: { state: to, explanation } });
		await note({ at, actorId: viewer.id, postId: post.id, act: to, words }, tx);
		return null;
	});
}

/**
 * Lets the author mend what is hidden; it waits to be looked at again. What it said before is gone, since it would be in its history.
 * Returns what will not do by field, or null. Throws 404 when it is not the viewer's, or not hidden.
 */
export async function mend(viewer: Viewer, postId: string | undefined, input: MendInput): Promise<Refused | null> {
	if (!isId(postId)) throw notFound();
	const [known] = await db.select({ sections: posts.sections }).from(posts).where(eq(posts.id, postId));
	const names = Object.keys(known?.sections ?? {});
	const sections = Object.fromEntries(Object.entries(input).filter(([name, text]) => names.includes(name) && text)) as Record<
		string,
		string
	>;
	if (known && Object.keys(sections).length === 0) return { errors: { form: "Say something: an empty post can not be shown again." } };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx): Promise<Refused | null> => {
		const [place] = await tx.select({ threadId: posts.threadId }).from(posts).where(eq(posts.id, postId));
		const [thread] = await tx
			.select()
			.from(threads)
			.where(eq(threads.id, place?.threadId ?? ""))
			.for("no key update");
		const [post] = await tx.select().from(posts).where(eq(posts.id, postId)).for("no key update");
		if (!thread || !post || !(await isOwn(viewer, thread.id, post, tx))) throw notFound();
		const [found] = await tx
			.update(moderationCases)
			.set({ state: "mended" })
			.where(and(eq(moderationCases.postId, postId), inArray(moderationCases.state, ["hidden", "mended"])))
			.returning({ postId: moderationCases.postId });
		if (!found) throw notFound();
		await tx
			.update(posts)
			.set({ ...stored(sections, cooked), revision: post.revision + 1, ...editedNow(post) })
			.where(eq(posts.id, postId));
		if (post.opening === 1) await tx.update(threads).set({ excerpt: cooked.excerpt }).where(eq(threads.id, thread.id));
		await tx.delete(postRevisions).where(eq(postRevisions.postId, postId));
		await tx.delete(postUploads).where(eq(postUploads.postId, postId));
		await linkUploads(viewer, postId, cooked, tx);
		await noteMentions(postId, cooked, tx);
		// Not when exactly, and not who: it may be somebody without a name.
		await note({ at: dayOf(now()), actorId: null, postId, act: "mended" }, tx);
		return null;
	});
}
