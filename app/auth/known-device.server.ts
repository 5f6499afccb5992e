// A browser that has signed in before carries this cookie. It counts its wrong passwords by itself, so that whoever guesses at
// an account from elsewhere can slow down their own tries, never lock its owner out (OWASP, "device cookies").
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { overHttps } from "./lucia.server.ts";

const days = 180;
const cookieName = () => (overHttps() ? "__Host-known" : "known");

// Keyed with the stored password hash, which nobody outside knows: no secret to keep, and a new password forgets all browsers.
const macOf = (account: KnownTo, device: string) =>
	createHmac("sha256", account.passwordHash).update(`known device\0${account.id}\0${device}`).digest("base64url");

export type KnownTo = { id: string; passwordHash: string };

/** The Set-Cookie value by which this account will know the browser again. */
export function knownDeviceCookie(account: KnownTo): string {
	const device = randomBytes(12).toString("base64url");
	return `${cookieName()}=${device}.${macOf(account, device)}; Path=/; Max-Age=${days * 86_400}; HttpOnly; SameSite=Lax${overHttps() ? "; Secure" : ""}`;
}

/** A name for this browser when it has signed in to the account before, else null. */
export function knownDevice(request: Request, account: KnownTo | undefined): string | null {
	const [, device, mac] =
		new RegExp(`(?:^|;\\s*)${cookieName()}=([\\w-]{16})\\.([\\w-]{43})(?:;|$)`).exec(request.headers.get("Cookie") ?? "") ?? [];
	if (!device || !mac || !account) return null;
	return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(account, device))) ? device : null;
}
