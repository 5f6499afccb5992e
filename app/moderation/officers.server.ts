// The two officers, their keys, and what they open. The server holds no private key. Docs: docs/decisions/015-break-glass.md.
import { and, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { linkOf } from "#app/anonymity/links.server.ts";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { peopleByHandles } from "#app/people/queries.server.ts";
import type { OfficerSlot } from "#db/enums.ts";
import { glassRequests, officerKeys, officers } from "#db/schema/glass.server.ts";
import { moderationLog } from "#db/schema/moderation.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import type { OfficerInput, OfficersInput } from "./glass-input.ts";
import { note } from "./log.server.ts";

type Refused = { errors: Record<string, string> };

/** Who the officers are, and whether each has a key. Everybody may know. */
export const officersNow = (tx = db) =>
	tx
		.select({ slot: officers.slot, handle: people.handle, name: people.name, hasKey: sql<boolean>`${officers.keyId} is not null` })
		.from(officers)
		.innerJoin(people, eq(people.id, officers.personId));

/** Names the two officers. Whoever is new makes a key first; until both have one no link is kept. Admins only. */
export async function nameOfficers(viewer: Viewer, input: OfficersInput): Promise<Refused | null> {
	if (!isAdmin(viewer)) throw forbidden();
	if (input.outer === input.inner) return { errors: { inner: "It takes two people." } };
	return db.transaction(async (tx): Promise<Refused | null> => {
		await tx.execute(sql`select pg_advisory_xact_lock(7269)`);
		const found = await peopleByHandles([input.outer, input.inner], tx);
		const errors: Record<string, string> = {};
		for (const slot of ["outer", "inner"] as const) if (!found.has(input[slot])) errors[slot] = "Nobody here has this handle.";
		if (Object.keys(errors).length > 0) return { errors };
		const before = await tx.select().from(officers);
		const wanted = (["outer", "inner"] as const).map((slot) => ({ slot, personId: found.get(input[slot])?.id ?? "" }));
		if (wanted.every(({ slot, personId }) => before.some((one) => one.slot === slot && one.personId === personId))) return null;
		await tx.delete(officers);
		await tx
			.insert(officers)
			.values(
				wanted.map(({ slot, personId }) => ({ slot, personId, keyId: before.find((one) => one.personId === personId)?.keyId ?? null })),
			);
		await note({ at: now(), actorId: viewer.id, postId: null, act: "officers", words: `${input.outer}, ${input.inner}` }, tx);
		return null;
	});
}

export type OfficerTask = {
	request: string;
	slot: OfficerSlot;
	postId: string;
	alias: string;
	title: string;
	reason: string;
	publicKey: string;
};

/** So long can the second officer take the same box again, should the connection break before they read it. */
const againMs = 86_400_000;

/** What the viewer has to open as an officer, and their part now; null when they never were one. */
export async function officerDesk(viewer: Viewer, tx = db) {
	const [mine] = await tx.select().from(officers).where(eq(officers.personId, viewer.id));
	const keys = new Map(
		(await tx.select().from(officerKeys).where(eq(officerKeys.personId, viewer.id))).map((key) => [key.id, key.publicKey]),
	);
	if (!mine && keys.size === 0) return null;
	const at = now();
	const ready = await tx
		.select({ request: glassRequests, alias: posts.alias, title: threads.title })
		.from(glassRequests)
		.innerJoin(posts, eq(posts.id, glassRequests.postId))
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(
			and(
				lte(glassRequests.opensAt, at),
				isNull(glassRequests.withdrawnBy),
				or(isNull(glassRequests.readAt), gt(glassRequests.readAt, new Date(at.getTime() - againMs))),
			),
		);
	const tasks: OfficerTask[] = [];
	for (const { request, alias, title } of ready) {
		const link = await linkOf(request.postId, tx);
		if (!link) continue;
		const slot = request.inner === null ? ("outer" as const) : ("inner" as const);
		const publicKey = keys.get(slot === "outer" ? link.outerKey : link.innerKey);
		if (publicKey)
			tasks.push({ request: request.id, slot, postId: request.postId, alias: alias ?? "", title, reason: request.reason, publicKey });
	}
	return { slot: mine?.slot ?? null, hasKey: Boolean(mine?.keyId), tasks };
}

/**
 * Hands an officer their box. It stands in the log before they have it, so whatever is opened was counted: the first box as opened, the
 * second one as read. Null when there is none for them.
 */
export async function takeBox(viewer: Viewer, request: string | undefined): Promise<string | null> {
	return db.transaction(async (tx) => {
		const [live] = await tx
			.select()
			.from(glassRequests)
			.where(eq(glassRequests.id, request ?? ""))
			.for("update");
		const task = (await officerDesk(viewer, tx))?.tasks.find((one) => one.request === request);
		if (!live || !task) return null;
		const at = now();
		const again = task.slot === "inner" && live.readAt !== null;
		if (task.slot === "inner" && !again) await tx.update(glassRequests).set({ readAt: at }).where(eq(glassRequests.id, live.id));
		if (!again) await note({ at, actorId: viewer.id, postId: task.postId, act: task.slot === "inner" ? "glass-read" : "glass-opened" }, tx);
		return task.slot === "inner" ? live.inner : ((await linkOf(task.postId, tx))?.box ?? null);
	});
}

/** What an officer brings: a new public key, or the inner box from the outer one. Throws 404 for everybody else. */
export async function actAsOfficer(viewer: Viewer, input: OfficerInput): Promise<void> {
	await db.transaction(async (tx) => {
		const at = now();
		if (input.act === "key") {
			const [mine] = await tx.select().from(officers).where(eq(officers.personId, viewer.id)).for("update");
			if (!mine || !input.publicKey) throw notFound();
			const id = newId();
			await tx.insert(officerKeys).values({ id, personId: viewer.id, publicKey: input.publicKey, madeAt: at });
			await tx.update(officers).set({ keyId: id }).where(eq(officers.slot, mine.slot));
			await note({ at, actorId: viewer.id, postId: null, act: "officers", words: "A new key." }, tx);
			return;
		}
		const task = (await officerDesk(viewer, tx))?.tasks.find(({ request }) => request === input.request);
		if (task?.slot !== "outer" || !input.inner) throw notFound();
		const [done] = await tx
			.update(glassRequests)
			.set({ inner: input.inner })
			.where(and(eq(glassRequests.id, task.request), isNull(glassRequests.withdrawnBy), isNull(glassRequests.inner)))
			.returning({ id: glassRequests.id });
		if (!done) throw notFound();
	});
}

/** How often it was asked who wrote something, withdrawn, and how often the first and the second box was handed out: requests are no people, so small numbers may be known. */
export async function glassCounts(tx = db): Promise<{ asked: number; withdrawn: number; opened: number; read: number }> {
	const rows = await tx
		.select({ act: moderationLog.act, count: sql<number>`count(*)::int` })
		.from(moderationLog)
		.where(inArray(moderationLog.act, ["glass-asked", "glass-withdrawn", "glass-opened", "glass-read"]))
		.groupBy(moderationLog.act);
	const of = (act: string) => rows.find((row) => row.act === act)?.count ?? 0;
	return { asked: of("glass-asked"), withdrawn: of("glass-withdrawn"), opened: of("glass-opened"), read: of("glass-read") };
}
