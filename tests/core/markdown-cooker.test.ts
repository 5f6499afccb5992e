import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { cookMany, cookMarkdown, createCooker, findMentions } from "#app/core/markdown/cooker.server.ts";
import { MarkdownTooComplex } from "#app/core/markdown/limits.ts";

const mentions = new Map([["anna", "Anna"]]);
const options = { deadlineMs: 250, startMs: 10_000 };
const blocking = () => createCooker({ ...options, file: resolve("tests/core/markdown-blocking-worker.ts") });

test("cooks in its thread as cook() does", async () => {
	const anna = '<p><a class="mention" href="/people/anna">@Anna</a></p>\n';
	expect(await cookMarkdown("@anna", { mentions })).toEqual({ html: anna, text: "@Anna", mentions: ["anna"] });
	expect(await findMentions("@anna `@bo`")).toEqual(["anna"]);
	const cooked = await cookMany(["a", "b", "c"].map((source) => ({ source, mentions })));
	expect(cooked.map(({ text }) => text)).toEqual(["a", "b", "c"]);
});

test("refuses by name what is too complex", async () => {
	await expect(cookMarkdown("> ".repeat(2000), { mentions })).rejects.toThrow(MarkdownTooComplex);
	await expect(findMentions("1. ".repeat(1500))).rejects.toThrow("50 levels");
});

test("ends a thread that does not answer, refuses that piece, and cooks the others in a new one", async () => {
	const cooker = blocking();
	await cooker.cookMarkdown("warm", { mentions });
	const start = performance.now();
	const [before, blocked, after] = await Promise.allSettled(["a", "block", "b"].map((source) => cooker.cookMarkdown(source, { mentions })));
	const took = performance.now() - start;
	expect(before).toMatchObject({ value: { text: "a" } });
	expect(blocked).toMatchObject({ reason: expect.any(MarkdownTooComplex) });
	expect(after).toMatchObject({ value: { text: "b" } });
	expect(took).toBeGreaterThan(240);
});

test("outlives a thread that runs out of memory or dies", async () => {
	const cooker = blocking();
	await expect(cooker.cookMarkdown("eat", { mentions })).rejects.toThrow(MarkdownTooComplex);
	await expect(cooker.cookMarkdown("die", { mentions })).rejects.toThrow(MarkdownTooComplex);
	expect((await cooker.cookMarkdown("c", { mentions })).text).toBe("c");
});

test("says so when no thread can be started", async () => {
	const cooker = createCooker({ ...options, file: resolve("tests/core/not-there.ts") });
	const error = await cooker.cookMarkdown("a", { mentions }).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(Error);
	expect(error).not.toBeInstanceOf(MarkdownTooComplex);
});

test("keeps a process alive while it cooks, and not after", async () => {
	const script = `const { cookMarkdown } = await import(process.cwd() + "/app/core/markdown/cooker.server.ts");
		console.log((await cookMarkdown("*a*", { mentions: new Map() })).text);`;
	const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { timeout: 15_000 });
	expect(stdout).toBe("a\n");
});
