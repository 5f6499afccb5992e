import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { slugOf } from "#app/threads/rules.ts";
import type { Role } from "#db/enums.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";

let made = 0;

/** A person with an account; `disabled` closes it. Returns them as a viewer, with their e-mail. */
export async function makePerson(
	options: { name?: string; role?: Role; disabled?: boolean; passwordHash?: string; createdAt?: Date } = {},
): Promise<Viewer & { email: string }> {
	made += 1;
	const id = newId();
	const viewer = {
		id,
		role: options.role ?? "member",
		handle: `person-${made}-${id.slice(0, 4)}`,
		name: options.name ?? `Person ${made}`,
		photo: null,
		timeZone: "Europe/Amsterdam",
	};
	const email = `${viewer.handle}@test.example`;
	await db.insert(accounts).values({
		id,
		email,
		passwordHash: options.passwordHash ?? "none",
		role: viewer.role,
		disabledAt: options.disabled ? now() : null,
		createdAt: options.createdAt ?? new Date(now().getTime() - 2 * 86_400_000),
	});
	await db.insert(people).values({ id, handle: viewer.handle, name: viewer.name, timeZone: viewer.timeZone });
	return { ...viewer, email };
}

/** A circle with its keeper and members. */
export async function makeCircle(options: { keeper: Viewer; members?: Viewer[]; name?: string; visibility?: "open" | "private" }) {
	made += 1;
	const circle = {
		id: newId(),
		slug: `circle-${made}`,
		name: options.name ?? `Circle ${made}`,
		purpose: "A circle of a test.",
		visibility: options.visibility ?? ("open" as const),
	};
	await db.insert(circles).values(circle);
	await db.insert(circleMembers).values({ circleId: circle.id, personId: options.keeper.id, role: "keeper" });
	const others = (options.members ?? []).filter(({ id }) => id !== options.keeper.id);
	if (others.length > 0) await db.insert(circleMembers).values(others.map(({ id }) => ({ circleId: circle.id, personId: id })));
	return circle;
}

type ThreadOptions = {
	author: Viewer;
	circleId: string;
	kind?: "win" | "question" | "lesson";
	title?: string;
	text?: string;
	createdAt?: Date;
};

/** A thread with its opening post, as if composed. */
export async function makeThread({
	author,
	circleId,
	kind = "question",
	title = `Thread ${++made}`,
	text = "Some words.",
	createdAt = now(),
}: ThreadOptions) {
	const thread = { id: newId(), slug: slugOf(title), kind, title, circleId, authorId: author.id };
	await db.insert(threads).values({
		...thread,
		excerpt: text,
		state: kind === "question" ? "open" : null,
		again: kind === "lesson" ? "yes" : null,
		createdAt,
		lastActivityAt: createdAt,
	});
	const section = { win: "task", question: "want", lesson: "tried" }[kind];
	const openingId = newId();
	await db.insert(posts).values({ ...postRow(thread.id, author, text, createdAt, section), id: openingId, opening: 1 });
	return { ...thread, openingId };
}

const postRow = (threadId: string, author: Viewer, text: string, createdAt: Date, section = "text") => ({
	threadId,
	authorId: author.id,
	sections: { [section]: text },
	cooked: { [section]: `<p>${text}</p>` },
	cookerVersion: 1,
	text,
	submission: randomUUID(),
	createdAt,
});

/** A reply written straight to the table; counts and state of the thread are left as they are. */
export async function makeReply(options: { threadId: string; author: Viewer; text?: string; createdAt?: Date }): Promise<string> {
	const id = newId();
	await db
		.insert(posts)
		.values({ id, ...postRow(options.threadId, options.author, options.text ?? "A reply.", options.createdAt ?? now()) });
	return id;
}

/** Many people who follow a circle's new threads, made at once by the database. */
export async function makeFollowers(circleId: string, count: number): Promise<void> {
	await db.execute(sql`
		with made as (select left(md5(${circleId} || n), 14) as id, n from generate_series(1, ${count}::int) n),
			accounts_ as (insert into accounts (id, email, password_hash) select id, id || '@test.example', 'none' from made),
			people_ as (insert into people (id, handle, name) select id, 'crowd-' || id, 'Crowd ' || n from made)
		insert into follows (person_id, circle_id, level, reason) select id, ${circleId}, 'first', 'chosen' from made`);
}
