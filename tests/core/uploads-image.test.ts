import sharp from "sharp";
import { expect, test } from "vitest";
import { encodeImage } from "#app/core/uploads/image.server.ts";
import { chunkOfPng, picture, refusal } from "#tests/core/uploads-pictures.ts";

const FORMATS = ["png", "jpeg", "webp", "gif"] as const;
const GIF_START = Buffer.from("GIF89a");

test.each(FORMATS)("a %s becomes a WebP of its own size", async (format) => {
	const kept = await encodeImage(await picture(400, 300)[format]().toBuffer(), "post");
	expect(kept).toMatchObject({ width: 400, height: 300, type: "image/webp" });
	expect(await sharp(kept.bytes).metadata()).toMatchObject({ format: "webp", width: 400, height: 300 });
});

test("a post's picture fits within 1920 px, a person's photo covers 256 x 256", async () => {
	const wide = await picture(4000, 1000).png().toBuffer();
	expect(await encodeImage(wide, "post")).toMatchObject({ width: 1920, height: 480 });
	expect(await encodeImage(wide, "photo")).toMatchObject({ width: 256, height: 256 });
	expect(await encodeImage(await picture(20, 10).png().toBuffer(), "photo")).toMatchObject({ width: 256, height: 256 });
});

test("a moving picture keeps its first frame only", async () => {
	const frame = (background: string) => ({ create: { width: 40, height: 40, channels: 3 as const, background } });
	const frames = await Promise.all(["#f00", "#00f"].map((colour) => sharp(frame(colour)).png().toBuffer()));
	const gif = await sharp(frames, { join: { animated: true } })
		.gif()
		.toBuffer();
	expect((await sharp(gif).metadata()).pages).toBe(2);
	const kept = await sharp((await encodeImage(gif, "post")).bytes).metadata();
	expect(kept.pages).toBeUndefined();
	expect(kept.height).toBe(40);
});

test("where a photo was taken, by whom and in which colours leaves with the metadata", async () => {
	const photo = await picture(300, 200)
		.jpeg()
		.withExif({ IFD0: { Copyright: "MARK-anna_mueller" }, IFD3: { GPSLatitude: "52/1 31/1 1234/100", GPSMapDatum: "MARK-GPS" } })
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">MARK-XMP</x:xmpmeta>')
		.withIccProfile("p3")
		.toBuffer();
	const traces = ["Exif", "MARK-", "xmpmeta", "ICC_PROFILE", "EXIF", "XMP ", "ICCP"];
	expect(traces.filter((trace) => photo.includes(trace))).toEqual(traces.slice(0, 4));
	for (const purpose of ["post", "photo"] as const) {
		const { bytes } = await encodeImage(photo, purpose);
		expect(traces.filter((trace) => bytes.includes(trace))).toEqual([]);
		const left = Object.keys(await sharp(bytes).metadata());
		expect(left.filter((key) => ["exif", "xmp", "icc", "iptc", "orientation", "comments"].includes(key))).toEqual([]);
	}
});

test("a photo held sideways stands upright", async () => {
	const left = { input: { create: { width: 60, height: 60, channels: 3 as const, background: "#fff" } }, left: 0, top: 0 };
	const black = sharp({ create: { width: 120, height: 60, channels: 3, background: "#000" } });
	const sideways = await black.composite([left]).jpeg().withMetadata({ orientation: 6 }).toBuffer();
	const kept = await encodeImage(sideways, "post");
	expect(kept).toMatchObject({ width: 60, height: 120 });
	const { data, info } = await sharp(kept.bytes).raw().toBuffer({ resolveWithObject: true });
	expect(data.at(0)).toBeGreaterThan(200);
	expect(data.at(info.width * (info.height - 1) * info.channels)).toBeLessThan(50);
});

test("nothing of a polyglot's other half survives", async () => {
	const [jpeg, png] = [await picture(80, 60).jpeg().toBuffer(), await picture(80, 60).png().toBuffer()];
	const script = await picture(80, 60).gif().toBuffer();
	script.writeUInt16LE(0x2a2f, 6); // The width reads "/*": a comment from here to the end of the GIF.
	const html = Buffer.from("<html><script>FOREIGN</script>");
	const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, html.length + 2]), html]);
	const zip = Buffer.from("PK\x03\x04FOREIGN.htmlPK\x05\x06");
	const polyglots = {
		"GIF + script": Buffer.concat([script, Buffer.from("*/=1;FOREIGN()//<script>")]),
		"JPEG + HTML": Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), html]),
		"PNG + zip": Buffer.concat([png.subarray(0, 33), chunkOfPng("tEXt", Buffer.from("Comment\0FOREIGN")), png.subarray(33), zip]),
	};
	for (const [name, bytes] of Object.entries(polyglots)) {
		const kept = (await encodeImage(bytes, "post")).bytes;
		expect(bytes.includes("FOREIGN"), name).toBe(true);
		expect(
			["FOREIGN", "<script", "PK\x03\x04", "GIF89a"].filter((part) => kept.includes(part)),
			name,
		).toEqual([]);
	}
});

test.each([
	["SVG", async () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
	["HTML", async () => Buffer.from("<!doctype html><script>1</script>")],
	["PDF", async () => Buffer.from("%PDF-1.7\n%%EOF")],
	["AVIF", async () => await picture(64, 64).avif().toBuffer()],
	["TIFF", async () => await picture(64, 64).tiff().toBuffer()],
	["nothing", async () => Buffer.alloc(0)],
])("%s is not an image", async (_name, make) => {
	expect(await refusal(encodeImage(await make(), "post"))).toBe("not-an-image");
});

test("SVG behind a GIF's signature reaches no decoder", async () => {
	expect(await refusal(encodeImage(Buffer.concat([GIF_START, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')]), "post"))).toBe(
		"broken",
	);
	await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).png().toBuffer()).rejects.toThrow();
});

test.each(FORMATS)("a %s that is cut off is broken, wherever the cut is", async (format) => {
	const whole = await picture(400, 300)[format]().toBuffer();
	for (const share of [0.05, 0.3, 0.5, 0.9, 0.999]) {
		expect(await refusal(encodeImage(whole.subarray(0, Math.floor(whole.length * share)), "post")), `${share}`).toBe("broken");
	}
});

test("a photo whose headers are a little odd, as some phones write them, is taken", async () => {
	const photo = await picture(400, 300).jpeg().toBuffer();
	const scan = photo.indexOf(Buffer.from([0xff, 0xda]));
	photo[scan + photo.readUInt16BE(scan + 2)] = 0; // The scan's last coefficient, which should be 63.
	expect(await encodeImage(photo, "post")).toMatchObject({ width: 400 });
});
