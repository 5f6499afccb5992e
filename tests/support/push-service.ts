// A push service as browsers' makers run one: takes what a server sends to its subscriptions, and can refuse it.
import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { decrypt } from "http_ece";

export type Message = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A browser that subscribed: what it hands to the server, and how it reads a message. */
export function browserAt(endpoint: string) {
	const pair = createECDH("prime256v1");
	const p256dh = pair.generateKeys("base64url");
	const auth = randomBytes(16).toString("base64url");
	return {
		target: { endpoint, p256dh, auth },
		read: ({ body }: Message) => decrypt(body, { version: "aes128gcm", privateKey: pair, authSecret: auth }).toString(),
	};
}

/** What the Authorization of a message claims (RFC 8292), if the key that it names did sign it; and that key, base64url. */
export function claimsOf({ headers }: Message): { claims: Record<string, unknown>; key: string } {
	const [, token = "", key = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
	const [head = "", body = "", signature = ""] = token.split(".");
	const point = Buffer.from(key, "base64url");
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
	const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" }, format: "jwk" });
	const signed = Buffer.from(`${head}.${body}`);
	if (!verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")))
		throw new Error("The signature is not of this key.");
	return { claims: JSON.parse(Buffer.from(body, "base64url").toString()), key };
}

/** Starts a push service on a port of its own. `answer` says with which status a path is answered, and where to it redirects. */
export async function startPushService() {
	const messages: Message[] = [];
	const answers = new Map<string, { status: number; location?: string }>();
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on("data", (part) => parts.push(part));
		request.on("end", () => {
			const path = request.url ?? "";
			messages.push({ path, headers: request.headers, body: Buffer.concat(parts) });
			const { status, location } = answers.get(path) ?? { status: 201 };
			response.writeHead(status, location ? { Location: location } : {}).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
	const host = `localhost:${(server.address() as AddressInfo).port}`;
	return {
		host,
		origin: `http://${host}`,
		answers,
		/** What came since it was last asked. */
		taken: () => messages.splice(0),
		stop: () =>
			new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			}),
	};
}
