import { redirect } from "@remix-run/node";
import { and, eq, lte, or } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { once, type RequestArgs } from "#app/core/context.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { accounts, sessions } from "#db/schema/auth.server.ts";
import { knownDeviceCookie } from "./known-device.server.ts";
import { hashOf, lookAtSession, lucia, sessionIdIn } from "./lucia.server.ts";
import { absoluteDays, isAdmin, isModerator, type Viewer } from "./rules.ts";

type Signed = { viewer: Viewer; sessionId: string } | null;

async function readSession(request: Request, read: typeof lookAtSession = (id) => lucia.validateSession(id)): Promise<Signed> {
	const sessionId = sessionIdIn(request);
	if (!sessionId) return null;
	const { session, user } = await read(sessionId);
	if (!session || !user || user.disabledAt) return null;
	// Lucia compares with the machine's clock and knows no absolute end.
	if (session.expiresAt <= now() || session.absoluteExpiresAt <= now()) return null;
	const { id, role, handle, name, photo, timeZone } = user;
	return { viewer: { id, role, handle, name, photo, timeZone }, sessionId };
}

const signed = (args: RequestArgs) => once(args, "session", () => readSession(args.request));

/** The signed-in person, or null. Asked once for each request. */
export const getViewer = async (args: RequestArgs): Promise<Viewer | null> => (await signed(args))?.viewer ?? null;

/** The id in this browser's cookie, or null. */
export const getSessionId = async (args: RequestArgs): Promise<string | null> => (await signed(args))?.sessionId ?? null;

/** What names a session in the database. */
export const sessionKey = hashOf;

/** The signed-in person; throws a redirect to the sign-in page, which leads back here afterwards. */
export async function requireViewer(args: RequestArgs): Promise<Viewer> {
	const viewer = await getViewer(args);
	if (viewer) return viewer;
	throw toSignIn(args);
}

function toSignIn(args: RequestArgs) {
	const { pathname, search } = new URL(args.request.url);
	// A form's own address need not answer GET: after signing in one goes home instead.
	const back = args.request.method === "GET" ? pathname + search : "/";
	return redirect(back === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(back)}`, { status: 303 });
}

/** The signed-in person, for what an open page asks by itself, or null: nobody need be there, so the session lasts no longer for it. */
export const getListener = async ({ request }: RequestArgs): Promise<Viewer | null> =>
	(await readSession(request, lookAtSession))?.viewer ?? null;

/** The same; throws the redirect to the sign-in page. */
export async function requireListener(args: RequestArgs): Promise<Viewer> {
	const viewer = await getListener(args);
	if (!viewer) throw toSignIn(args);
	return viewer;
}

/** The signed-in moderator or admin. To everybody else the page is not there. */
export async function requireModerator(args: RequestArgs): Promise<Viewer> {
	const viewer = await requireViewer(args);
	if (!isModerator(viewer)) throw notFound();
	return viewer;
}

/** The signed-in admin. To everybody else the page is not there. */
export async function requireAdmin(args: RequestArgs): Promise<Viewer> {
	const viewer = await requireViewer(args);
	if (!isAdmin(viewer)) throw notFound();
	return viewer;
}

const deviceOf = (request: Request) => {
	const agent = request.headers.get("User-Agent") ?? "";
	const browser = /Edg\//.test(agent)
		? "Edge"
		: /Firefox\//.test(agent)
			? "Firefox"
			: /Chrome\//.test(agent)
				? "Chrome"
				: /Safari\//.test(agent)
					? "Safari"
					: "A browser";
	const system = /Android/.test(agent)
		? "Android"
		: /iPhone|iPad/.test(agent)
			? "iOS"
			: /Windows/.test(agent)
				? "Windows"
				: /Mac OS/.test(agent)
					? "macOS"
					: /Linux/.test(agent)
						? "Linux"
						: "";
	return system ? `${browser} on ${system}` : browser;
};

/** Begins a new session and ends the one this browser had (no session fixation). Returns the Set-Cookie header's value. */
export async function startSession(request: Request, accountId: string): Promise<string> {
	const old = sessionIdIn(request);
	if (old) await lucia.invalidateSession(old);
	// Those of this person that nobody can use any more go now, so that the table stays as small as the company.
	await db
		.delete(sessions)
		.where(and(eq(sessions.userId, accountId), or(lte(sessions.expiresAt, now()), lte(sessions.absoluteExpiresAt, now()))));
	const absoluteExpiresAt = new Date(now().getTime() + absoluteDays * 86_400_000);
	const session = await lucia.createSession(accountId, { absoluteExpiresAt, device: deviceOf(request) });
	return lucia.createSessionCookie(session.id).serialize();
}

/** The headers of an answer that signs this browser in: its new session, and the cookie by which the account knows it next time. */
export async function signedInHeaders(request: Request, accountId: string): Promise<Headers> {
	const headers = new Headers([["Set-Cookie", await startSession(request, accountId)]]);
	const [account] = await db
		.select({ id: accounts.id, passwordHash: accounts.passwordHash })
		.from(accounts)
		.where(eq(accounts.id, accountId));
	if (account) headers.append("Set-Cookie", knownDeviceCookie(account));
	return headers;
}

/** Ends this browser's session. Returns the Set-Cookie header's value that clears the cookie. */
export async function endSession(args: RequestArgs): Promise<string> {
	const sessionId = await getSessionId(args);
	if (sessionId) await lucia.invalidateSession(sessionId);
	return lucia.createBlankSessionCookie().serialize();
}

/** Ends all of a person's sessions, e.g. when the password changes or the account is disabled. */
export const endAllSessions = (accountId: string): Promise<void> => lucia.invalidateUserSessions(accountId);
