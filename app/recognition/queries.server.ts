// What people see of badges: their own, and what others show. Docs: docs/decisions/021-recognition.md.
import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { sealedActsOf } from "#app/anonymity/activity.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { postPath, threadPath } from "#app/threads/rules.ts";
import { visibleTo } from "#app/threads/visible.server.ts";
import type { AwardView, RecognitionMode } from "#db/enums.ts";
import { posts } from "#db/schema/posts.server.ts";
import { awards, recognitionChoices } from "#db/schema/recognition.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { catalogue } from "./catalogue.ts";
import { reachedBy } from "./rules-sql.server.ts";

/** What a person wants of recognition. */
export async function modeOf({ id }: Pick<Viewer, "id">, tx = db): Promise<RecognitionMode> {
	const [row] = await tx.select({ mode: recognitionChoices.mode }).from(recognitionChoices).where(eq(recognitionChoices.personId, id));
	return row?.mode ?? "each";
}

export type Thing = { title: string; path: string };

/** Of some threads and posts those that the viewer may read, with their title and address. */
export async function readableThings(viewer: Pick<Viewer, "id">, ids: string[], tx = db): Promise<Map<string, Thing>> {
	if (ids.length === 0) return new Map();
	const { id, slug, title } = threads;
	const there = and(isNull(posts.deletedAt), visibleTo(viewer));
	const rows = await tx
		.select({ id, slug, title, postId: posts.id, opening: posts.opening })
		.from(posts)
		.innerJoin(threads, eq(threads.id, posts.threadId))
		.where(and(or(inArray(posts.id, ids), and(inArray(posts.threadId, ids), eq(posts.opening, 1))), there));
	const wanted = new Set(ids);
	return new Map(
		rows.map((row) =>
			wanted.has(row.postId)
				? [row.postId, { title: row.title, path: postPath(row, row.postId) }]
				: [row.id, { title: row.title, path: threadPath(row) }],
		),
	);
}

const order = new Map(catalogue.map(({ slug }, index) => [slug, index]));
const inOrder = <T extends { badge: string }>(list: T[]): T[] =>
	// A badge that is no longer in the catalogue has no words to be shown with.
	list
		.filter(({ badge }) => order.has(badge))
		.sort((a, b) => (order.get(a.badge) ?? 0) - (order.get(b.badge) ?? 0));

/** Of a badge with tiers the highest that somebody has. */
const highest = <T extends { badge: string; tier: number }>(list: T[]): T[] =>
	list.filter((one) => !list.some(({ badge, tier }) => badge === one.badge && tier > one.tier));

export type ShownBadge = { badge: string; tier: number; evidence: Thing | null };

/** The badges that a person shows, in the order of the catalogue; with what they were for where both want that: its owner shows it, and the viewer may read it. */
export async function shownBadges(viewer: Viewer, personId: string, tx = db): Promise<ShownBadge[]> {
	const rows = await tx
		.select({ badge: awards.badge, tier: awards.tier, view: awards.view, evidenceId: awards.evidenceId })
		.from(awards)
		.leftJoin(recognitionChoices, eq(recognitionChoices.personId, awards.personId))
		.where(
			and(
				eq(awards.personId, personId),
				isNull(awards.revokedAt),
				sql`case coalesce(${recognitionChoices.mode}, 'each') when 'all' then true when 'each' then ${awards.view} <> 'mine' else false end`,
			),
		);
	const things = await readableThings(
		viewer,
		rows.flatMap(({ view, evidenceId }) => (view === "evidence" && evidenceId ? [evidenceId] : [])),
		tx,
	);
	return inOrder(highest(rows)).map(({ badge, tier, view, evidenceId }) => ({
		badge,
		tier,
		evidence: (view === "evidence" && things.get(evidenceId ?? "")) || null,
	}));
}

export type OwnBadge = {
	badge: string;
	tier: number;
	/** Null: earned with something that the viewer did without their name, and known to them alone. */
	at: Date | null;
	view: AwardView;
	evidence: Thing | null;
	/** Why it was revoked. */
	revoked: string | null;
};

/** The viewer's own badges, in the order of the catalogue. For them alone. None while they take no part. */
export async function ownBadges(viewer: Viewer, tx = db): Promise<OwnBadge[]> {
	if ((await modeOf(viewer, tx)) === "out") return [];
	const rows = await tx
		.select({
			badge: awards.badge,
			tier: awards.tier,
			at: awards.at,
			view: awards.view,
			evidenceId: awards.evidenceId,
			revoked: awards.reason,
		})
		.from(awards)
		.where(eq(awards.personId, viewer.id));
	const things = await readableThings(
		viewer,
		rows.flatMap(({ evidenceId }) => (evidenceId ? [evidenceId] : [])),
		tx,
	);
	const named = rows.map(({ evidenceId, ...row }) => ({ ...row, evidence: things.get(evidenceId ?? "") ?? null }));
	const known = new Set(named.map(({ badge, tier }) => `${badge} ${tier}`));
	const unnamed = (await reachedUnnamed(viewer, tx))
		.filter(({ badge, tier }) => !known.has(`${badge} ${tier}`))
		.map((one) => ({ ...one, at: null, view: "mine" as const, evidence: null, revoked: null }));
	return inOrder(highest([...named, ...unnamed]));
}

type Reached = { badge: string; tier: number };

/** What the viewer reached with something that they did without their name, and not without that. It stands nowhere: it is found out here, for them. */
export async function reachedUnnamed(viewer: Pick<Viewer, "id">, tx = db): Promise<Reached[]> {
	const acts = await sealedActsOf(viewer.id, tx);
	if (acts.length === 0) return [];
	const own = sql`array[${viewer.id}]::text[]`;
	const all = await tx.execute<Reached>(sql`
		select badge, tier from (${reachedBy(own, { sealed: { personId: viewer.id, acts } })}) a
		except select badge, tier from (${reachedBy(own)}) b`);
	return [...all];
}

export type Unseen = { badge: string; tier: number; at: Date };

/** Awards that the viewer has not been told of, the latest first. */
export async function unseenAwards(viewer: Viewer, tx = db): Promise<Unseen[]> {
	if ((await modeOf(viewer, tx)) === "out") return [];
	const rows = await tx
		.select({ badge: awards.badge, tier: awards.tier, at: awards.at })
		.from(awards)
		.where(and(eq(awards.personId, viewer.id), isNull(awards.seenAt), isNull(awards.revokedAt)))
		.orderBy(desc(awards.at));
	return rows.filter(({ badge }) => order.has(badge));
}
