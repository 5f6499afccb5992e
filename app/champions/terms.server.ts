// How somebody becomes champion, and what comes after a term. Docs: docs/decisions/018-champions.md.
import { and, eq, gte, isNull, lte, ne, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { sqlState } from "#app/core/away.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound, tooMany } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { enqueue, enqueueEach } from "#app/core/jobs.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { record } from "#app/people/activity.server.ts";
import { peopleByHandles } from "#app/people/queries.server.ts";
import type { Tx } from "#db/client.server.ts";
import { accounts } from "#db/schema/auth.server.ts";
import { championScopes, champions, championTerms } from "#db/schema/champions.server.ts";
import { type AgreementInput, hasScope, type NominationInput, type WishInput } from "./input.ts";
import { today } from "./load.server.ts";
import { canWish, championLimits, daysAfter, termPath, yearAfter } from "./rules.ts";
import { setScopes } from "./scopes.server.ts";

export type Refused = { errors: Record<string, string> };
const nominationLimit = { name: "nomination", max: 10, windowSeconds: 86_400 };
const fromTheList = "Choose from the list.";
const nobody = "There is nobody with this handle.";
const overlaps = "They are champion already on some of these days. Choose days after that.";
const proposedAlready = "Somebody proposed this already: it waits for an answer.";

/** Runs a transaction; what breaks one of the two rules of terms comes back as words, and nothing is changed. */
async function orRefused<T>(field: { overlap: string; proposed: string }, act: (tx: Tx) => Promise<T | Refused>): Promise<T | Refused> {
	try {
		return await db.transaction(act);
	} catch (error) {
		const state = sqlState(error);
		if (state?.constraint === "champion_terms_apart") return { errors: { [field.overlap]: overlaps } };
		if (state?.constraint === "champion_terms_proposed") return { errors: { [field.proposed]: proposedAlready } };
		throw error;
	}
}

/**
 * Proposes the viewer or a colleague as champion. Returns the term's address, or what will not do by field. Throws 429 after ten a day.
 */
export async function nominate(viewer: Viewer, input: NominationInput): Promise<{ path: string } | Refused> {
	const own = input.who === "self" || input.handle === viewer.handle;
	const person = own ? viewer : (await peopleByHandles([input.handle])).get(input.handle);
	if (!person) return { errors: { handle: input.handle ? nobody : "Write the handle of a colleague." } };
	const field = own ? "who" : "handle";
	return orRefused({ overlap: field, proposed: field }, async (tx) => {
		const [runsOn] = await tx
			.select({ id: championTerms.id })
			.from(championTerms)
			.where(
				and(
					eq(championTerms.personId, person.id),
					eq(championTerms.state, "agreed"),
					sql`${championTerms.endsOn} > ${daysAfter(today(), championLimits.askDays)}`,
				),
			)
			.limit(1);
		if (runsOn) return { errors: { [field]: `${own ? "You are" : `${person.name} is`} champion already.` } };
		const { allowed, retryAfterSeconds } = await takeOne(nominationLimit, viewer.id, tx);
		if (!allowed) throw tooMany(retryAfterSeconds);
		const id = newId();
		const at = now();
		await tx.insert(championTerms).values({
			id,
			personId: person.id,
			state: "proposed",
			nominatedBy: viewer.id,
			why: input.why,
			proposedAt: at,
			personAgreedAt: own ? at : null,
		});
		const unknown = await setScopes(id, input, tx);
		// Thrown, so that the proposal goes with it.
		if (unknown) throw new UnknownScope(unknown);
		if (!own) await tell(person.id, "nominated", id, tx);
		await tellAdmins(viewer, id, tx);
		return { path: termPath(id) };
	}).catch((error: unknown) => {
		if (error instanceof UnknownScope) return { errors: { [error.message]: fromTheList } };
		throw error;
	});
}
class UnknownScope extends Error {}

const tell = (personId: string, kind: "nominated" | "term-agreed" | "term-ends", termId: string, tx: Tx) =>
	enqueue(tx, "notifications.notice", { personId, kind, cause: `${kind}:${termId}`, termId });

async function tellAdmins(viewer: Viewer, termId: string, tx: Tx): Promise<void> {
	const admins = await tx
		.select({ id: accounts.id })
		.from(accounts)
		.where(and(eq(accounts.role, "admin"), isNull(accounts.disabledAt), ne(accounts.id, viewer.id)));
	const cause = `nomination:${termId}`;
	if (admins.length > 0)
		await enqueueEach(
			tx,
			"notifications.notice",
			admins.map(({ id: personId }) => ({ personId, kind: "nomination" as const, cause, termId })),
		);
}

/** Locks a term that waits for its yeses; null when it no longer does. Throws 404 when there is none. */
async function lockTerm(id: string | undefined, tx: Tx) {
	if (!isId(id)) throw notFound();
	const [term] = await tx.select().from(championTerms).where(eq(championTerms.id, id)).for("update");
	if (!term) throw notFound();
	return term;
}
type Row = typeof championTerms.$inferSelect;

/** The second yes makes it a term. */
async function agreed(term: Row, given: Partial<Row>, tx: Tx): Promise<void> {
	const both = { ...term, ...given };
	const done = both.adminAgreedAt !== null && both.personAgreedAt !== null;
	await tx
		.update(championTerms)
		.set({ ...given, state: done ? "agreed" : "proposed" })
		.where(eq(championTerms.id, term.id));
	if (!done) return;
	await tx.insert(champions).values({ personId: term.personId }).onConflictDoNothing();
	await tell(term.personId, "term-agreed", term.id, tx);
	await record(tx, { personId: term.personId, event: "champion", subjectId: term.id });
}

/**
 * The person's own answer to a proposal; the same answer twice is one. Throws 404 for anybody else. Returns its address, or why it can
 * not be.
 */
export async function answerTerm(viewer: Viewer, id: string | undefined, yes: boolean): Promise<{ path: string } | Refused> {
	return orRefused({ overlap: "form", proposed: "form" }, async (tx) => {
		const term = await lockTerm(id, tx);
		if (term.personId !== viewer.id) throw notFound();
		const path = termPath(term.id);
		if (term.state !== "proposed") return term.state === (yes ? "agreed" : "declined") ? { path } : { errors: { form: settled } };
		if (yes) await agreed(term, { personAgreedAt: term.personAgreedAt ?? now() }, tx);
		else await tx.update(championTerms).set({ state: "declined" }).where(eq(championTerms.id, term.id));
		return { path };
	});
}
const settled = "This was answered meanwhile. Load the page again.";

/** An admin's yes, with what the term is for and its days. Returns what will not do by field, or null. Throws 403, 404. */
export async function agreeAsAdmin(viewer: Viewer, id: string | undefined, input: AgreementInput): Promise<Refused | null> {
	if (!isAdmin(viewer)) throw forbidden();
	const errors: Record<string, string> = {};
	if (!hasScope(input)) errors.departments = "Choose at least one department, job role or tool.";
	if (input.endsOn <= input.startsOn) errors.endsOn = "It has to end after it begins.";
	else if (input.endsOn > daysAfter(input.startsOn, championLimits.longestDays)) errors.endsOn = "Two years at most: it can be renewed.";
	else if (input.endsOn <= today()) errors.endsOn = "This is past already.";
	if (Object.keys(errors).length > 0) return { errors };
	return orRefused<null>({ overlap: "startsOn", proposed: "form" }, async (tx) => {
		const term = await lockTerm(id, tx);
		if (term.state !== "proposed") return { errors: { form: settled } };
		const unknown = await setScopes(term.id, input, tx);
		if (unknown) return { errors: { [unknown]: fromTheList } };
		const { startsOn, endsOn } = input;
		await agreed(term, { adminId: viewer.id, adminAgreedAt: now(), startsOn, endsOn }, tx);
		return null;
	});
}

/** An admin's no. Nobody is told more than that it did not come about. Returns why it can not be, or null. Throws 403, 404. */
export async function declineAsAdmin(viewer: Viewer, id: string | undefined): Promise<Refused | null> {
	if (!isAdmin(viewer)) throw forbidden();
	return db.transaction(async (tx) => {
		const term = await lockTerm(id, tx);
		if (term.state === "agreed") return { errors: { form: settled } };
		await tx.update(championTerms).set({ state: "declined" }).where(eq(championTerms.id, term.id));
		return null;
	});
}

/** What the person wishes to come after a term. Throws 404 for anybody else, and outside of its last month. Returns its address, or what will not do. */
export async function wishFor(viewer: Viewer, id: string | undefined, { wish, handle }: WishInput): Promise<{ path: string } | Refused> {
	return db.transaction(async (tx) => {
		const term = await lockTerm(id, tx);
		if (term.personId !== viewer.id || !canWish(term, today())) throw notFound();
		const to = wish === "hand-over" ? (await peopleByHandles([handle], tx)).get(handle) : null;
		if (to === undefined) return { errors: { handle: handle ? nobody : "Write the handle of who takes it over." } };
		if (to?.id === viewer.id) return { errors: { handle: "Choose somebody else, or renew it." } };
		await tx
			.update(championTerms)
			.set({ wish, handOverTo: to?.id ?? null, askedAt: term.askedAt ?? now() })
			.where(eq(championTerms.id, term.id));
		return { path: termPath(term.id) };
	});
}

/**
 * Makes the term that follows one, as its champion wished: a renewal begins at once where the last one ends; a hand-over still needs the
 * other's yes. Returns what will not do, or null. Throws 403, 404.
 */
export async function makeNext(viewer: Viewer, id: string): Promise<Refused | null> {
	if (!isAdmin(viewer)) throw forbidden();
	return orRefused<null>({ overlap: "form", proposed: "form" }, async (tx) => {
		const term = await lockTerm(id, tx);
		if (term.state !== "agreed" || !term.endsOn || (term.wish !== "renew" && term.wish !== "hand-over")) throw notFound();
		const personId = term.handOverTo ?? term.personId;
		const at = now();
		const [after] = await tx
			.select({ id: championTerms.id })
			.from(championTerms)
			.where(
				and(
					eq(championTerms.personId, personId),
					eq(championTerms.nominatedBy, term.personId),
					gte(championTerms.proposedAt, term.askedAt ?? at),
				),
			)
			.limit(1);
		if (after) return null;
		const next = newId();
		const startsOn = term.endsOn > today() ? term.endsOn : today();
		const handOver = term.wish === "hand-over";
		await tx.insert(championTerms).values({
			id: next,
			personId,
			state: handOver ? "proposed" : "agreed",
			nominatedBy: term.personId,
			why: term.why,
			proposedAt: at,
			adminId: viewer.id,
			adminAgreedAt: at,
			personAgreedAt: handOver ? null : at,
			startsOn,
			endsOn: yearAfter(startsOn),
		});
		await tx.execute(sql`
			insert into champion_scopes (term_id, department_id, job_role_id, tool_id)
			select ${next}, department_id, job_role_id, tool_id from ${championScopes} where term_id = ${term.id}`);
		await tell(personId, handOver ? "nominated" : "term-agreed", next, tx);
		if (handOver) await record(tx, { personId: term.personId, event: "handed-over", subjectId: next, otherId: personId });
		return null;
	});
}

const batch = 100;

/** Asks champions whose term ends within a month what comes after it, each of them once. Any number of workers may do it. Returns how many. */
export async function askBeforeEnd(): Promise<number> {
	let asked = 0;
	for (;;) {
		const found = await db.transaction(async (tx) => {
			const due = await tx
				.select({ id: championTerms.id, personId: championTerms.personId })
				.from(championTerms)
				.where(
					and(
						eq(championTerms.state, "agreed"),
						isNull(championTerms.askedAt),
						lte(championTerms.endsOn, daysAfter(today(), championLimits.askDays)),
						sql`${championTerms.endsOn} > ${today()}`,
					),
				)
				.limit(batch)
				.for("update", { skipLocked: true });
			for (const { id, personId } of due) {
				await tx.update(championTerms).set({ askedAt: now() }).where(eq(championTerms.id, id));
				await tell(personId, "term-ends", id, tx);
			}
			return due.length;
		});
		asked += found;
		if (found < batch) return asked;
	}
}
