declare module "http_ece" {
	import type { ECDH } from "node:crypto";
	/** Opens an encrypted message (RFC 8188) with the keys of a browser. */
	export function decrypt(body: Buffer, keys: { version: "aes128gcm"; privateKey: ECDH; authSecret: string }): Buffer;
}
