import type { Readable } from "node:stream";
import busboy from "busboy";
import { createGate, UploadRefused } from "#app/core/uploads/image.server.ts";

export type MultipartLimits = { maxBytes: number; maxFiles: number; maxFields: number; maxFieldBytes: number; maxTextBytes: number };
export type Received = { files: { field: string; bytes: Buffer }[]; fields: FormData };

/** Parts a form may have beyond its files and fields: file inputs left empty. */
const EMPTY_PARTS = 20;
/** Bytes of raw files that all requests together may hold at a time; the others wait, unread, in their sockets. */
const enter = createGate(64 * 1024 * 1024);

function createParser(contentType: string, { maxFields, maxFieldBytes, maxFiles }: MultipartLimits) {
	// RFC 2046, 5.1.1: a boundary has at most 70 characters. busboy's search miscounts those of over 255.
	if (!/^multipart\/form-data\s*;/i.test(contentType) || contentType.length > 200) throw new UploadRefused("broken");
	// busboy says that a size or a number of parts is reached, not passed: hence plus one.
	const limits = { fields: maxFields, fieldSize: maxFieldBytes + 1, parts: maxFiles + maxFields + EMPTY_PARTS + 1 };
	try {
		return busboy({ headers: { "content-type": contentType }, defParamCharset: "utf8", limits });
	} catch (cause) {
		throw new UploadRefused("broken", { cause });
	}
}

/** Feeds busboy. `room` is how many bytes one file may have; once anything fails, write() and end() throw it. */
export function createMultipart(
	contentType: string,
	limits: MultipartLimits,
	room: number,
	each?: (bytes: Buffer, field: string) => Promise<Buffer>,
) {
	const received: Received = { files: [], fields: new FormData() };
	let [begun, text, files] = [0, 0, Promise.resolve()];
	let failure: { error: unknown } | undefined;
	let wake = () => {};
	const fail = (error: unknown) => {
		failure ??= { error };
		wake();
	};
	const refuse = (...refusal: ConstructorParameters<typeof UploadRefused>) => fail(new UploadRefused(...refusal));

	/** Resolves when `begin` calls back, rejects as soon as anything fails. (A race with one long promise would keep every chunk's callback.) */
	async function step(begin: (done: () => void) => void) {
		await new Promise<void>((resolve) => {
			wake = resolve;
			if (failure) resolve();
			else begin(resolve);
		});
		if (failure) throw failure.error;
	}

	async function take(field: string, stream: Readable) {
		let leave = () => {};
		let size = 0;
		let bytes = Buffer.alloc(0);
		try {
			for await (const chunk of stream as AsyncIterable<Buffer>) {
				if (size === 0) {
					if (++begun > limits.maxFiles) throw new UploadRefused("too-many-files");
					leave = await enter(room);
					// One block for the file: a list of chunks would let a body sent byte by byte cost a hundred times its size.
					bytes = Buffer.allocUnsafeSlow(room);
				}
				if (size + chunk.length > room) throw new UploadRefused("too-large");
				size += chunk.copy(bytes, size);
			}
			bytes = bytes.subarray(0, size);
			if (size > 0 && !failure) received.files.push({ field, bytes: each ? await each(bytes, field) : bytes });
		} finally {
			leave();
		}
	}

	const parser = createParser(contentType, limits);
	parser.on("error", (cause) => refuse("broken", { cause }));
	parser.on("partsLimit", () => refuse("too-many-files"));
	parser.on("fieldsLimit", () => refuse("broken"));
	parser.on("field", (name: string | undefined, value, { valueTruncated }) => {
		text += Buffer.byteLength(value);
		if (valueTruncated || text > limits.maxTextBytes)
			refuse("too-large", { sentence: "This text is too long. Please shorten it and try again." });
		else if (name === undefined) refuse("broken");
		else received.fields.append(name, value);
	});
	parser.on("file", (name: string | undefined, stream) => {
		// Also for a stream that still waits for its turn: nobody else listens there, and its error would end the process.
		stream.on("error", (cause) => refuse("broken", { cause }));
		files = files.then(() => take(name ?? "", stream));
		files.catch(fail);
	});
	return {
		write: (chunk: Uint8Array) => step((done) => parser.write(chunk, done)),
		async end() {
			await step((done) => parser.once("finish", done).end());
			await step((done) => files.then(done, fail));
			return received;
		},
		stop: () => parser.destroy(),
	};
}
