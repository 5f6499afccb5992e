import { request as ask, createServer } from "node:http";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { expect, test } from "vitest";
import { UploadRefused } from "#app/core/uploads/image.server.ts";
import { type ReceiveOptions, receiveFiles } from "#app/core/uploads/receive.server.ts";
import { file, form, part, sent, TYPE } from "#tests/core/uploads-forms.ts";
import { refusal } from "#tests/core/uploads-pictures.ts";

const MIB = 1024 * 1024;
const receive = (body: Buffer, options?: ReceiveOptions, type?: string) => receiveFiles(sent([body], type).request, options);
const refused = (body: Buffer, options?: ReceiveOptions, type?: string) => refusal(receive(body, options, type));

test("files and fields arrive, however the bytes are cut", async () => {
	const body = form(
		part('name="title"', "Grüße"),
		file("one"),
		part('name="tag"', "a"),
		part('name="tag"', "b"),
		file("two", "b.gif", "more"),
	);
	for (const size of [1, 7, 64, body.length]) {
		const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, at) => body.subarray(at * size, (at + 1) * size));
		const { files, fields } = await receiveFiles(sent(pieces).request);
		expect(files.map(({ field, bytes }) => [field, `${bytes}`])).toEqual([["picture", "one"], ["more", "two"]]); // biome-ignore format: a table
		expect([fields.get("title"), fields.getAll("tag")]).toEqual(["Grüße", ["a", "b"]]);
	}
});

test("a browser's own FormData arrives, and a file input left empty is absent", async () => {
	const data = new FormData();
	data.set("title", "hello");
	data.set("picture", new File([], ""));
	data.append("picture", new File(["bytes"], "a.png"));
	const { files, fields } = await receiveFiles(new Request("http://localhost/", { method: "POST", body: data }), { maxFiles: 1 });
	expect(files.map(({ bytes }) => `${bytes}`)).toEqual(["bytes"]);
	expect([...fields]).toEqual([["title", "hello"]]);
});

test.each([
	"../../nobody/has-this",
	"a\u202egnp.exe",
	"con.png",
	"x".repeat(9_000),
	"%00.png",
])("the file name %j changes nothing", async (name) => {
	expect(await receive(form(file("bytes", name)))).toMatchObject({ files: [{ field: "picture", bytes: Buffer.from("bytes") }] });
});

test("a NUL in a name, a broken frame and another type are refused", async () => {
	expect(await refused(form(file("bytes", "a\0.png")))).toBe("broken");
	expect(await refused(form(part('name="a\0b"', "")))).toBe("broken");
	expect(await refused(form(part('x="y"', "nameless")))).toBe("broken");
	expect(await refused(Buffer.concat([file("bytes"), file("more")]))).toBe("broken");
	expect(await refused(form(file("one"), file("two")).subarray(0, 100))).toBe("broken");
	expect(await refused(form(file("bytes")), {}, "multipart/form-data; boundary=YY")).toBe("broken");
	const long = "XX".repeat(150);
	const framed = Buffer.from(`${form(file("bytes"))}`.replaceAll("--XX", `--${long}`));
	expect(await refused(framed, {}, `multipart/form-data; boundary=${long}`)).toBe("broken");
	for (const type of ["multipart/form-data", "application/x-www-form-urlencoded", "text/plain"]) {
		expect(await refused(form(file("bytes")), {}, type), type).toBe("broken");
	}
	expect(await refusal(receiveFiles(new Request("http://localhost/", { method: "POST" })))).toBe("broken");
});

test("a file that breaks off while another is being encoded is a refusal, and no unhandled error", async () => {
	const each = async (bytes: Buffer) => new Promise<Buffer>((resolve) => setTimeout(() => resolve(bytes), 30));
	expect(await refused(Buffer.concat([file("one"), file("cut off").subarray(0, -4)]), { each })).toBe("broken");
	await expect(receive(form(file("one")), { each: () => Promise.reject(new Error("full")) })).rejects.toThrow("full");
	await new Promise((resolve) => setTimeout(resolve, 60));
});

test("each limit lets through what reaches it and refuses what passes it", async () => {
	const [fields, at] = [(count: number) => Array.from({ length: count }, () => part('name="f"', "x")), { maxBytes: 1000, maxFiles: 2 }];
	await receive(form(file(Buffer.alloc(1000, 1)), file("b"), ...fields(100)), at);
	expect(await refused(form(file(Buffer.alloc(1001, 1))), at)).toBe("too-large");
	expect(await refused(form(file("a"), file("b"), file("c")), at)).toBe("too-many-files");
	expect(await refused(form(...fields(101)), at)).toBe("broken");
	await receive(form(part('name="f"', "x".repeat(65_536))));
	expect(await refused(form(part('name="f"', "x".repeat(65_537))))).toBe("too-large");
	expect(await refused(form(...Array.from({ length: 17 }, () => part('name="f"', "x".repeat(65_000)))))).toBe("too-large");
});

test.each([
	["tiny files", "too-many-files", () => file("x")],
	["empty files", "too-many-files", () => file("")],
	["parts without a name", "too-many-files", () => part("", "")],
])("10,000 %s are refused", async (_name, kind, make) => {
	expect(await refused(form(...Array.from({ length: 10_000 }, make)))).toBe(kind);
});

test("over HTTP the person with a 20 MB photo reads why, and a client that hangs up leaves nothing behind", async () => {
	const outcomes: unknown[] = [];
	const server = createServer(async (req, res) => {
		const headers = Object.entries(req.headers).map(([key, value]): [string, string] => [key, `${value}`]);
		const body = createReadableStreamFromReadable(req);
		const init = { method: "POST", headers, body, duplex: "half" as const };
		const error = await receiveFiles(new Request("http://localhost/", init)).catch((reason: unknown) => reason);
		outcomes.push(error);
		if (error instanceof UploadRefused) res.writeHead(error.status).end(error.message);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	const url = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/`;
	const photo = new Uint8Array(form(file(Buffer.alloc(20 * MIB, 1))));
	const answer = await fetch(url, { method: "POST", headers: { "content-type": TYPE }, body: photo });
	expect([answer.status, await answer.text()]).toEqual([413, "This file is too large. Please choose a smaller one."]);

	const client = ask(url, { method: "POST", headers: { "content-type": TYPE } }).on("error", () => {});
	client.write(photo.subarray(0, 100_000), () => setTimeout(() => client.destroy(), 20));
	await expect.poll(() => outcomes.length).toBe(2);
	expect(outcomes[1]).toBeInstanceOf(UploadRefused);
	await new Promise((resolve) => server.close(resolve));
});
