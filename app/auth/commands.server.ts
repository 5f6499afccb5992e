import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { sqlState } from "#app/core/away.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { accounts, installation, invites, sessions } from "#db/schema/auth.server.ts";
import { people } from "#db/schema/people.server.ts";
import { hashOf } from "./lucia.server.ts";
import { hashPassword, verifyPassword } from "./password.server.ts";
import { inviteHash } from "./queries.server.ts";
import { inviteDays, isAdmin, type Viewer } from "./rules.ts";
import { endAllSessions } from "./session.server.ts";
import { weaknessOf } from "./weak-passwords.server.ts";

// Counted before any hashing. A signed-in browser is never locked out; a guesser gets ten tries in a quarter of an hour.
const perAccount = { name: "sign-in", max: 10, windowSeconds: 900 };
const perNetwork = { name: "sign-in-network", max: 50, windowSeconds: 900 };
const perJoin = { name: "join-network", max: 30, windowSeconds: 3600 };

export type SignIn = { accountId: string } | { wrong: true } | { waitSeconds: number };

/** Checks an e-mail address and password. A wrong one, an unknown one and a closed account answer alike, after the same work. */
export async function signIn(email: string, password: string, network: string): Promise<SignIn> {
	const network50 = await takeOne(perNetwork, network);
	const account10 = await takeOne(perAccount, email.toLowerCase());
	if (!network50.allowed || !account10.allowed) return { waitSeconds: Math.max(network50.allowed ? 0 : network50.retryAfterSeconds, account10.allowed ? 0 : account10.retryAfterSeconds) };
	const [account] = await db
		.select({ id: accounts.id, passwordHash: accounts.passwordHash, disabledAt: accounts.disabledAt })
		.from(accounts)
		.where(eq(sql`lower(${accounts.email})`, email.toLowerCase()));
	const right = await verifyPassword(account && !account.disabledAt ? account.passwordHash : null, password);
	return right && account ? { accountId: account.id } : { wrong: true };
}

/** The account of a demo person; null unless this installation is the demo company. */
export async function demoAccount(handle: string): Promise<string | null> {
	const [row] = await db
		.select({ id: people.id })
		.from(people)
		.innerJoin(accounts, and(eq(accounts.id, people.id), isNull(accounts.disabledAt)))
		.innerJoin(installation, eq(installation.demo, true))
		.where(eq(people.handle, handle));
	return row?.id ?? null;
}

export type Joining = { name: string; email: string; password: string; timeZone: string; departmentId: string | null; jobRoleId: string | null; company: string };
export type Joined = { accountId: string; first: boolean } | { field: string; message: string };

/**
 * Makes an account: for the first person of an empty installation, who becomes its admin; by invitation; or for an allowed
 * e-mail domain. `welcome` runs in the same transaction. An address that is taken answers like one that is not allowed.
 */
export async function join(input: Joining, token: string | null, network: string, welcome: (tx: typeof db, person: { id: string; first: boolean }) => Promise<void>): Promise<Joined> {
	const { allowed } = await takeOne(perJoin, network);
	if (!allowed) return { field: "form", message: "Many people joined from here in the last hour. Please try again later." };
	const weakness = weaknessOf(input.password, [input.name, input.email.split("@")[0] ?? "", input.company]);
	if (weakness) return { field: "password", message: weakness };
	const passwordHash = await hashPassword(input.password);
	const closed = { field: "form", message: "This did not work with this address. If you already have an account, sign in; else ask for an invitation." };
	try {
		return await db.transaction(async (tx) => {
			// Two first people at the same instant: one becomes admin, the other needs an invitation.
			await tx.execute(sql`select pg_advisory_xact_lock(7266)`);
			const [any] = await tx.select({ id: accounts.id }).from(accounts).limit(1);
			const first = !any;
			if (first) await tx.insert(installation).values({ name: input.company || "Lamplight" }).onConflictDoUpdate({ target: installation.id, set: { name: input.company || "Lamplight" } });
			else if (!(token && (await useSeat(tx, token))) && !(await domainAllowed(tx, input.email))) return closed;
			const id = newId();
			await tx.insert(accounts).values({ id, email: input.email, passwordHash, role: first ? "admin" : "member" });
			await tx.insert(people).values({ id, handle: await freeHandle(tx, input.name), name: input.name, timeZone: input.timeZone, departmentId: input.departmentId, jobRoleId: input.jobRoleId });
			await welcome(tx, { id, first });
			return { accountId: id, first };
		});
	} catch (error) {
		if (sqlState(error)?.constraint === "accounts_email_key") return closed;
		throw error;
	}
}

async function useSeat(tx: typeof db, token: string): Promise<boolean> {
	const used = await tx
		.update(invites)
		.set({ used: sql`${invites.used} + 1` })
		.where(and(eq(invites.tokenHash, inviteHash(token)), isNull(invites.revokedAt), sql`${invites.expiresAt} > ${now().toISOString()}::timestamptz`, sql`${invites.used} < ${invites.seats}`))
		.returning({ id: invites.id });
	return used.length > 0;
}

async function domainAllowed(tx: typeof db, email: string): Promise<boolean> {
	const [row] = await tx.select({ domains: installation.allowedDomains }).from(installation);
	return row?.domains.includes(email.split("@").at(-1)?.toLowerCase() ?? "") ?? false;
}

async function freeHandle(tx: typeof db, name: string): Promise<string> {
	const base =
		name
			.normalize("NFKD")
			.replace(/\p{M}/gu, "")
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, "-")
			.replace(/^-+|-+$/g, "")
			.slice(0, 24) || "person";
	for (const handle of [base.split("-")[0] ?? "", base, `${base}-${newId().slice(0, 4)}`]) {
		if (handle.length < 2) continue;
		const [taken] = await tx.select({ id: people.id }).from(people).where(eq(people.handle, handle));
		if (!taken) return handle;
	}
	return `person-${newId()}`;
}

/** Changes the viewer's password and signs them out everywhere. Returns the field that would not do, or null. */
export async function changePassword(viewer: Viewer, current: string, password: string): Promise<{ field: string; message: string } | null> {
	const { allowed } = await takeOne(perAccount, `change:${viewer.id}`);
	if (!allowed) return { field: "form", message: "That was tried often. Please wait a quarter of an hour." };
	const [account] = await db.select({ email: accounts.email, passwordHash: accounts.passwordHash }).from(accounts).where(eq(accounts.id, viewer.id));
	if (!account || !(await verifyPassword(account.passwordHash, current))) return { field: "current", message: "This is not your present password." };
	const weakness = weaknessOf(password, [viewer.name, viewer.handle, account.email.split("@")[0] ?? ""]);
	if (weakness) return { field: "password", message: weakness };
	await db.update(accounts).set({ passwordHash: await hashPassword(password) }).where(eq(accounts.id, viewer.id));
	await endAllSessions(viewer.id);
	return null;
}

/** Ends one of the viewer's sessions by the hash that names it, or all but the present one. */
export async function revokeSessions(viewer: Viewer, which: { id: string } | { butPresent: string }): Promise<void> {
	const chosen = "id" in which ? eq(sessions.id, which.id) : ne(sessions.id, hashOf(which.butPresent));
	await db.delete(sessions).where(and(eq(sessions.userId, viewer.id), chosen));
}

const onlyAdmin = (viewer: Viewer) => {
	if (!isAdmin(viewer)) throw forbidden();
};

/** Makes an invitation for some seats and 14 days. Returns its token, which is stored as a hash only. */
export async function createInvite(viewer: Viewer, { note, seats }: { note: string; seats: number }): Promise<string> {
	onlyAdmin(viewer);
	const token = randomBytes(24).toString("base64url");
	await db.insert(invites).values({ id: newId(), tokenHash: inviteHash(token), note, seats, createdBy: viewer.id, expiresAt: new Date(now().getTime() + inviteDays * 86_400_000) });
	return token;
}

/** Ends an invitation. */
export async function revokeInvite(viewer: Viewer, id: string): Promise<void> {
	onlyAdmin(viewer);
	await db.update(invites).set({ revokedAt: now() }).where(and(eq(invites.id, id), isNull(invites.revokedAt)));
}

/** Gives another person a role. Nobody changes their own, so an admin always remains. */
export async function setRole(viewer: Viewer, accountId: string, role: Viewer["role"]): Promise<void> {
	onlyAdmin(viewer);
	if (accountId === viewer.id) throw forbidden();
	await db.transaction(async (tx) => {
		// Two admins demoting each other at the same instant: the second finds that it is no admin any more.
		await tx.execute(sql`select pg_advisory_xact_lock(7267)`);
		const [me] = await tx.select({ role: accounts.role }).from(accounts).where(and(eq(accounts.id, viewer.id), isNull(accounts.disabledAt)));
		if (me?.role !== "admin") throw forbidden();
		const changed = await tx.update(accounts).set({ role }).where(eq(accounts.id, accountId)).returning({ id: accounts.id });
		if (changed.length === 0) throw notFound();
	});
	await endAllSessions(accountId);
}

/** Closes another person's account, which signs them out at once, or opens it again. */
export async function setDisabled(viewer: Viewer, accountId: string, disabled: boolean): Promise<void> {
	onlyAdmin(viewer);
	if (accountId === viewer.id) throw forbidden();
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(7267)`);
		const [me] = await tx.select({ role: accounts.role }).from(accounts).where(and(eq(accounts.id, viewer.id), isNull(accounts.disabledAt)));
		if (me?.role !== "admin") throw forbidden();
		const changed = await tx.update(accounts).set({ disabledAt: disabled ? now() : null }).where(eq(accounts.id, accountId)).returning({ id: accounts.id });
		if (changed.length === 0) throw notFound();
	});
	if (disabled) await endAllSessions(accountId);
}
