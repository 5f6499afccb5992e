import { chmod, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { uploadResponse } from "#app/core/uploads/serve.server.ts";
import { createUploadStore, type UploadStore, UploadStoreUnavailable } from "#app/core/uploads/store.server.ts";

let base: string;
let dir: string;
let store: UploadStore;

beforeEach(async () => {
	base = await mkdtemp(join(tmpdir(), "lamplight-uploads-"));
	dir = join(base, "uploads");
	store = createUploadStore(dir);
});
afterEach(() => rm(base, { recursive: true, force: true }));

const show = (name: string, init?: RequestInit) => uploadResponse(store, name, new Request("http://localhost/x", init));
const openFiles = async () => (await readdir("/proc/self/fd")).length;

test("a picture is kept whole, in a closed folder, under a name that tells nothing", async () => {
	expect(await readdir(base)).toEqual([]);
	const names = await Promise.all(Array.from({ length: 40 }, (_, at) => store.save(Buffer.from(`picture ${at}`), "webp")));
	expect(new Set(names).size).toBe(40);
	expect(names.every((name) => /^[0-9a-f]{32}\.webp$/.test(name))).toBe(true);
	expect([...names].sort()).not.toEqual(names);
	const [name] = names;
	expect(store.path(name!)).toBe(join(dir, name!.slice(0, 1), name!.slice(1, 2), name!));
	const { mode, mtimeMs } = await stat(store.path(name!)!);
	expect([mode & 0o777, mtimeMs % 86_400_000, (await stat(dir)).mode & 0o777]).toEqual([0o600, 0, 0o700]);
	expect(await readdir(join(dir, "tmp"))).toEqual([]);
	const kept = await store.read(name!);
	expect([await new Response(kept?.stream).text(), kept?.size]).toEqual(["picture 0", 9]);
});

test("what is removed is gone", async () => {
	const name = await store.save(Buffer.from("x"), "webp");
	expect([await store.remove(name), await store.remove(name), await store.read(name)]).toEqual([true, false, null]);
});

const HOSTILE = [
	"",
	".",
	"../../nobody/has-this",
	`${"a".repeat(32)}.png`,
	`${"a".repeat(32)}.webp\n`,
	`${"a".repeat(32)}.webp\0`,
	`../${"a".repeat(26)}.webp`,
].concat([
	`${"A".repeat(32)}.webp`,
	`${"a".repeat(25)}.webp`,
	`${"a".repeat(41)}.webp`,
	`%2e%2e%2f${"a".repeat(26)}.webp`,
	"tmp/a.webp",
	"__proto__",
]);
test.each(HOSTILE)("%j is no name", async (name) => {
	await store.save(Buffer.from("x"), "webp");
	expect([store.path(name), await store.read(name), await store.remove(name), (await show(name)).status]).toEqual([null, null, false, 404]);
});

test.each([
	["is a file", (place: string) => writeFile(place, "")],
	["is a device", (place: string) => symlink("/dev/full", place)],
])("a folder that %s is a typed error, and 503 to whoever looks", async (_name, make) => {
	await make(dir);
	await expect(store.save(Buffer.from("x"), "webp")).rejects.toBeInstanceOf(UploadStoreUnavailable);
	await expect(store.read(`${"a".repeat(32)}.webp`)).rejects.toBeInstanceOf(UploadStoreUnavailable);
	const answer = await show(`${"a".repeat(32)}.webp`);
	expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "30"]);
});

test.skipIf(process.getuid?.() === 0)("a read-only folder is a typed error, and the store works again afterwards", async () => {
	await chmod(base, 0o500);
	await expect(store.save(Buffer.from("x"), "webp")).rejects.toBeInstanceOf(UploadStoreUnavailable);
	await chmod(base, 0o700);
	expect(await store.save(Buffer.from("x"), "webp")).toMatch(/webp$/);
});

test("a draft that a killed server left is swept, a fresh one is not", async () => {
	await store.save(Buffer.from("x"), "webp");
	await Promise.all(["old", "new"].map((name) => writeFile(join(dir, "tmp", name), "half")));
	await utimes(join(dir, "tmp", "old"), 0, 0);
	await createUploadStore(dir).save(Buffer.from("y"), "webp");
	expect(await readdir(join(dir, "tmp"))).toEqual(["new"]);
});

test("a picture is shown so that it can do nothing but be seen", async () => {
	const name = await store.save(Buffer.from("RIFF"), "webp");
	const answer = await show(name);
	expect([answer.status, await answer.text()]).toEqual([200, "RIFF"]);
	expect(Object.fromEntries(answer.headers)).toEqual({
		"cache-control": "private, max-age=31536000, immutable",
		"content-disposition": 'inline; filename="image.webp"',
		"content-length": "4",
		"content-security-policy": "default-src 'none'; sandbox",
		"content-type": "image/webp",
		"cross-origin-resource-policy": "same-origin",
		etag: `"${name}"`,
		"x-content-type-options": "nosniff",
	});
});

test("who has the picture gets 304, unless it is gone; no file stays open", async () => {
	const name = await store.save(Buffer.alloc(500_000), "webp");
	const before = await openFiles();
	for (const tag of [`"${name}"`, `W/"${name}"`, `"other", "${name}"`, "*"]) {
		const answer = await show(name, { headers: { "If-None-Match": tag } });
		expect([answer.status, answer.body, answer.headers.get("ETag")], tag).toEqual([304, null, `"${name}"`]);
	}
	expect((await show(name, { headers: { "If-None-Match": '"other"' }, method: "HEAD" })).headers.get("Content-Length")).toBe("500000");
	await (await show(name)).body?.cancel();
	await expect.poll(openFiles).toBe(before);
	await store.remove(name);
	const gone = await show(name, { headers: { "If-None-Match": `"${name}"` } });
	expect([gone.status, gone.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
});
