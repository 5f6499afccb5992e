// The demo company, written straight to the tables. Runs on an empty database only, or after `npm run demo:reset`.
import { hash } from "@node-rs/argon2";
import { type SQL, sql } from "drizzle-orm";
import { closeDb, createDb, type Db } from "../client.server.ts";
import { aliases } from "../schema/anonymity.server.ts";
import { accounts, installation } from "../schema/auth.server.ts";
import { circleMembers, circles } from "../schema/circles.server.ts";
import { departments, jobRoles, people, personTools, tools } from "../schema/people.server.ts";
import { posts } from "../schema/posts.server.ts";
import { reactions } from "../schema/reactions.server.ts";
import { searchSynonyms } from "../schema/search.server.ts";
import { tags, threadRoles, threads, threadTags } from "../schema/threads.server.ts";
import { demoCircles } from "./demo/circles.ts";
import { demoDepartments, demoJobRoles, demoPeople, demoTools } from "./demo/people.ts";
import { demoSynonyms } from "./demo/synonyms.ts";
import { demoThreads } from "./demo/threads.ts";
import type { DemoThread } from "./demo/types.ts";
import { writeAmas } from "./demo-ama.ts";
import { writeAttention } from "./demo-attention.ts";
import { writeBadges } from "./demo-badges.ts";
import { writeCare } from "./demo-care.ts";
import { writeChampions } from "./demo-champions.ts";
import { writeCoaching } from "./demo-coaching.ts";
import { chance, dayOf, hour, idOf, sealed, writer } from "./demo-ids.ts";

export const demoPassword = "lamplight-demo";
const sectionsOf = (thread: DemoThread): Record<string, string> => {
	if (thread.kind === "win") return { task: thread.task, did: thread.did, ...(thread.change ? { change: thread.change } : {}) };
	if (thread.kind === "question") return { want: thread.want, ...(thread.tried ? { tried: thread.tried } : {}) };
	return { tried: thread.tried, happened: thread.happened, believe: thread.believe };
};

export type CookedPost = {
	sections: Record<string, string>;
	cooked: Record<string, string>;
	text: string;
	excerpt: string;
	cookerVersion: number;
};
/** What the seed borrows from the floors above it. */
export type Kitchen = {
	slugOf(title: string): string;
	cookAll(posts: Record<string, string>[], names: ReadonlyMap<string, string>): Promise<CookedPost[]>;
	/** Gives people the badges that they reached. */
	keepReached?(people: SQL): SQL;
};

/** Fills an empty database with Northwind Logistics. Returns what to tell the person who started it, or null when there was something already. */
export async function seedDemo(url: string, kitchen: Kitchen): Promise<string | null> {
	const db = createDb(url, { max: 2 });
	try {
		const seeded = await db.transaction(async (tx) => {
			await tx.execute(sql`select pg_advisory_xact_lock(7265)`);
			const [any] = await tx.select({ id: accounts.id }).from(accounts).limit(1);
			if (any) return false;
			await write(tx, kitchen);
			return true;
		});
		if (seeded) await db.execute(sql`analyze`);
		const [row] = await db.select({ demo: installation.demo }).from(installation);
		return row?.demo ? signInWords : null;
	} finally {
		await closeDb(db);
	}
}

const signInWords = `Northwind Logistics, the demo company, is in. Sign in with one click, or with the password "${demoPassword}":
  maya@northwind.example    support agent, member of a private circle
  tomas@northwind.example   dispatcher, keeps a circle
  fatima@northwind.example  HR partner, moderator
  priya@northwind.example   programme lead, admin`;

async function write(tx: Db, kitchen: Kitchen): Promise<void> {
	const start = Date.now();
	const passwordHash = await hash(demoPassword, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
	await tx.insert(installation).values({ name: "Northwind Logistics", allowedDomains: ["northwind.example"], demo: true });
	for (const [table, list] of [
		[departments, demoDepartments],
		[jobRoles, demoJobRoles],
		[tools, demoTools],
	] as const)
		await tx.insert(table).values(list.map(({ slug, name }) => ({ id: idOf("list", slug), slug, name })));

	await tx.insert(searchSynonyms).values(demoSynonyms.map((words) => ({ id: idOf("synonyms", ...words), words })));

	const personId = (handle: string) => idOf("person", handle);
	await tx.insert(accounts).values(
		demoPeople.map(({ handle, role }) => ({
			id: personId(handle),
			email: `${handle}@northwind.example`,
			passwordHash,
			role: role ?? ("member" as const),
			createdAt: new Date(start - 20 * 24 * hour),
		})),
	);
	await tx.insert(people).values(
		demoPeople.map(({ handle, name, department, jobRole, timeZone, askMeAbout, learningNow }) => ({
			id: personId(handle),
			handle,
			name,
			departmentId: idOf("list", department),
			jobRoleId: idOf("list", jobRole),
			timeZone,
			askMeAbout,
			learningNow,
		})),
	);
	await tx
		.insert(personTools)
		.values(
			demoPeople.flatMap((person) => person.tools.map((tool) => ({ personId: personId(person.handle), toolId: idOf("list", tool) }))),
		);
	await tx
		.insert(circles)
		.values(demoCircles.map(({ slug, name, purpose, visibility }) => ({ id: idOf("circle", slug), slug, name, purpose, visibility })));
	await tx.insert(circleMembers).values(
		demoCircles.flatMap(({ slug, keeper, members }) =>
			members.map((handle) => ({
				circleId: idOf("circle", slug),
				personId: personId(handle),
				role: handle === keeper ? ("keeper" as const) : ("member" as const),
			})),
		),
	);
	await writeThreads(tx, start, personId, kitchen);
	await writeAmas(tx, start, kitchen);
	await writeAttention(tx);
	await writeCare(tx, start);
	await writeChampions(tx, start);
	await writeCoaching(tx, start);
	await writeBadges(tx, kitchen);
}

async function writeThreads(tx: Db, start: number, personId: (handle: string) => string, { slugOf, cookAll }: Kitchen): Promise<void> {
	const names = new Map(demoPeople.map(({ handle, name }) => [handle, name]));
	const cooked = await cookAll(
		demoThreads.flatMap(({ thread }) => [sectionsOf(thread), ...thread.replies.map(({ text }) => ({ text }))]),
		names,
	);
	await tx.insert(tags).values([...new Set(demoThreads.flatMap(({ thread }) => thread.tags))].map((name) => ({ name })));
	let next = 0;
	for (const { circle, thread } of demoThreads) {
		const id = idOf("thread", thread.title);
		const written = new Date(start - thread.daysAgo * 24 * hour);
		// What bears an alias tells the day.
		const createdAt = sealed(thread.author) ? dayOf(written) : written;
		const replyAt = (hours: number) => new Date(Math.min(createdAt.getTime() + hours * hour, start - 60_000));
		const replyId = (index: number) => idOf("reply", thread.title, String(index));
		const opening = cooked[next++];
		if (!opening) continue;
		const times: number[] = [];
		// A reply under an alias is as old as the one before it, as the application writes it.
		for (const { by, hours } of thread.replies)
			times.push(sealed(by) ? (times.at(-1) ?? createdAt.getTime()) + 1 : replyAt(hours).getTime());
		const accepted = thread.replies.findIndex((reply) => reply.accepted);
		const fromOthers = thread.replies.findIndex(({ by }) => by !== thread.author);
		await tx.insert(threads).values({
			id,
			kind: thread.kind,
			title: thread.title,
			slug: slugOf(thread.title),
			circleId: idOf("circle", circle),
			...writer(thread.author),
			toolId: thread.kind === "win" ? idOf("list", thread.tool) : null,
			again: thread.kind === "lesson" ? thread.again : null,
			state: thread.kind === "question" ? "open" : null,
			excerpt: opening.excerpt,
			replyCount: thread.replies.length,
			createdAt,
			firstReplyAt: fromOthers < 0 ? null : new Date(times[fromOthers] ?? start),
			lastActivityAt: new Date(Math.max(createdAt.getTime(), ...times)),
		});
		const borne = [thread.author, ...thread.replies.map(({ by }) => by)].filter(sealed);
		for (const by of new Set(borne)) {
			const mark = `nobody:${idOf(id, by)}`;
			await tx.insert(aliases).values({ threadId: id, name: by.slice(1), mark, token: mark, level: "muted" });
		}
		type Row = ReturnType<typeof writer> & { id: string; createdAt: Date; opening?: 0 | 1; parentId?: string | null; tried?: boolean };
		const post = (extra: Row, index: number) => {
			const { sections, cooked: html, text, cookerVersion } = cooked[index] ?? opening;
			return { threadId: id, submission: extra.id, sections, cooked: html, text, cookerVersion, ...extra };
		};
		const rows = [post({ id: idOf("post", thread.title), ...writer(thread.author), createdAt, opening: 1 }, next - 1)];
		for (const [index, reply] of thread.replies.entries())
			rows.push(
				post(
					{
						id: replyId(index),
						...writer(reply.by),
						createdAt: new Date(times[index] ?? start),
						parentId: reply.parent === undefined ? null : replyId(reply.parent),
						tried: reply.tried ?? false,
					},
					next++,
				),
			);
		await tx.insert(posts).values(rows);
		if (accepted >= 0)
			await tx
				.update(threads)
				.set({ acceptedPostId: replyId(accepted), state: "answered" })
				.where(sql`${threads.id} = ${id}`);
		if (thread.tags.length > 0) await tx.insert(threadTags).values(thread.tags.map((tag) => ({ threadId: id, tag })));
		if (thread.kind === "win" && thread.forRoles?.length)
			await tx.insert(threadRoles).values(thread.forRoles.map((role) => ({ threadId: id, jobRoleId: idOf("list", role) })));
		await writeReactions(tx, rows, circle, personId);
	}
	// Once every lesson is there.
	for (const { thread } of demoThreads)
		if (thread.kind === "win" && thread.grewFrom)
			await tx
				.update(threads)
				.set({ grewFromId: idOf("thread", thread.grewFrom) })
				.where(sql`${threads.id} = ${idOf("thread", thread.title)}`);
}

async function writeReactions(
	tx: Db,
	rows: { id: string; authorId: string | null; opening?: 0 | 1 }[],
	circle: string,
	personId: (handle: string) => string,
): Promise<void> {
	const members = demoCircles.find(({ slug }) => slug === circle)?.members ?? [];
	const values = rows.flatMap((row) =>
		members.flatMap((handle) => {
			if (personId(handle) === row.authorId || chance(`${row.id}${handle}`) > (row.opening ? 0.35 : 0.12)) return [];
			const kind =
				(["thanks", "learned", "same-here", "thanks", "brave"] as const)[
					Math.floor(chance(`kind${row.id}${handle}`) * (row.opening ? 5 : 4))
				] ?? "thanks";
			return [{ postId: row.id, personId: personId(handle), kind }];
		}),
	);
	if (values.length > 0) await tx.insert(reactions).values(values);
}
