import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, unlink, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";

const NAME = /^[a-z0-9]{26,40}\.webp$/;
const DAY_MS = 86_400_000;

/** The folder can not be written or read: full, read-only, taken away. Nothing was kept. */
export class UploadStoreUnavailable extends Error {
	constructor(cause: unknown) {
		super("Pictures can not be kept or shown right now.", { cause });
		this.name = "UploadStoreUnavailable";
	}
}

export type UploadStore = ReturnType<typeof createUploadStore>;

/** Keeps pictures as files below `dir`, which is created at the first save. Each method but path() throws UploadStoreUnavailable. */
export function createUploadStore(dir: string) {
	const staging = join(dir, "tmp");
	let swept: Promise<void> | undefined;

	/** Where a picture lies, or null if this is no name of ours. */
	function path(name: string): string | null {
		return NAME.test(name) ? join(dir, name.slice(0, 1), name.slice(1, 2), name) : null;
	}

	/** Keeps the bytes and returns their new name, which tells neither time nor order. They are on the disk, whole, when it resolves. */
	async function save(bytes: Uint8Array, ext: "webp"): Promise<string> {
		const name = `${randomBytes(16).toString("hex")}.${ext}`;
		const target = join(dir, name.slice(0, 1), name.slice(1, 2), name);
		const draft = join(staging, name);
		try {
			await mkdir(staging, { recursive: true, mode: 0o700 });
			swept ??= sweep(staging).catch(() => {});
			await swept;
			await mkdir(dirname(target), { recursive: true, mode: 0o700 });
			await write(draft, bytes);
			await rename(draft, target);
			// The file's own time would say when it came.
			const day = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
			await utimes(target, day, day);
			for (const folder of [dirname(target), dirname(dirname(target)), dir]) await sync(folder);
			return name;
		} catch (error) {
			await rm(draft, { force: true }).catch(() => {});
			throw new UploadStoreUnavailable(error);
		}
	}

	/** The picture and its size in bytes, or null if there is none. Read the stream to its end or cancel it: it holds a file open. */
	async function read(name: string): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | null> {
		const file = path(name);
		const handle = file && (await open(file, "r").catch(missing));
		if (!handle) return null;
		try {
			const { size } = await handle.stat();
			// Node and the DOM each have a type for this one class.
			return { stream: Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>, size };
		} catch (error) {
			await handle.close();
			throw new UploadStoreUnavailable(error);
		}
	}

	/** Removes the picture; false if there was none. Browsers that have shown it may keep their copy. */
	async function remove(name: string): Promise<boolean> {
		const file = path(name);
		return file !== null && (await unlink(file).then(() => true, missing)) !== null;
	}

	return { save, read, remove, path };
}

/** null for a file that is not there; throws UploadStoreUnavailable for every other error. */
function missing(error: unknown): null {
	if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
	throw new UploadStoreUnavailable(error);
}

async function write(file: string, bytes: Uint8Array) {
	const handle = await open(file, "wx", 0o600);
	try {
		await handle.writeFile(bytes);
		// An anonymous post keeps its day only; so does its picture, also in a backup.
		const today = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
		await handle.utimes(today, today);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Makes the names in a folder last through a power cut. Windows can not, and needs not. */
async function sync(folder: string) {
	if (process.platform === "win32") return;
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Removes drafts that a killed server left behind. Two days: a draft carries its day's first moment, and others may write here too. */
async function sweep(staging: string) {
	for (const name of await readdir(staging)) {
		const draft = join(staging, name);
		const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Date.now() }));
		if (Date.now() - mtimeMs > 2 * DAY_MS) await rm(draft, { force: true });
	}
}
