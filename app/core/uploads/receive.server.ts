import { UploadRefused } from "#app/core/uploads/image.server.ts";
import { createMultipart, type MultipartLimits, type Received } from "#app/core/uploads/multipart.server.ts";

const MIB = 1024 * 1024;
/** What is taken unless the caller says otherwise: bytes a file, files, text fields, bytes a field, bytes of all fields together. */
export const UPLOAD_LIMITS: MultipartLimits = {
	maxBytes: 8 * MIB,
	maxFiles: 5,
	maxFields: 100,
	maxFieldBytes: 64 * 1024,
	maxTextBytes: MIB,
};
/** Part headers, boundaries, file inputs left empty. */
const OVERHEAD_BYTES = 256 * 1024;
/** How long one read may take, in ms. Node's own request timeout bounds the whole. */
const IDLE_MS = 30_000;
/** After a refusal this much more is read and dropped, so that the answer reaches a browser that is still sending. */
const LINGER_BYTES = 16 * MIB;
const LINGER_MS = 5_000;

export type ReceiveOptions = Partial<MultipartLimits> & {
	/** Runs on each file as soon as it is whole, while the rest of the body waits; its result is kept instead. Keeps memory flat: encode here. */
	each?: (bytes: Buffer, field: string) => Promise<Buffer>;
};

/**
 * Reads a multipart form from a request: its files (file inputs left empty are absent) and its text fields.
 * The names and types that the sender gave to the files are ignored. Nothing beyond the limits is ever held.
 * Throws UploadRefused, or what `each` throws; the body has then been read to its end or cancelled.
 */
export async function receiveFiles(request: Request, options: ReceiveOptions = {}): Promise<Received> {
	const limits = { ...UPLOAD_LIMITS, ...options };
	const maxBody = limits.maxFiles * limits.maxBytes + limits.maxTextBytes + OVERHEAD_BYTES;
	const length = Number(request.headers.get("content-length") ?? Number.NaN);
	const reader = request.body?.getReader();
	if (!reader) throw new UploadRefused("broken");
	let form: ReturnType<typeof createMultipart> | undefined;
	try {
		if (length > maxBody) throw new UploadRefused("too-large");
		const room = length > 0 ? Math.min(limits.maxBytes, length) : limits.maxBytes;
		form = createMultipart(request.headers.get("content-type") ?? "", limits, room, options.each);
		let total = 0;
		for (let chunk = await read(reader, IDLE_MS); chunk; chunk = await read(reader, IDLE_MS)) {
			total += chunk.length;
			if (total > maxBody) throw new UploadRefused("too-large");
			await form.write(chunk);
		}
		return await form.end();
	} catch (error) {
		form?.stop();
		await linger(reader);
		throw error;
	}
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/** The next bytes, or null at the end. Throws UploadRefused when the sender is gone or silent for `ms`. */
async function read(reader: BodyReader, ms: number): Promise<Uint8Array | null> {
	let silent = false;
	const timer = setTimeout(() => {
		silent = true;
		reader.cancel().catch(() => {});
	}, ms);
	try {
		const { done, value } = await reader.read();
		if (silent) throw new UploadRefused("broken");
		return done ? null : value;
	} catch (cause) {
		throw cause instanceof UploadRefused ? cause : new UploadRefused("broken", { cause });
	} finally {
		clearTimeout(timer);
	}
}

/** Drops a little more of the body, then cancels it. Under Remix a cancelled body closes the connection, and the answer would be lost. */
async function linger(reader: BodyReader) {
	const until = Date.now() + LINGER_MS;
	let dropped = 0;
	try {
		while (dropped < LINGER_BYTES && Date.now() < until) {
			const chunk = await read(reader, until - Date.now());
			if (!chunk) return;
			dropped += chunk.length;
		}
		await reader.cancel();
	} catch {
		// The sender has gone: there is nobody left to answer.
	}
}
