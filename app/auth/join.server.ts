import { and, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import { sqlState } from "#app/core/away.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { accounts, installation, invites } from "#db/schema/auth.server.ts";
import { people } from "#db/schema/people.server.ts";
import { handlesFor } from "./handles.ts";
import { hashPassword } from "./password.server.ts";
import { inviteHash, setUp } from "./queries.server.ts";
import { admitJoining } from "./throttle.server.ts";
import { weaknessOf } from "./weak-passwords.server.ts";

export type Joining = {
	name: string;
	email: string;
	password: string;
	timeZone: string;
	departmentId: string | null;
	jobRoleId: string | null;
	/** Asked of the first person only. */
	company: string;
};
export type Joined = { accountId: string; first: boolean } | { field: string; message: string };
/** What the floors above do for a new person, in the same transaction. */
export type Welcome = (tx: typeof db, person: { id: string; first: boolean }) => Promise<void>;

const closed = {
	field: "form",
	message: "This did not work with this address. If you already have an account, sign in; else ask for an invitation.",
};

/**
 * Makes an account: for the first person of an empty installation, who becomes its admin; by invitation; or for an allowed
 * e-mail domain. An address that is taken answers like one that is not allowed, after the same work. Throws `PasswordQueueFull`.
 */
export async function join(input: Joining, token: string | null, network: string, welcome: Welcome): Promise<Joined> {
	const admission = await admitJoining(network);
	if (!("forget" in admission)) return { field: "form", message: "That was tried often from your network. Please try again in an hour." };
	const weakness = weaknessOf(input.password, [input.name, input.email, input.company, (await setUp()).name]);
	if (weakness) {
		await admission.forget();
		return { field: "password", message: weakness };
	}
	const passwordHash = await hashPassword(input.password).catch(async (error) => {
		await admission.forget();
		throw error;
	});
	try {
		const joined = await db.transaction((tx) => admit(tx, { ...input, passwordHash }, token, welcome));
		if ("accountId" in joined) await admission.forget();
		return joined;
	} catch (error) {
		const state = sqlState(error);
		if (state?.constraint === "accounts_email_key") return closed;
		if (state?.code === "23503" && state.constraint.includes("department"))
			return { field: "departmentId", message: "Choose one from the list." };
		if (state?.code === "23503" && state.constraint.includes("job_role"))
			return { field: "jobRoleId", message: "Choose one from the list." };
		throw error;
	}
}

async function admit(tx: typeof db, input: Joining & { passwordHash: string }, token: string | null, welcome: Welcome): Promise<Joined> {
	// Two first people at the same instant: one becomes admin, the other needs an invitation.
	await tx.execute(sql`select pg_advisory_xact_lock(7266)`);
	const [any] = await tx.select({ id: accounts.id }).from(accounts).limit(1);
	const first = !any;
	if (first) {
		const name = input.company || "Lamplight";
		await tx.insert(installation).values({ name }).onConflictDoUpdate({ target: installation.id, set: { name } });
	} else if (!(token && (await takeSeat(tx, token))) && !(await domainAllowed(tx, input.email))) return closed;
	const { name, timeZone, departmentId, jobRoleId } = input;
	const id = newId();
	await tx.insert(accounts).values({ id, email: input.email, passwordHash: input.passwordHash, role: first ? "admin" : "member" });
	await insertPerson(tx, { id, name, timeZone, departmentId, jobRoleId });
	await welcome(tx, { id, first });
	return { accountId: id, first };
}

async function takeSeat(tx: typeof db, token: string): Promise<boolean> {
	const used = await tx
		.update(invites)
		.set({ used: sql`${invites.used} + 1` })
		.where(
			and(
				eq(invites.tokenHash, inviteHash(token)),
				isNull(invites.revokedAt),
				gt(invites.expiresAt, now()),
				lt(invites.used, invites.seats),
			),
		)
		.returning({ id: invites.id });
	return used.length > 0;
}

async function domainAllowed(tx: typeof db, email: string): Promise<boolean> {
	const [row] = await tx.select({ domains: installation.allowedDomains }).from(installation);
	return row?.domains.includes(email.split("@").at(-1)?.toLowerCase() ?? "") ?? false;
}

/** Under the first handle of the name that is free. Somebody may take it at this instant on the profile page: then the next. */
async function insertPerson(
	tx: typeof db,
	person: { id: string; name: string; timeZone: string; departmentId: string | null; jobRoleId: string | null },
) {
	const wishes = handlesFor(person.name);
	const unique = () => `${wishes.at(-1)?.slice(0, 22) ?? "person"}-${newId().slice(0, 6)}`;
	const taken = new Set(
		(await tx.select({ handle: people.handle }).from(people).where(inArray(people.handle, wishes))).map(({ handle }) => handle),
	);
	for (const handle of [...wishes.filter((wish) => !taken.has(wish)), unique(), unique()]) {
		const made = await tx
			.insert(people)
			.values({ ...person, handle })
			.onConflictDoNothing({ target: people.handle })
			.returning({ id: people.id });
		if (made.length > 0) return;
	}
	throw new Error("No handle is free.");
}
