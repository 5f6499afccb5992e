// How an AMA is announced and changed. Docs: docs/decisions/016-ama.md.
import { and, eq, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { inVisibleCircle } from "#app/circles/visible.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { instantAt, localAt } from "#app/core/temporal.server.ts";
import { record } from "#app/people/activity.server.ts";
import { lockThread } from "#app/replies/post-lock.server.ts";
import { stored } from "#app/replies/write-reply.server.ts";
import { cookSections, linkUploads, noteMentions } from "#app/threads/cook.server.ts";
import { editedNow, keepRevision } from "#app/threads/revisions.server.ts";
import { slugOf } from "#app/threads/rules.ts";
import { writeThread } from "#app/threads/write-thread.server.ts";
import { amaHosts, amas } from "#db/schema/ama.server.ts";
import { circles } from "#db/schema/circles.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { hostsFor, hostsOf, leadersFor, setCoHosts } from "./hosts.server.ts";
import type { AmaEdit, AmaInput } from "./input.ts";
import { amaLimits, amaPath, canAsk, phaseOf } from "./rules.ts";

type Refused = { errors: Record<string, string> };
const amaLimit = { name: "ama", max: 5, windowSeconds: 86_400 };
const dayMs = 86_400_000;

type Times = Pick<AmaEdit, "opensDay" | "opensTime" | "closesDay" | "closesTime">;

/** The two instants that a form names by the clock of the person's zone, or what will not do by field. */
export function timesOf(
	{ opensDay, opensTime, closesDay, closesTime }: Times,
	timeZone: string,
	at: Date,
): { opensAt: Date; closesAt: Date } | Refused {
	const opensAt = instantAt(opensDay, opensTime, timeZone);
	const closesAt = instantAt(closesDay, closesTime, timeZone);
	const errors: Record<string, string> = {};
	const skipped = "There is no such time on that day where you are.";
	if (!opensAt) errors.opensTime = skipped;
	if (!closesAt) errors.closesTime = skipped;
	if (!opensAt || !closesAt) return { errors };
	const length = closesAt.getTime() - opensAt.getTime();
	if (length <= 0) errors.closesTime = "It has to close after it opens.";
	else if (length > amaLimits.longestDays * dayMs) errors.closesDay = `It can stay open for ${amaLimits.longestDays} days at most.`;
	if (closesAt <= at) errors.closesTime = "This is past already.";
	if (opensAt.getTime() > at.getTime() + amaLimits.aheadDays * dayMs)
		errors.opensDay = `Not more than ${amaLimits.aheadDays} days ahead, please.`;
	return Object.keys(errors).length > 0 ? { errors } : { opensAt, closesAt };
}

const strangers = (missing: string[]) =>
	missing.length === 1
		? `${missing[0]} is not here, or not in this circle.`
		: `These are not here, or not in this circle: ${missing.join(", ")}.`;

/**
 * Announces an AMA: in the viewer's own name when they are a leader, else as a delegate of one. The same submission twice is one.
 * Returns its address, or what will not do by field. Throws 403 for whoever is neither leader nor moderator, 429 after five a day.
 */
export async function scheduleAma(viewer: Viewer, input: AmaInput): Promise<{ path: string } | Refused> {
	const leaders = await leadersFor(viewer);
	const leader = input.leader ? leaders.find(({ handle }) => handle === input.leader) : leaders.find(({ id }) => id === viewer.id);
	if (leaders.length === 0) throw forbidden();
	if (!leader) return { errors: { leader: "Choose one of the leaders." } };
	const times = timesOf(input, viewer.timeZone, now());
	if ("errors" in times) return times;
	const sections = { learning: input.learning, text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx): Promise<{ path: string } | Refused> => {
		const submission = `${viewer.id}:ama:${input.submission}`;
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${submission}, 0))`);
		const [sent] = await tx.select({ id: posts.threadId }).from(posts).where(eq(posts.submission, submission));
		if (sent) return { path: amaPath(sent.id) };
		const [circle] = await tx
			.select({ id: circles.id })
			.from(circles)
			.where(and(eq(circles.id, input.circleId), inVisibleCircle(viewer, circles.id)));
		if (!circle) return { errors: { circleId: "Choose who may take part." } };
		const others = input.coHosts.filter((handle) => handle !== leader.handle && handle !== viewer.handle);
		const [spoken, coHosts] = [await hostsFor([leader.handle], circle.id, tx), await hostsFor(others, circle.id, tx)];
		if (spoken.missing.length > 0) return { errors: { circleId: `${leader.name} is not in this circle.` } };
		if (coHosts.missing.length > 0) return { errors: { coHosts: strangers(coHosts.missing) } };
		const { allowed, retryAfterSeconds } = await takeOne(amaLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);

		const id = newId();
		const author = { authorId: leader.id, alias: null };
		const what = { kind: "ama" as const, title: input.title, circleId: circle.id, tags: [], roles: [] };
		await writeThread({ id, postId: newId(), writer: viewer, author, input: what, sections, cooked, submission, at: now() }, tx);
		await tx.insert(amas).values({ threadId: id, ...times });
		await tx
			.insert(amaHosts)
			.values([
				{ threadId: id, personId: leader.id, role: "leader" },
				...(leader.id === viewer.id ? [] : [{ threadId: id, personId: viewer.id, role: "delegate" as const }]),
			]);
		await setCoHosts(id, coHosts.people, tx);
		await record(tx, { personId: leader.id, event: "ama", subjectId: id });
		return { path: amaPath(id) };
	});
}

/** Locks an AMA that the viewer hosts, or throws 404. */
export async function lockHosted(viewer: Viewer, id: string | undefined, tx: Parameters<Parameters<typeof db.transaction>[0]>[0]) {
	const { thread } = await lockThread(viewer, id, tx);
	const [ama] = await tx
		.select({ opensAt: amas.opensAt, closesAt: amas.closesAt, archivedAt: amas.archivedAt })
		.from(amas)
		.innerJoin(amaHosts, and(eq(amaHosts.threadId, amas.threadId), eq(amaHosts.personId, viewer.id)))
		.where(eq(amas.threadId, thread.id));
	if (!ama) throw notFound();
	return { thread, ama };
}

/** What a host can change about an AMA, as its form shows it; throws 404 for everybody else. */
export async function editableAma(viewer: Viewer, id: string | undefined) {
	return db.transaction(async (tx) => {
		const { thread, ama } = await lockHosted(viewer, id, tx);
		const [opening] = await tx
			.select({ sections: posts.sections, revision: posts.revision })
			.from(posts)
			.where(and(eq(posts.threadId, thread.id), eq(posts.opening, 1)));
		const [opens, closes] = [localAt(ama.opensAt, viewer.timeZone), localAt(ama.closesAt, viewer.timeZone)];
		const coHosts = (await hostsOf(thread.id, tx)).filter(({ role }) => role === "co-host").map(({ handle }) => handle);
		const values = {
			title: thread.title,
			learning: opening?.sections.learning ?? "",
			text: opening?.sections.text ?? "",
			coHosts: coHosts.join(" "),
			opensDay: opens.day,
			opensTime: opens.time,
			closesDay: closes.day,
			closesTime: closes.time,
			revision: String(opening?.revision ?? 1),
		};
		return { id: thread.id, values, timesStay: !canAsk(phaseOf(ama, now())) };
	});
}

/** Changes an AMA that the viewer hosts; once it has closed, its times stay. Earlier words are kept as of every post. */
export async function editAma(viewer: Viewer, id: string | undefined, input: AmaEdit): Promise<{ path: string } | Refused> {
	const sections = { learning: input.learning, text: input.text };
	const cooked = await cookSections(sections);
	return db.transaction(async (tx): Promise<{ path: string } | Refused> => {
		const { thread, ama } = await lockHosted(viewer, id, tx);
		// Once it has closed its times stay: counts that everybody saw would be hidden again.
		const times = canAsk(phaseOf(ama, now())) ? timesOf(input, viewer.timeZone, now()) : null;
		if (times && "errors" in times) return times;
		const [post] = await tx
			.select()
			.from(posts)
			.where(and(eq(posts.threadId, thread.id), eq(posts.opening, 1)))
			.for("no key update");
		if (!post) throw notFound();
		if (post.revision !== input.revision)
			return { errors: { form: "Somebody else changed this meanwhile. Copy what you wrote, load the page again and put it in." } };
		const { people: coHosts, missing } = await hostsFor(input.coHosts, thread.circleId, tx);
		if (missing.length > 0) return { errors: { coHosts: strangers(missing) } };
		if (times) await tx.update(amas).set(times).where(eq(amas.threadId, thread.id));
		await setCoHosts(thread.id, coHosts, tx);
		await keepRevision(post, thread.title, tx);
		await tx
			.update(posts)
			.set({ ...stored(sections, cooked), revision: post.revision + 1, ...editedNow(post) })
			.where(eq(posts.id, post.id));
		await tx
			.update(threads)
			.set({ title: input.title, slug: slugOf(input.title), excerpt: cooked.excerpt })
			.where(eq(threads.id, thread.id));
		await linkUploads(viewer, post.id, cooked, tx);
		await noteMentions(post.id, cooked, tx);
		return { path: amaPath(thread.id) };
	});
}
