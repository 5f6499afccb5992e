import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { createGate, encodeImage } from "#app/core/uploads/image.server.ts";
import { receiveFiles } from "#app/core/uploads/receive.server.ts";
import { file, part, sent } from "#tests/core/uploads-forms.ts";
import { chunkOfPng, peakGrowth, picture, refusal } from "#tests/core/uploads-pictures.ts";

const MIB = 1024 * 1024;

function* endless(start: Buffer, filler = Buffer.alloc(64 * 1024, "a")) {
	yield start;
	for (let size = 0; size < 1024 * MIB; size += filler.length) yield filler;
}

test.each([
	["a file", file("").subarray(0, -2), 8],
	["a text", part('name="f"', ""), 41.25],
	["a preamble", Buffer.from("x"), 41.25],
])("of 1 GB without a length in %s little is read, less is held, and the source is told", async (_name, start, limit) => {
	const { seen, request } = sent(endless(start));
	const growth = await peakGrowth(async () => expect(await refusal(receiveFiles(request))).toBe("too-large"));
	expect(seen.cancelled).toBe(true);
	expect(seen.pulled / MIB).toBeGreaterThan(limit);
	expect(seen.pulled / MIB).toBeLessThan(limit + 16.5);
	expect(growth, "MB").toBeLessThan(100);
});

test("bombs are refused, and cost little memory", async () => {
	const bit = Buffer.from([0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 1, 0, 0, 0, 0]); // 30,000 x 30,000, one bit a pixel
	const rows = deflateSync(Buffer.alloc(30_000 * 3_751));
	const png = (...chunks: Buffer[]) =>
		Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks, chunkOfPng("IEND", Buffer.alloc(0))]);
	const square = png(chunkOfPng("IHDR", bit), chunkOfPng("IDAT", rows));
	const sixteen = await sharp({ create: { width: 4800, height: 4800, channels: 4, background: "#0808" } })
		.toColourspace("rgb16")
		.png()
		.toBuffer();
	const grey = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: "#777" } })
		.toColourspace("b-w")
		.png()
		.toBuffer();
	const profile = Buffer.concat([Buffer.from("x\0\0"), deflateSync(Buffer.alloc(300_000_000))]);
	const ordinary = await picture(40, 40).png().toBuffer();
	const inflated = Buffer.concat([ordinary.subarray(0, 33), chunkOfPng("iCCP", profile), ordinary.subarray(33)]);
	const growth = await peakGrowth(async () => {
		for (let round = 0; round < 5; round++) {
			expect(await refusal(encodeImage(square, "post"))).toBe("too-many-pixels");
			expect(await refusal(encodeImage(sixteen, "post"))).toBe("too-many-pixels");
			expect(await refusal(encodeImage(grey, "post"))).toBe("too-many-pixels");
			await encodeImage(inflated, "post").catch(() => {});
		}
	});
	expect(growth, "MB").toBeLessThan(100);
	expect(square.length).toBeLessThan(200_000);
});

test("50 pictures at once: two are drawn at a time, memory stays flat", async () => {
	const photo = await picture(4000, 3000).jpeg({ quality: 60 }).toBuffer();
	let most = 0;
	const watch = setInterval(() => {
		most = Math.max(most, sharp.counters().process);
	}, 2);
	const growth = await peakGrowth(() => Promise.all(Array.from({ length: 50 }, () => encodeImage(photo, "post"))));
	clearInterval(watch);
	expect(most).toBe(2);
	// Measured: 160 to 260, as the allocator keeps some. All at once it would be thousands.
	expect(growth, "MB").toBeLessThan(400);
}, 120_000);

test("a gate lets through what fits, in the order it came, and what is too big alone", async () => {
	const enter = createGate(2);
	const order: string[] = [];
	const first = await enter(1);
	const big = enter(5).finally(() => order.push("big"));
	const small = enter(1).finally(() => order.push("small"));
	await new Promise(setImmediate);
	expect(order).toEqual([]);
	first();
	first();
	(await big)();
	(await small)();
	expect(order).toEqual(["big", "small"]);
});

test("50 uploads at once, encoded as they come: memory stays flat", async () => {
	const photo = await picture(4000, 3000).jpeg({ quality: 85 }).toBuffer();
	const each = async (bytes: Buffer) => (await encodeImage(bytes, "photo")).bytes;
	const [head, tail] = [file("").subarray(0, -2), Buffer.from("\r\n--XX--\r\n")];
	function* body() {
		yield head;
		for (let at = 0; at < photo.length; at += 65_536) yield Buffer.from(photo.subarray(at, at + 65_536));
		yield tail;
	}
	const growth = await peakGrowth(async () => {
		const all = await Promise.all(Array.from({ length: 50 }, () => receiveFiles(sent(body()).request, { each })));
		expect(all.map(({ files }) => files.length)).toEqual(Array(50).fill(1));
	});
	// 50 times 6 MB arrive, and each becomes 36 MB of pixels.
	expect(growth, "MB").toBeLessThan(300);
}, 120_000);
