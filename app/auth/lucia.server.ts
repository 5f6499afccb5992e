// The only file that knows Lucia: its author ended version 3 in 2025, so it must be replaceable in a day.
import { createHash } from "node:crypto";
import { eq, lte } from "drizzle-orm";
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { readEnv } from "#app/core/env.server.ts";
import { accounts, sessions } from "#db/schema/auth.server.ts";
import { people } from "#db/schema/people.server.ts";
import { idleHours, type Viewer } from "./rules.ts";

type SessionAttributes = { absoluteExpiresAt: Date; device: string };
type UserAttributes = Omit<Viewer, "id"> & { disabledAt: Date | null };

declare module "lucia" {
	interface Register {
		Lucia: typeof lucia;
		DatabaseUserAttributes: UserAttributes;
		DatabaseSessionAttributes: SessionAttributes;
	}
}

/** What the database holds of a cookie's value. */
export const hashOf = (sessionId: string) => createHash("sha256").update(sessionId).digest("hex");

/** Stores the hash of a session id where Lucia's own adapter stores the id itself. */
const adapter: Adapter = {
	async getSessionAndUser(sessionId): Promise<[DatabaseSession | null, DatabaseUser | null]> {
		const [row] = await db
			.select({
				userId: sessions.userId,
				expiresAt: sessions.expiresAt,
				absoluteExpiresAt: sessions.absoluteExpiresAt,
				device: sessions.device,
				role: accounts.role,
				disabledAt: accounts.disabledAt,
				handle: people.handle,
				name: people.name,
				photo: people.photo,
				timeZone: people.timeZone,
			})
			.from(sessions)
			.innerJoin(accounts, eq(accounts.id, sessions.userId))
			.innerJoin(people, eq(people.id, accounts.id))
			.where(eq(sessions.id, hashOf(sessionId)));
		if (!row) return [null, null];
		const { userId, expiresAt, absoluteExpiresAt, device, ...attributes } = row;
		return [
			{ id: sessionId, userId, expiresAt, attributes: { absoluteExpiresAt, device } },
			{ id: userId, attributes },
		];
	},
	async getUserSessions(userId) {
		const rows = await db.select().from(sessions).where(eq(sessions.userId, userId));
		return rows.map(({ id, expiresAt, absoluteExpiresAt, device }) => ({
			id,
			userId,
			expiresAt,
			attributes: { absoluteExpiresAt, device },
		}));
	},
	async setSession({ id, userId, expiresAt, attributes }) {
		await db.insert(sessions).values({ id: hashOf(id), userId, expiresAt, createdAt: now(), ...attributes });
	},
	async updateSessionExpiration(sessionId, expiresAt) {
		await db
			.update(sessions)
			.set({ expiresAt })
			.where(eq(sessions.id, hashOf(sessionId)));
	},
	async deleteSession(sessionId) {
		await db.delete(sessions).where(eq(sessions.id, hashOf(sessionId)));
	},
	async deleteUserSessions(userId) {
		await db.delete(sessions).where(eq(sessions.userId, userId));
	},
	async deleteExpiredSessions() {
		await db.delete(sessions).where(lte(sessions.expiresAt, now()));
	},
};

// A `__Host-` cookie needs https. Without a configured https address the application is reached in clear on a trusted network.
export const overHttps = () => readEnv().APP_URL?.startsWith("https:") ?? false;

export const lucia = new Lucia(adapter, {
	sessionExpiresIn: new TimeSpan(idleHours, "h"),
	sessionCookie: {
		name: overHttps() ? "__Host-sid" : "sid",
		expires: false,
		attributes: { secure: overHttps(), sameSite: "lax", path: "/" },
	},
	getSessionAttributes: ({ absoluteExpiresAt, device }) => ({ absoluteExpiresAt, device }),
	getUserAttributes: ({ role, disabledAt, handle, name, photo, timeZone }) => ({ role, disabledAt, handle, name, photo, timeZone }),
});

/** A session and its person as they stand: looking at it, unlike `lucia.validateSession`, does not make it last longer. */
export async function lookAtSession(sessionId: string) {
	const [session, user] = await adapter.getSessionAndUser(sessionId);
	if (!session || !user) return { session: null, user: null };
	return { session: { expiresAt: session.expiresAt, ...session.attributes }, user: { id: user.id, ...user.attributes } };
}

const cookiePattern = new RegExp(`(?:^|;\\s*)${lucia.sessionCookieName}=([a-z2-7]{40})(?:;|$)`);

/** The session id in this browser's cookie, or null. Lucia's own reader throws at a `%` in anybody's cookie. */
export const sessionIdIn = (request: Request): string | null => cookiePattern.exec(request.headers.get("Cookie") ?? "")?.[1] ?? null;
