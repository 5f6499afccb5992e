import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { circleMembers, circles } from "#db/schema/circles.server.ts";
import { people } from "#db/schema/people.server.ts";
import type { CircleInput } from "./input.ts";
import { inVisibleCircle } from "./visible.server.ts";

const createLimit = { name: "circle", max: 3, windowSeconds: 86_400 };
const changeLimit = { name: "circle-change", max: 120, windowSeconds: 3600 };
// `new` is an address of its own; new people are brought into the circle at `everyone`.
const reserved = ["new", "everyone"];
export type Refusal = { field: string; message: string };

const slugFor = (name: string) =>
	name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 50) || "circle";

// A private circle never holds a plain slug: whoever wanted the same one would learn of it by being given another.
const withRandomEnd = (slug: string) => `${slug}-${newId().slice(0, 6)}`;

/** Opens a circle that the viewer keeps. Anybody may, three a day. Returns its slug. */
export async function createCircle(viewer: Viewer, input: CircleInput): Promise<string> {
	const { allowed, retryAfterSeconds } = await takeOne(createLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	return db.transaction(async (tx) => {
		const plain = slugFor(input.name);
		const wanted = input.visibility === "private" || reserved.includes(plain) ? withRandomEnd(plain) : plain;
		// Two circles of one name may be made at the same instant: the second gets a random end.
		for (const slug of [wanted, withRandomEnd(plain)]) {
			const [made] = await tx
				.insert(circles)
				.values({ id: newId(), slug, ...input })
				.onConflictDoNothing({ target: circles.slug })
				.returning({ id: circles.id });
			if (!made) continue;
			await tx.insert(circleMembers).values({ circleId: made.id, personId: viewer.id, role: "keeper" });
			return slug;
		}
		throw new Error("Two random addresses of a circle were both taken.");
	});
}

async function countChange(viewer: Viewer): Promise<void> {
	const { allowed, retryAfterSeconds } = await takeOne(changeLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
}

/** Locks a circle that the viewer can see, with their part in it. Throws 404 when it is not there for them. */
async function lockCircle(viewer: Viewer, slug: string | undefined, tx: typeof db) {
	const [circle] = await tx
		.select()
		.from(circles)
		.where(and(eq(circles.slug, slug ?? ""), inVisibleCircle(viewer, circles.id)))
		// Weaker than `for update`: a thread that is being posted here need not wait.
		.for("no key update");
	if (!circle) throw notFound();
	const [mine] = await tx
		.select({ role: circleMembers.role })
		.from(circleMembers)
		.where(and(eq(circleMembers.circleId, circle.id), eq(circleMembers.personId, viewer.id)));
	// The circle may have become private while we waited for it: the condition above was still judged by what was before.
	if (circle.visibility === "private" && !mine) throw notFound();
	return { circle, role: mine?.role ?? null };
}

async function lockKept(viewer: Viewer, slug: string | undefined, tx: typeof db) {
	const { circle, role } = await lockCircle(viewer, slug, tx);
	if (role !== "keeper") throw notFound();
	return circle;
}

/** Changes a circle that the viewer keeps. A private circle stays private: what was said in confidence stays so. Returns its slug. */
export async function editCircle(viewer: Viewer, slug: string | undefined, input: CircleInput): Promise<Refusal | { slug: string }> {
	await countChange(viewer);
	return db.transaction(async (tx) => {
		const circle = await lockKept(viewer, slug, tx);
		if (circle.visibility === "private" && input.visibility === "open")
			return { field: "visibility", message: "A private circle stays private: what was said there was said to its members." };
		const closes = circle.visibility === "open" && input.visibility === "private";
		if (closes && reserved.includes(circle.slug))
			return { field: "visibility", message: "New people arrive in this circle: it stays open." };
		const address = closes ? withRandomEnd(slugFor(input.name)) : circle.slug;
		await tx
			.update(circles)
			.set({ ...input, slug: address })
			.where(eq(circles.id, circle.id));
		return { slug: address };
	});
}

/** Joins an open circle, or leaves one; doing it twice changes nothing. A circle's last keeper can not leave. */
export async function changeMembership(viewer: Viewer, slug: string | undefined, join: boolean): Promise<Refusal | null> {
	await countChange(viewer);
	return db.transaction(async (tx) => {
		const { circle, role } = await lockCircle(viewer, slug, tx);
		if (join) {
			if (!role) {
				await tx.insert(circleMembers).values({ circleId: circle.id, personId: viewer.id }).onConflictDoNothing();
				await record(tx, { personId: viewer.id, event: "joined-circle", subjectId: circle.id });
			}
			return null;
		}
		if (role === "keeper" && !(await hasOtherKeeper(circle.id, viewer.id, tx)))
			return { field: "form", message: "You are the only keeper. Make another member keeper first; then you can leave." };
		await tx.delete(circleMembers).where(and(eq(circleMembers.circleId, circle.id), eq(circleMembers.personId, viewer.id)));
		return null;
	});
}

// A closed account looks after nothing, so it does not count. Whoever closes one waits for the same lock in `replaceLostKeeper`.
async function hasOtherKeeper(circleId: string, personId: string, tx: typeof db): Promise<boolean> {
	const [other] = await tx
		.select({ id: circleMembers.personId })
		.from(circleMembers)
		.innerJoin(accounts, and(eq(accounts.id, circleMembers.personId), isNull(accounts.disabledAt)))
		.where(and(eq(circleMembers.circleId, circleId), eq(circleMembers.role, "keeper"), ne(circleMembers.personId, personId)))
		.limit(1);
	return Boolean(other);
}

/** Brings a colleague into a circle that the viewer keeps. */
export async function addMember(viewer: Viewer, slug: string | undefined, handle: string): Promise<Refusal | null> {
	await countChange(viewer);
	return db.transaction(async (tx) => {
		const circle = await lockKept(viewer, slug, tx);
		const [person] = await tx
			.select({ id: people.id })
			.from(people)
			.innerJoin(accounts, and(eq(accounts.id, people.id), isNull(accounts.disabledAt)))
			.where(eq(people.handle, handle));
		if (!person) return { field: "handle", message: "Nobody here has this handle." };
		await tx.insert(circleMembers).values({ circleId: circle.id, personId: person.id }).onConflictDoNothing();
		return null;
	});
}

/** Removes a member, or makes one keeper or plain member again. A circle always keeps at least one keeper. */
export async function changeMember(
	viewer: Viewer,
	slug: string | undefined,
	personId: string,
	intent: "remove" | "keeper" | "member",
): Promise<Refusal | null> {
	await countChange(viewer);
	return db.transaction(async (tx) => {
		const circle = await lockKept(viewer, slug, tx);
		if (intent !== "keeper" && !(await hasOtherKeeper(circle.id, personId, tx)))
			return { field: "form", message: "A circle needs a keeper. Make another member keeper first." };
		const row = and(eq(circleMembers.circleId, circle.id), eq(circleMembers.personId, personId));
		if (intent === "remove") await tx.delete(circleMembers).where(row);
		else await tx.update(circleMembers).set({ role: intent }).where(row);
		return null;
	});
}

/**
 * After an account is closed: in each circle that it alone kept, the member who has been there longest becomes keeper, so that
 * nobody outside has to look in.
 */
export async function replaceLostKeeper(personId: string): Promise<void> {
	await db.transaction(async (tx) => {
		const kept = await tx
			.select({ id: circles.id })
			.from(circles)
			.innerJoin(
				circleMembers,
				and(eq(circleMembers.circleId, circles.id), eq(circleMembers.personId, personId), eq(circleMembers.role, "keeper")),
			)
			.orderBy(asc(circles.id))
			.for("no key update", { of: circles });
		for (const { id } of kept) {
			const present = sql`exists (select 1 from ${accounts} a where a.id = ${circleMembers.personId} and a.disabled_at is null)`;
			const members = await tx
				.select({ personId: circleMembers.personId, role: circleMembers.role })
				.from(circleMembers)
				.where(and(eq(circleMembers.circleId, id), ne(circleMembers.personId, personId), present))
				.orderBy(asc(circleMembers.joinedAt), asc(circleMembers.personId));
			const heir = members[0];
			if (heir && !members.some(({ role }) => role === "keeper"))
				await tx
					.update(circleMembers)
					.set({ role: "keeper" })
					.where(and(eq(circleMembers.circleId, id), eq(circleMembers.personId, heir.personId)));
		}
	});
}
