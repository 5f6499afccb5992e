import { type UploadStore, UploadStoreUnavailable } from "#app/core/uploads/store.server.ts";

/**
 * The response that shows a kept picture: 200, 304, 404, or 503 when the store can not be read.
 * Whether this viewer may see the picture is the caller's question, and must be asked first, also for a 304.
 */
export async function uploadResponse(store: UploadStore, name: string, request: Request): Promise<Response> {
	const picture = await store.read(name).catch((error: unknown) => {
		if (error instanceof UploadStoreUnavailable) return error;
		throw error;
	});
	if (picture instanceof UploadStoreUnavailable) return plain(503, "Pictures can not be shown right now.", { "Retry-After": "30" });
	if (!picture) return plain(404, "There is no such picture.");

	// A name is never used for other bytes, so it is its own validator.
	const etag = `"${name}"`;
	const headers = new Headers({
		...GUARDS,
		"Cache-Control": "private, max-age=31536000, immutable",
		"Content-Disposition": 'inline; filename="image.webp"',
		"Content-Type": "image/webp",
		ETag: etag,
	});
	const known = (request.headers.get("If-None-Match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
	const unchanged = known.includes(etag) || known.includes("*");
	if (!unchanged) headers.set("Content-Length", String(picture.size));
	if (!unchanged && request.method !== "HEAD") return new Response(picture.stream, { headers });
	await picture.stream.cancel();
	return new Response(null, { status: unchanged ? 304 : 200, headers });
}

/** The bytes come from people: whatever a browser takes them for, they run nothing and no other site may use them. */
const GUARDS = {
	"Content-Security-Policy": "default-src 'none'; sandbox",
	"Cross-Origin-Resource-Policy": "same-origin",
	"X-Content-Type-Options": "nosniff",
};

function plain(status: number, text: string, headers: Record<string, string> = {}) {
	return new Response(text, {
		status,
		headers: { ...GUARDS, ...headers, "Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8" },
	});
}
