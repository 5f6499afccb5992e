// Who wrote a post without a name, for real harm: asked for by two moderators. Docs: docs/decisions/015-break-glass.md.

import { and, desc, eq, gte, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import { alias as tableAlias } from "drizzle-orm/pg-core";
import { ownAliases } from "#app/anonymity/aliases.server.ts";
import { linkOf } from "#app/anonymity/links.server.ts";
import { isModerator, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { glassRequests } from "#db/schema/glass.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { GlassInput } from "./glass-input.ts";
import { glassLimits, glassPhase } from "./glass-rules.ts";
import { note } from "./log.server.ts";
import { caredForBy } from "./queries.server.ts";

type Refused = { errors: Record<string, string> };
const hourMs = 3_600_000;

/** A post without a name that the viewer may ask about: moderators alone, and only where they can see. */
async function sealedPost(viewer: Viewer, postId: string | undefined, tx: typeof db) {
	if (!isModerator(viewer) || !isId(postId)) return null;
	const [post] = await tx
		.select({ id: posts.id, alias: posts.alias, text: posts.text, title: threads.title })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(eq(posts.id, postId), isNotNull(posts.alias), caredForBy(viewer)));
	return post ?? null;
}

/** What moderators see of it: whether a link is kept, and how the latest request stands. Null when there is nothing to ask. */
export async function glassOf(viewer: Viewer, postId: string | undefined, tx = db) {
	const post = await sealedPost(viewer, postId, tx);
	if (!post) return null;
	const confirmer = tableAlias(people, "confirmer");
	const [request] = await tx
		.select({ request: glassRequests, asker: people.name, confirmer: confirmer.name })
		.from(glassRequests)
		.innerJoin(people, eq(people.id, glassRequests.askedBy))
		.leftJoin(confirmer, eq(confirmer.id, glassRequests.confirmedBy))
		.where(eq(glassRequests.postId, post.id))
		.orderBy(desc(glassRequests.askedAt))
		.limit(1);
	const kept = (await linkOf(post.id, tx)) !== null;
	if (!request) return { post, kept, request: null };
	const { inner: _, ...row } = request.request;
	return {
		post,
		kept,
		request: {
			id: row.id,
			reason: row.reason,
			askedAt: row.askedAt,
			opensAt: row.opensAt,
			asker: request.asker,
			confirmer: request.confirmer,
			phase: glassPhase(request.request, now()),
			mine: row.askedBy === viewer.id || row.confirmedBy === viewer.id,
			asked: row.askedBy === viewer.id,
		},
	};
}

/**
 * Asks who wrote a post, agrees to somebody else's asking, or withdraws it. Nothing opens before a second moderator agreed and 48 hours
 * went by; until the first box is open either of the two may withdraw. Returns what will not do by field, or null. Throws 404.
 */
export async function breakGlass(viewer: Viewer, postId: string | undefined, { act, reason = "" }: GlassInput): Promise<Refused | null> {
	return db.transaction(async (tx): Promise<Refused | null> => {
		const post = await sealedPost(viewer, postId, tx);
		if (!post) throw notFound();
		const at = now();
		if (act === "ask") {
			if (reason.length < glassLimits.reasonMin) return { errors: { reason: "Write down what harm it is about: it is kept for good." } };
			if (!(await linkOf(post.id, tx))) return { errors: { form: "No link is kept of this post: nobody can learn who wrote it." } };
			const [made] = await tx
				.insert(glassRequests)
				.values({ id: newId(), postId: post.id, reason, askedBy: viewer.id, askedAt: at })
				.onConflictDoNothing()
				.returning({ id: glassRequests.id });
			if (!made) return { errors: { form: "Somebody asked already. Load the page again." } };
			await note({ at, actorId: viewer.id, postId: post.id, act: "glass-asked", words: reason }, tx);
			return null;
		}
		const live = and(eq(glassRequests.postId, post.id), isNull(glassRequests.withdrawnBy), isNull(glassRequests.readAt));
		if (act === "confirm") {
			const [done] = await tx
				.update(glassRequests)
				.set({ confirmedBy: viewer.id, opensAt: new Date(at.getTime() + glassLimits.waitHours * hourMs) })
				.where(and(live, isNull(glassRequests.confirmedBy), ne(glassRequests.askedBy, viewer.id)))
				.returning({ id: glassRequests.id });
			if (!done) return { errors: { form: "It takes a second moderator, and one who has not asked." } };
			await note({ at, actorId: viewer.id, postId: post.id, act: "glass-confirmed" }, tx);
			return null;
		}
		const [gone] = await tx
			.update(glassRequests)
			.set({ withdrawnBy: viewer.id })
			.where(and(live, isNull(glassRequests.inner), or(eq(glassRequests.askedBy, viewer.id), eq(glassRequests.confirmedBy, viewer.id))))
			.returning({ id: glassRequests.id });
		if (!gone) return { errors: { form: "Only the two who asked can withdraw it, and only until it is opened." } };
		await note({ at, actorId: viewer.id, postId: post.id, act: "glass-withdrawn" }, tx);
		return null;
	});
}

/** What the viewer has to know as an author: that two moderators asked who wrote what they wrote without a name. For them alone. */
export async function glassAbout(viewer: Viewer, tx = db) {
	const aliases = await ownAliases(viewer.id, tx);
	if (aliases.length === 0) return [];
	const mine = or(...aliases.map(({ threadId, name }) => and(eq(posts.threadId, threadId), eq(posts.alias, name))));
	const rows = await tx
		.select({ request: glassRequests, alias: posts.alias, title: threads.title })
		.from(glassRequests)
		.innerJoin(posts, eq(posts.id, glassRequests.postId))
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(
			and(
				mine,
				isNotNull(glassRequests.confirmedBy),
				gte(glassRequests.askedAt, new Date(now().getTime() - 90 * 24 * hourMs)),
				inArray(
					posts.alias,
					aliases.map(({ name }) => name),
				),
			),
		)
		.orderBy(desc(glassRequests.askedAt));
	return rows.map(({ request, alias, title }) => ({
		id: request.id,
		alias: alias ?? "",
		title,
		reason: request.reason,
		opensAt: request.opensAt,
		phase: glassPhase(request, now()),
	}));
}
