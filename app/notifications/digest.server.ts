import { and, eq, isNotNull, isNull, lte, max, ne, or, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import type { Part } from "#app/core/mail/letter.ts";
import { appUrl } from "#app/core/mail/transport.server.ts";
import { type FeedItem, newWinsFor, saidIn, waitingFor } from "#app/threads/feed.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { attention, mails } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { visits } from "#db/schema/reading.server.ts";
import { mailDueAt } from "./hours.server.ts";
import type { Posted } from "./letters.server.ts";
import { unsubscribeUrl } from "./unsubscribe.server.ts";

const batch = 200;
/** Whoever has not been here for so long is left in peace. */
const absentDays = 180;
const firstReach = { daily: 86_400_000, weekly: 7 * 86_400_000 };

/** Gives everybody who is new a date for their first digest, and makes those that are due. Returns how many. */
export async function makeDueDigests(): Promise<number> {
	await db.execute(sql`
		insert into ${attention} (person_id) select p.id from ${people} p join ${accounts} a on a.id = p.id
		where a.disabled_at is null and not exists (select from ${attention} x where x.person_id = p.id) on conflict do nothing`);
	let made = 0;
	for (;;) {
		const { looked, begun } = await db.transaction(async (tx) => {
			const rows = await tx
				.select({
					personId: attention.personId,
					digest: attention.digest,
					dueAt: attention.digestDueAt,
					timeZone: people.timeZone,
					hours: { quietFrom: attention.quietFrom, quietTo: attention.quietTo, workingDays: attention.workingDays },
				})
				.from(attention)
				.innerJoin(people, eq(people.id, attention.personId))
				.innerJoin(accounts, and(eq(accounts.id, people.id), isNull(accounts.disabledAt)))
				.where(and(ne(attention.digest, "off"), or(isNull(attention.digestDueAt), lte(attention.digestDueAt, now()))))
				.limit(batch)
				.for("update", { of: attention, skipLocked: true });
			let count = 0;
			for (const { personId, digest, dueAt, timeZone, hours } of rows) {
				await tx
					.update(attention)
					.set({ digestDueAt: mailDueAt(digest, now(), timeZone, hours) })
					.where(eq(attention.personId, personId));
				// The day for which it is due names it: however often this runs, there is one.
				if (dueAt && (await makeOne(personId, `digest:${dueAt.toISOString().slice(0, 10)}`, tx))) count += 1;
			}
			return { looked: rows.length, begun: count };
		});
		made += begun;
		if (looked < batch) return made;
	}
}

async function makeOne(personId: string, cause: string, tx: typeof db): Promise<boolean> {
	const id = newId();
	const come = await tx
		.insert(mails)
		.values({ id, personId, form: "digest", cause, createdAt: now() })
		.onConflictDoNothing({ target: [mails.personId, mails.cause] })
		.returning({ id: mails.id });
	if (come.length > 0) await enqueue(tx, "notifications.mail", { mailId: id }, { key: `mail:${id}` });
	return come.length > 0;
}

/** Since when a digest tells: the last one that went out, else a day or a week ago. Null for whoever has long been away. */
async function reachOf(viewer: Viewer): Promise<Date | null> {
	const [last] = await db
		.select({ at: max(mails.createdAt) })
		.from(mails)
		.where(and(eq(mails.personId, viewer.id), eq(mails.form, "digest"), eq(mails.state, "sent"), isNotNull(mails.settledAt)));
	const [person] = await db
		.select({ digest: attention.digest, seenAt: visits.seenAt, joinedAt: accounts.createdAt })
		.from(accounts)
		.leftJoin(attention, eq(attention.personId, accounts.id))
		.leftJoin(visits, eq(visits.personId, accounts.id))
		.where(eq(accounts.id, viewer.id));
	if (!person || person.digest === "off") return null;
	if (now().getTime() - (person.seenAt ?? person.joinedAt).getTime() > absentDays * 86_400_000) return null;
	const usual = new Date(now().getTime() - firstReach[person.digest ?? "weekly"]);
	return last?.at && last.at > usual ? last.at : usual;
}

const partOf = (heading: string, threads: FeedItem[]): Part[] =>
	threads.length === 0
		? []
		: [
				{
					heading,
					items: threads.map((thread) => ({
						title: thread.title,
						url: `${appUrl()}${threadPath(thread)}`,
						meta: `${thread.author} in ${thread.circleName}`,
						text: thread.excerpt,
					})),
				},
			];

/** The digest of a person, or null when there is nothing to say. */
export async function digestLetter(viewer: Viewer): Promise<Posted | null> {
	const since = await reachOf(viewer);
	if (!since) return null;
	const [questions, wins, said] = await Promise.all([waitingFor(viewer), newWinsFor(viewer, since), saidIn(viewer, since)]);
	const shown = new Set<string>();
	const fresh = (threads: FeedItem[]) => threads.filter(({ id }) => !shown.has(id) && shown.add(id));
	const parts = [
		...partOf("Questions that you may know", fresh(questions)),
		...partOf("New wins for your work", fresh(wins)),
		...partOf("What was said in your circles", fresh(said)),
	];
	const [first] = parts;
	if (!first) return null;
	const end = await unsubscribeUrl(viewer.id, { digest: true });
	const letter = {
		subject: "What your colleagues learned",
		preview: first.items.map(({ title }) => title).join(" · "),
		parts,
		action: { label: "Open Lamplight", url: appUrl() },
		foot: {
			text: "Gathered for you alone, from what you can read.",
			links: [
				{ label: "No digest", url: end },
				{ label: "What to hear of", url: `${appUrl()}/settings/notifications` },
			],
		},
	};
	return { letter, references: null, unsubscribe: end, listId: "digest" };
}
