import { execFile } from "node:child_process";
import { createRequire } from "node:module";

const DEADLINE_MS = 10_000;
const MAX_BYTES = 2 * 1024 * 1024;

// A process of its own: this one has the SVG decoder switched off for good, so that no upload ever reaches it.
const program = `
const sharp = require(process.argv[1]);
const size = Number(process.argv[2]);
const pieces = [];
process.stdin.on("data", (piece) => pieces.push(piece)).on("end", async () => {
	const drawing = sharp(Buffer.concat(pieces), { limitInputPixels: 4194304 });
	const fitted = drawing.resize(size, size, { fit: "contain", background: { r: 0, g: 0, b: 0, alpha: 0 } });
	process.stdout.write(await fitted.png({ compressionLevel: 9 }).toBuffer());
});`;

/**
 * Draws an SVG of our own making as a square PNG of `size` px (16 to 1024). For no SVG that somebody sent: nothing is taken out of it.
 * Starts a process, some 0.2 s: keep what comes out. Throws when it can not be drawn.
 */
export function drawPng(svg: string, size: number): Promise<Buffer> {
	if (!Number.isInteger(size) || size < 16 || size > 1024) throw new RangeError("A drawing has 16 to 1024 px.");
	const sharp = createRequire(import.meta.url).resolve("sharp");
	return new Promise((resolve, reject) => {
		const child = execFile(
			process.execPath,
			["-e", program, sharp, String(size)],
			{ encoding: "buffer", timeout: DEADLINE_MS, maxBuffer: MAX_BYTES },
			(error, stdout) => (error ? reject(new Error("This drawing can not be made a PNG.", { cause: error })) : resolve(stdout)),
		);
		// A process that ends before it has read all would else end this one (EPIPE).
		child.stdin?.on("error", () => {});
		child.stdin?.end(svg);
	});
}
