import { createHash } from "node:crypto";
import { and, asc, desc, eq, gt, isNull, lt } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden } from "#app/core/http.server.ts";
import { accounts, installation, invites, sessions } from "#db/schema/auth.server.ts";
import { departments, jobRoles, people } from "#db/schema/people.server.ts";
import { hashOf } from "./lucia.server.ts";
import { isAdmin, type Viewer } from "./rules.ts";

/** How this installation is set up; `empty` while nobody has an account. */
export async function setUp(tx = db) {
	const [row] = await tx.select().from(installation);
	const [any] = await tx.select({ id: accounts.id }).from(accounts).limit(1);
	return { name: row?.name ?? "Lamplight", allowedDomains: row?.allowedDomains ?? [], demo: row?.demo ?? false, empty: !any };
}

/** The people whom a demo installation offers on its sign-in page. */
export const demoPeople = (tx = db) =>
	tx
		.select({
			handle: people.handle,
			name: people.name,
			photo: people.photo,
			jobRole: jobRoles.name,
			department: departments.name,
			role: accounts.role,
		})
		.from(people)
		.innerJoin(accounts, eq(accounts.id, people.id))
		.leftJoin(jobRoles, eq(jobRoles.id, people.jobRoleId))
		.leftJoin(departments, eq(departments.id, people.departmentId))
		.where(isNull(accounts.disabledAt))
		.orderBy(asc(people.name))
		.limit(60);

/** The viewer's signed-in browsers, newest first. Ids are hashes: they name a row and sign nobody in. */
export async function sessionsOf(viewer: Viewer, presentId: string | null, tx = db) {
	const rows = await tx
		.select({ id: sessions.id, device: sessions.device, createdAt: sessions.createdAt })
		.from(sessions)
		.where(and(eq(sessions.userId, viewer.id), gt(sessions.expiresAt, now()), gt(sessions.absoluteExpiresAt, now())))
		.orderBy(desc(sessions.createdAt));
	const present = presentId ? hashOf(presentId) : "";
	return rows.map((row) => ({ ...row, present: row.id === present }));
}

/** What the database holds of an invitation's token. */
export const inviteHash = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Whether an invitation can be used now. */
export async function inviteIsGood(token: string, tx = db): Promise<boolean> {
	const [row] = await tx
		.select({ id: invites.id })
		.from(invites)
		.where(
			and(
				eq(invites.tokenHash, inviteHash(token)),
				isNull(invites.revokedAt),
				gt(invites.expiresAt, now()),
				lt(invites.used, invites.seats),
			),
		);
	return Boolean(row);
}

/** The latest 100 invitations, newest first. Throws 403 for anybody but an admin. */
export async function listInvites(viewer: Viewer, tx = db) {
	if (!isAdmin(viewer)) throw forbidden();
	return tx
		.select({
			id: invites.id,
			note: invites.note,
			createdAt: invites.createdAt,
			expiresAt: invites.expiresAt,
			seats: invites.seats,
			used: invites.used,
			revokedAt: invites.revokedAt,
		})
		.from(invites)
		.orderBy(desc(invites.createdAt))
		.limit(100);
}
