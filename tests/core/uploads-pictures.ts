import { crc32 } from "node:zlib";
import sharp from "sharp";
import { expect } from "vitest";
import { UploadRefused } from "#app/core/uploads/image.server.ts";

/** A picture of noise, which compresses as badly as a photo. */
export function picture(width: number, height: number) {
	return sharp({ create: { width, height, channels: 3, background: "#777", noise: { type: "gaussian", mean: 128, sigma: 40 } } });
}

export function chunkOfPng(type: string, data: Buffer): Buffer {
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	const body = Buffer.concat([Buffer.from(type), data]);
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

/** The kind of the refusal that `work` ends in; fails if it ends in anything else. */
export async function refusal(work: Promise<unknown>) {
	const error = await work.then(
		() => "nothing was refused",
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(UploadRefused);
	return error instanceof UploadRefused ? error.kind : undefined;
}

/** By how many MB the process is larger at the worst moment of `work` than before it. */
export async function peakGrowth(work: () => Promise<unknown>): Promise<number> {
	const before = process.memoryUsage.rss();
	let peak = before;
	const watch = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, 5);
	await work().finally(() => clearInterval(watch));
	peak = Math.max(peak, process.memoryUsage.rss());
	if (process.env.UPLOADS_PRINT) process.stdout.write(`${expect.getState().currentTestName}: +${((peak - before) / 1e6).toFixed(0)} MB\n`);
	return (peak - before) / 1e6;
}
