import { randomBytes } from "node:crypto";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden, notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { accounts, installation, invites, sessions } from "#db/schema/auth.server.ts";
import { people } from "#db/schema/people.server.ts";
import { knownDevice } from "./known-device.server.ts";
import { hashOf } from "./lucia.server.ts";
import { hashPassword, verifyPassword } from "./password.server.ts";
import { inviteHash, setUp } from "./queries.server.ts";
import { inviteDays, isAdmin, type Viewer } from "./rules.ts";
import { endAllSessions } from "./session.server.ts";
import { admitChange, admitSignIn } from "./throttle.server.ts";
import { weaknessOf } from "./weak-passwords.server.ts";

export type SignIn = { accountId: string } | { wrong: true } | { waitSeconds: number };

/**
 * Checks an e-mail address and password. A wrong one, an unknown one and a closed account answer alike, after the same work.
 * Throws `PasswordQueueFull`.
 */
export async function signIn(by: { email: string; password: string; network: string; request: Request }): Promise<SignIn> {
	const [account] = await db
		.select({ id: accounts.id, passwordHash: accounts.passwordHash, disabledAt: accounts.disabledAt })
		.from(accounts)
		.where(eq(sql`lower(${accounts.email})`, by.email.toLowerCase()));
	const admission = await admitSignIn({ email: by.email, network: by.network, device: knownDevice(by.request, account) });
	if (!("forget" in admission)) return admission;
	const usable = account && !account.disabledAt ? account.passwordHash : null;
	const right = await verifyPassword(usable, by.password).catch(async (error) => {
		await admission.forget();
		throw error;
	});
	if (!right || !account) return { wrong: true };
	await admission.forget();
	return { accountId: account.id };
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

/** Changes the viewer's password and signs them out everywhere. Returns the field that would not do, or null. */
export async function changePassword(
	viewer: Viewer,
	current: string,
	password: string,
): Promise<{ field: string; message: string } | null> {
	const admission = await admitChange(viewer.id);
	if (!("forget" in admission)) return { field: "form", message: "That was tried often. Please wait a quarter of an hour." };
	const [account] = await db
		.select({ email: accounts.email, passwordHash: accounts.passwordHash })
		.from(accounts)
		.where(eq(accounts.id, viewer.id));
	if (!account || !(await verifyPassword(account.passwordHash, current)))
		return { field: "current", message: "This is not your present password." };
	const weakness =
		password === current
			? "This is the password you have."
			: weaknessOf(password, [viewer.name, viewer.handle, account.email, (await setUp()).name]);
	if (weakness) return { field: "password", message: weakness };
	await db
		.update(accounts)
		.set({ passwordHash: await hashPassword(password) })
		.where(eq(accounts.id, viewer.id));
	// Afterwards, so that a session that began with the old password meanwhile ends too.
	await endAllSessions(viewer.id);
	await admission.forget();
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
	await db.insert(invites).values({
		id: newId(),
		tokenHash: inviteHash(token),
		note,
		seats,
		createdBy: viewer.id,
		expiresAt: new Date(now().getTime() + inviteDays * 86_400_000),
	});
	return token;
}

/** Ends an invitation. */
export async function revokeInvite(viewer: Viewer, id: string): Promise<void> {
	onlyAdmin(viewer);
	await db
		.update(invites)
		.set({ revokedAt: now() })
		.where(and(eq(invites.id, id), isNull(invites.revokedAt)));
}

/** Gives another person a role. Nobody changes their own, so an admin always remains. */
export async function setRole(viewer: Viewer, accountId: string, role: Viewer["role"]): Promise<void> {
	onlyAdmin(viewer);
	if (accountId === viewer.id) throw forbidden();
	await db.transaction(async (tx) => {
		// Two admins demoting each other at the same instant: the second finds that it is no admin any more.
		await tx.execute(sql`select pg_advisory_xact_lock(7267)`);
		const [me] = await tx
			.select({ role: accounts.role })
			.from(accounts)
			.where(and(eq(accounts.id, viewer.id), isNull(accounts.disabledAt)));
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
		const [me] = await tx
			.select({ role: accounts.role })
			.from(accounts)
			.where(and(eq(accounts.id, viewer.id), isNull(accounts.disabledAt)));
		if (me?.role !== "admin") throw forbidden();
		const changed = await tx
			.update(accounts)
			.set({ disabledAt: disabled ? now() : null })
			.where(eq(accounts.id, accountId))
			.returning({ id: accounts.id });
		if (changed.length === 0) throw notFound();
	});
	if (disabled) await endAllSessions(accountId);
}
