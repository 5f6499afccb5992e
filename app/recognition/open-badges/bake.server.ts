import { crc32 } from "node:zlib";

const signature = Buffer.from("89504e470d0a1a0a", "hex");
const keyword = "openbadgecredential";
const MAX_PNG_BYTES = 2 * 1024 * 1024;

/** A picture can not be baked, or holds no badge that could be taken out. `message` is written for whoever sent it. */
export class BakeRefused extends Error {}

type Chunk = { type: string; data: Buffer; whole: Buffer };

/** The chunks of a PNG up to IEND (PNG, 5.3). What comes after it is no part of the picture. */
function chunksOf(bytes: Uint8Array): Chunk[] {
	if (bytes.length > MAX_PNG_BYTES) throw new BakeRefused("This picture is larger than 2 MB.");
	const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	if (!png.subarray(0, 8).equals(signature)) throw new BakeRefused("This file is not a PNG picture.");
	const chunks: Chunk[] = [];
	for (let at = 8; chunks.at(-1)?.type !== "IEND"; ) {
		if (at + 12 > png.length) throw new BakeRefused("This picture is cut off.");
		const length = png.readUInt32BE(at);
		const end = at + 12 + length;
		if (end > png.length) throw new BakeRefused("This picture is cut off.");
		if (crc32(png.subarray(at + 4, end - 4)) !== png.readUInt32BE(end - 4)) throw new BakeRefused("This picture is damaged.");
		chunks.push({
			type: png.toString("latin1", at + 4, at + 8),
			data: png.subarray(at + 8, end - 4),
			whole: png.subarray(at, end),
		});
		at = end;
	}
	if (chunks[0]?.type !== "IHDR") throw new BakeRefused("This picture is damaged.");
	return chunks;
}

const start = Buffer.from(`${keyword}\0`, "latin1");
const isBadge = ({ type, data }: Chunk) => type === "iTXt" && data.subarray(0, start.length).equals(start);

/** The PNG with a signed credential in it: one iTXt chunk, not compressed (Open Badges 3.0, 5.3.1). Throws BakeRefused. */
export function bake(png: Uint8Array, credential: string): Buffer {
	const chunks = chunksOf(png);
	if (chunks.some(isBadge)) throw new BakeRefused("This picture holds a badge already.");
	// No compression, method 0, no language, no translated keyword (PNG, 11.3.3.4).
	const body = Buffer.concat([Buffer.from("iTXt", "latin1"), start, Buffer.alloc(4), Buffer.from(credential, "utf8")]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(body.length - 4, 0);
	frame.writeUInt32BE(crc32(body), 4);
	const [header, ...rest] = chunks.map(({ whole }) => whole);
	const baked = Buffer.concat([signature, header ?? Buffer.alloc(0), frame.subarray(0, 4), body, frame.subarray(4), ...rest]);
	if (baked.length > MAX_PNG_BYTES) throw new BakeRefused("This picture is too large to hold a badge.");
	return baked;
}

/** The credential that is baked into a PNG, as it stands there: believe nothing of it. Throws BakeRefused. */
export function unbake(png: Uint8Array): string {
	const [badge, ...more] = chunksOf(png).filter(isBadge);
	if (!badge) throw new BakeRefused("This picture holds no Open Badges 3.0 badge. Some websites remove it when a picture is uploaded.");
	if (more.length) throw new BakeRefused("This picture holds more than one badge, which none should.");
	const [flag, method] = badge.data.subarray(start.length);
	const language = badge.data.indexOf(0, start.length + 2);
	const text = language < 0 ? -1 : badge.data.indexOf(0, language + 1);
	if (flag !== 0 || method !== 0 || text < 0) throw new BakeRefused("The badge in this picture is not written as it should be.");
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(badge.data.subarray(text + 1));
	} catch {
		throw new BakeRefused("The badge in this picture is not written as it should be.");
	}
}
