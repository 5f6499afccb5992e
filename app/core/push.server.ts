// The only file that knows web-push. Messages go to services of the browsers' makers, whose addresses browsers hand to us: whoever
// could choose such an address freely would make this server send requests anywhere, so only known hosts are let through (SSRF).
import { createECDH, ECDH } from "node:crypto";
import webpush from "web-push";
import { readEnv } from "./env.server.ts";
import { secret } from "./secret.server.ts";

export type PushTarget = { endpoint: string; p256dh: string; auth: string };
/** `gone`: the browser wants no more. `refused`: the service does not take it, and would not take it later either. */
export type Delivery = "sent" | "gone" | "refused";

const browserServices = [
	"fcm.googleapis.com",
	"updates.push.services.mozilla.com",
	"*.push.services.mozilla.com",
	"*.notify.windows.com",
	"web.push.apple.com",
];
const endpointMax = 1000;
const daySeconds = 86_400;
const patienceMs = 10_000;

const fits = (host: string, rule: string) => (rule.startsWith("*.") ? host.endsWith(rule.slice(1)) : host === rule);

/** Whether this installation sends push messages. */
export const pushIsOn = (): boolean => readEnv().WEB_PUSH !== undefined;

/** The address, when it is one of a push service that is let through; null for any other, and while push is off. */
export function allowedEndpoint(endpoint: string): URL | null {
	const { WEB_PUSH } = readEnv();
	if (!WEB_PUSH || endpoint.length > endpointMax || !URL.canParse(endpoint)) return null;
	const url = new URL(endpoint);
	const listed = WEB_PUSH !== "1";
	const rules = listed ? WEB_PUSH.split(",").map((host) => host.trim()) : browserServices;
	if (url.username || url.password || url.hash || !rules.some((rule) => fits(url.host, rule))) return null;
	const secure = url.protocol === "https:" || (listed && url.protocol === "http:" && url.hostname === "localhost");
	return secure ? url : null;
}

/** Whether a browser's keys are a point on P-256 and 16 bytes (RFC 8291, section 2): with others nothing can be encrypted. */
export function keysFit({ p256dh, auth }: Pick<PushTarget, "p256dh" | "auth">): boolean {
	try {
		const point = Buffer.from(p256dh, "base64url");
		return point.length === 65 && ECDH.convertKey(point, "prime256v1").length > 0 && Buffer.from(auth, "base64url").length === 16;
	} catch {
		return false;
	}
}

// A P-256 private key is a number of 32 bytes; one in four thousand million of them is none.
async function vapidKeys(): Promise<{ publicKey: string; privateKey: string }> {
	const privateKey = await secret("web-push");
	const pair = createECDH("prime256v1");
	pair.setPrivateKey(privateKey);
	return { publicKey: pair.getPublicKey("base64url"), privateKey: privateKey.toString("base64url") };
}

/** The key by which browsers know this installation, base64url; null while push is off. Made at first use, kept in DATA_DIR/secrets. */
export const publicPushKey = async (): Promise<string | null> => (pushIsOn() ? (await vapidKeys()).publicKey : null);

/**
 * Hands an encrypted message to the browser's push service, for one day; of messages that still wait there the last one stays. Throws
 * when the service can not be reached or asks to come later. Redirects are not followed.
 */
export async function deliver({ endpoint, ...keys }: PushTarget, payload: string): Promise<Delivery> {
	const url = allowedEndpoint(endpoint);
	if (!url || !keysFit(keys)) return "refused";
	const { APP_URL } = readEnv();
	const subject = APP_URL?.startsWith("https:") ? APP_URL : "mailto:lamplight@lamplight.invalid";
	const { method, headers, body } = webpush.generateRequestDetails({ endpoint, keys }, payload, {
		vapidDetails: { subject, ...(await vapidKeys()) },
		TTL: daySeconds,
		urgency: "normal",
		topic: "news",
	});
	const sent = new Headers();
	// fetch counts the length for itself.
	for (const [name, value] of Object.entries(headers)) if (name !== "Content-Length") sent.set(name, String(value));
	const response = await fetch(url, {
		method,
		headers: sent,
		body: new Uint8Array(body),
		redirect: "manual",
		signal: AbortSignal.timeout(patienceMs),
	}).catch(() => null);
	await response?.body?.cancel();
	if (!response || response.status === 429 || response.status >= 500)
		throw new Error(`The push service ${url.host} ${response ? `answered ${response.status}` : "did not answer"}`);
	if (response.ok) return "sent";
	// 401 and 403: it was made for another key of ours, which no longer is.
	return [401, 403, 404, 410].includes(response.status) ? "gone" : "refused";
}
