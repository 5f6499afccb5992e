import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawPng } from "#app/core/uploads/draw.server.ts";
import { BakeRefused, bake, unbake } from "#app/recognition/open-badges/bake.server.ts";

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#b45309"/></svg>`;
const png = await drawPng(svg, 256);
const chunk = (type: string, data: Uint8Array) => {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
};
const itxt = (text: string, middle = "\0\0\0\0") => chunk("iTXt", Buffer.from(`openbadgecredential\0${middle}${text}`));
/** With more before the end (IEND has 12 bytes). */
const withChunks = (picture: Buffer, ...more: Buffer[]) => Buffer.concat([picture.subarray(0, -12), ...more, picture.subarray(-12)]);
const refusal = (act: () => unknown) => {
	try {
		act();
	} catch (error) {
		if (error instanceof BakeRefused) return error.message;
		throw error;
	}
	return "not refused";
};

test("a drawing becomes a PNG that can be baked, and the picture stays the same", async () => {
	const baked = bake(png, '{"name":"Größe"}');
	expect(unbake(baked)).toBe('{"name":"Größe"}');
	const { format, width, height } = await sharp(baked).metadata();
	expect({ format, width, height }).toEqual({ format: "png", width: 256, height: 256 });
	expect((await sharp(baked).raw().toBuffer()).equals(await sharp(png).raw().toBuffer())).toBe(true);
});

test("whatever text goes in comes out", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 2000 }), (text) => {
			expect(unbake(bake(png, text))).toBe(text);
		}),
	);
});

test("baked once only", () => {
	expect(refusal(() => bake(bake(png, "{}"), "{}"))).toMatch(/already/);
});

test("the chunk is written as PNG and Open Badges say: one, not compressed", () => {
	const baked = bake(png, "{}");
	const at = baked.indexOf("iTXt") - 4;
	expect(baked.subarray(at, at + itxt("{}").length).equals(itxt("{}"))).toBe(true);
	expect(baked.length).toBe(png.length + itxt("{}").length);
});

describe("refuses", () => {
	test.each<[string, Uint8Array, RegExp]>([
		["nothing", Buffer.alloc(0), /not a PNG/],
		["a JPEG", Buffer.from("ffd8ffe000104a464946", "hex"), /not a PNG/],
		["JSON", Buffer.from("{}"), /not a PNG/],
		["the signature alone", png.subarray(0, 8), /cut off/],
		["a cut-off picture", png.subarray(0, -1), /cut off/],
		["a picture without an end", png.subarray(0, -12), /cut off/],
		["more than 2 MB", Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]), /2 MB/],
		["a chunk of 4 GB", Buffer.concat([png.subarray(0, 8), Buffer.from("ffffffff49484452", "hex"), Buffer.alloc(64)]), /cut off/],
		["a picture without a head", Buffer.concat([png.subarray(0, 8), png.subarray(-12)]), /damaged/],
		["a changed byte", Buffer.from(png).fill(1, 60, 61), /damaged/],
	])("%s, to bake and to unbake", (_, bytes, message) => {
		expect(refusal(() => bake(bytes, "{}"))).toMatch(message);
		expect(refusal(() => unbake(bytes))).toMatch(message);
	});

	test.each<[string, Buffer, RegExp]>([
		["a picture without a badge", png, /no Open Badges 3/],
		["an Open Badges 2 picture", withChunks(png, chunk("iTXt", Buffer.from("openbadges\0\0\0\0\0{}"))), /no Open Badges 3/],
		["two badges", withChunks(bake(png, "{}"), itxt("{}")), /more than one/],
		["a compressed badge", withChunks(png, itxt(deflateSync("{}").toString("latin1"), "\x01\0\0\0")), /not written/],
		["a badge that ends too early", withChunks(png, chunk("iTXt", Buffer.from("openbadgecredential\0\0"))), /not written/],
		["a badge without its text", withChunks(png, chunk("iTXt", Buffer.from("openbadgecredential\0\0\0en"))), /not written/],
		[
			"a badge that is not UTF-8",
			withChunks(png, chunk("iTXt", Buffer.concat([Buffer.from("openbadgecredential\0\0\0\0\0"), Buffer.of(0xff)]))),
			/not written/,
		],
	])("%s, to unbake", (_, bytes, message) => {
		expect(refusal(() => unbake(bytes))).toMatch(message);
	});

	test("a credential that makes the picture too large", () => {
		expect(refusal(() => bake(png, "x".repeat(2 * 1024 * 1024)))).toMatch(/too large/);
	});

	test("whatever was changed, with words and never another error", () => {
		const baked = bake(png, '{"name":"Peer coach"}');
		fc.assert(
			fc.property(fc.nat(baked.length - 1), fc.nat(255), fc.nat(baked.length), (at, value, cut) => {
				const bytes = Buffer.from(baked)
					.fill(value, at, at + 1)
					.subarray(0, cut);
				refusal(() => unbake(bytes));
				refusal(() => bake(bytes, "{}"));
			}),
			{ numRuns: 500 },
		);
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
				refusal(() => unbake(Buffer.concat([png.subarray(0, 8), tail])));
			}),
		);
	});
});

describe("drawing", () => {
	test.each(["", "not a drawing", "<svg", '<svg xmlns="http://www.w3.org/2000/svg"><'])("%j can not be drawn", async (broken) => {
		await expect(drawPng(broken, 64)).rejects.toThrow("can not be made a PNG");
	});

	test.each([0, 15, 1025, 1.5, Number.NaN])("of %d px is none", (size) => {
		expect(() => drawPng(svg, size)).toThrow(RangeError);
	});

	test("fills the square, with nothing around it", async () => {
		const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
		expect(info).toMatchObject({ width: 256, height: 256, channels: 4 });
		expect(data[3]).toBe(0);
		expect([...data.subarray((128 * 256 + 128) * 4, (128 * 256 + 128) * 4 + 4)]).toEqual([0xb4, 0x53, 0x09, 255]);
	});

	test("leaves SVG switched off for what is uploaded", async () => {
		await import("#app/core/uploads/image.server.ts");
		await expect(sharp(Buffer.from(svg)).png().toBuffer()).rejects.toThrow();
		expect((await drawPng(svg, 32)).subarray(1, 4).toString()).toBe("PNG");
	});
});
