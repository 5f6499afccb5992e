import sharp from "sharp";

/** A picture may have this many pixels. Not 24 million: a phone's "24 MP" photo is 5712 x 4284, which is 24.5. */
const MAX_PIXELS = 25_000_000;
/** What a picture may weigh once decoded, in bytes: every pixel at four bytes. 16-bit pictures reach it at half the pixels. */
const MAX_DECODED = MAX_PIXELS * 4;
const DEADLINE_SECONDS = 10;

const REFUSALS = {
	"too-large": { status: 413, sentence: "This file is too large. Please choose a smaller one." },
	"not-an-image": { status: 415, sentence: "This file is not a picture we can show. PNG, JPEG, WebP and GIF work." },
	"too-many-pixels": { status: 422, sentence: "This picture has more than 25 million pixels. Please make it smaller and try again." },
	broken: { status: 422, sentence: "This file arrived incomplete or damaged. Please try it once more, or choose another one." },
	"too-many-files": { status: 413, sentence: "These are too many files at once. Please leave some out." },
	busy: { status: 503, sentence: "This picture took too long to prepare. Please try again in a minute, or choose a smaller one." },
} as const;

/** What somebody sent can not be taken. `message` is written for that person and holds nothing of what was sent; `status` is its HTTP status. */
export class UploadRefused extends Error {
	readonly kind: keyof typeof REFUSALS;
	readonly status: number;

	constructor(kind: keyof typeof REFUSALS, options: { sentence?: string; cause?: unknown } = {}) {
		super(options.sentence ?? REFUSALS[kind].sentence, { cause: options.cause });
		this.name = "UploadRefused";
		this.kind = kind;
		this.status = REFUSALS[kind].status;
	}
}

/**
 * Lets work through while the weights of what is inside stay within `capacity`; the rest waits in the order it came.
 * `enter(weight)` resolves to the function that leaves. Whoever is inside must not enter again, or both may wait for ever.
 */
export function createGate(capacity: number) {
	const waiting: { weight: number; go: () => void }[] = [];
	let free = capacity;

	function admit() {
		for (let next = waiting[0]; next && next.weight <= free; next = waiting[0]) {
			waiting.shift();
			free -= next.weight;
			next.go();
		}
	}

	return async function enter(weight: number): Promise<() => void> {
		const taken = Math.min(weight, capacity);
		await new Promise<void>((go) => {
			waiting.push({ weight: taken, go });
			admit();
		});
		let inside = true;
		return () => {
			if (inside) free += taken;
			inside = false;
			admit();
		};
	};
}

// One thread a picture and no cache: memory then depends on the pictures inside the gate only, not on those that went before.
sharp.cache(false);
sharp.concurrency(1);
// Process-wide: even a picture that gets past signature() reaches none of the other decoders (SVG, AVIF, TIFF ...).
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
	operation: ["VipsForeignLoadPngBuffer", "VipsForeignLoadJpegBuffer", "VipsForeignLoadWebpBuffer", "VipsForeignLoadNsgifBuffer"],
});

/** Two pictures at a time, in the whole process. */
const enter = createGate(2);

/** The format the first bytes claim, or null. The name and the type that the sender gave are never asked. */
function signature(bytes: Buffer): "png" | "jpeg" | "webp" | "gif" | null {
	const start = bytes.toString("latin1", 0, 12);
	if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
	if (start.startsWith("\xff\xd8\xff")) return "jpeg";
	if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) return "gif";
	if (start.startsWith("RIFF") && start.endsWith("WEBP")) return "webp";
	return null;
}

function refusal(error: unknown): UploadRefused {
	const message = error instanceof Error ? error.message : "";
	if (message.includes("pixel limit")) return new UploadRefused("too-many-pixels", { cause: error });
	if (message.startsWith("timeout")) return new UploadRefused("busy", { cause: error });
	return new UploadRefused("broken", { cause: error });
}

/**
 * Decodes a PNG, JPEG, WebP or GIF and draws it anew as WebP: upright, without metadata, without a byte of the original.
 * A post's picture fits within 1920 x 1920 px and is never enlarged, a person's photo covers 256 x 256 px.
 * A moving picture becomes its first frame: what moves by itself for over five seconds would need a pause button (WCAG 2.2.2).
 * Throws UploadRefused.
 */
export async function encodeImage(bytes: Buffer, purpose: "post" | "photo") {
	const claimed = signature(bytes);
	if (!claimed) throw new UploadRefused("not-an-image");
	const open = () =>
		sharp(bytes, {
			// Not "warning": it catches no cut-off file that "error" lets through, but refuses photos of phones that write odd JPEG headers.
			failOn: "error",
			limitInputPixels: MAX_PIXELS,
			autoOrient: true,
			pages: 1,
		});
	let leave = () => {};
	try {
		const { format, width, height, channels, depth, isProgressive } = await open().metadata();
		if (format !== claimed) throw new UploadRefused("not-an-image");
		if (width * height * channels * (depth === "ushort" ? 2 : 1) > MAX_DECODED) throw new UploadRefused("too-many-pixels");
		// These can not be decoded line by line: such a picture lies in memory whole, so it goes alone.
		leave = await enter(isProgressive || format === "gif" ? 2 : 1);
		const { data, info } = await open()
			.resize(
				purpose === "photo"
					? { width: 256, height: 256, fit: "cover" }
					: { width: 1920, height: 1920, fit: "inside", withoutEnlargement: true },
			)
			// PNGs are mostly screenshots: smart subsampling keeps their coloured text sharp. Effort 4 takes twice as long to save 4 %.
			.webp({ quality: 82, effort: 2, smartSubsample: claimed === "png" })
			.timeout({ seconds: DEADLINE_SECONDS })
			.toBuffer({ resolveWithObject: true });
		return { bytes: data, width: info.width, height: info.height, type: "image/webp" as const };
	} catch (error) {
		throw error instanceof UploadRefused ? error : refusal(error);
	} finally {
		leave();
	}
}
