export const TYPE = "multipart/form-data; boundary=XX";

export const part = (headers: string, content: string | Buffer) =>
	Buffer.concat([Buffer.from(`--XX\r\nContent-Disposition: form-data; ${headers}\r\n\r\n`), Buffer.from(content), Buffer.from("\r\n")]);
export const file = (content: string | Buffer, name = "a.png", field = "picture") =>
	part(`name="${field}"; filename="${name}"\r\nContent-Type: image/png`, content);
export const form = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from("--XX--\r\n")]);

/** A request whose body is pulled from `source`, piece by piece, and what became of it. */
export function sent(source: Iterable<Uint8Array>, type = TYPE) {
	const seen = { pulled: 0, cancelled: false };
	const pieces = source[Symbol.iterator]();
	const body = new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				const { value, done } = pieces.next();
				if (done) return controller.close();
				seen.pulled += value.length;
				controller.enqueue(value);
			},
			cancel() {
				seen.cancelled = true;
			},
		},
		{ highWaterMark: 0 },
	);
	const init = { method: "POST", headers: { "content-type": type }, body, duplex: "half" as const };
	return { seen, request: new Request("http://localhost/", init) };
}
