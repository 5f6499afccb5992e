import { createHash } from "node:crypto";

/**
 * A document that anybody may read, from any website: verifiers run in browsers, too, and have no session here. `seconds`: how long it may be
 * kept. Answers 304 to whoever has it already.
 */
export function publicDocument(request: Request, text: string, { type, seconds }: { type: string; seconds: number }): Response {
	const tag = createHash("sha256").update(text).digest("base64url").slice(0, 27);
	const headers = {
		"Content-Type": type,
		"Cache-Control": `public, max-age=${seconds}`,
		ETag: `"${tag}"`,
		"Access-Control-Allow-Origin": "*",
		"Cross-Origin-Resource-Policy": "cross-origin",
	};
	// Compressed on its way it comes back as a weak one (RFC 9110, 13.1.2).
	const known = request.headers.get("If-None-Match")?.includes(tag);
	return known ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}
