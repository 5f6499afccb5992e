// What a thread page costs to load, counted as it goes over the wire.
import { expect, test } from "vitest";
import { ask, useStage } from "./stage.ts";

const { open, server } = useStage();

test("a thread page asks for little, and only from here", async () => {
	const path = await ask(await open("victor"), { title: "A page that is weighed", want: "Some words." });
	const page = await open("victor");
	const session = await page.context().newCDPSession(page);
	await session.send("Network.enable");
	const types = new Map<string, { url: string; type: string }>();
	const bytes: Record<string, number> = {};
	const addresses: string[] = [];
	session.on("Network.responseReceived", ({ requestId, type = "", response }) => {
		types.set(requestId, { url: response.url, type });
		addresses.push(response.url);
	});
	session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
		const type = types.get(requestId)?.type ?? "";
		bytes[type] = (bytes[type] ?? 0) + encodedDataLength;
	});
	await page.goto(path, { waitUntil: "networkidle" });

	const scripts = [...types.values()].filter(({ type }) => type === "Script");
	expect(scripts.length).toBeGreaterThan(2);
	expect(bytes.Script).toBeGreaterThan(20_000);
	expect(bytes.Script).toBeLessThanOrEqual(120 * 1024);
	expect(bytes.Stylesheet).toBeGreaterThan(1_000);
	expect(bytes.Stylesheet).toBeLessThanOrEqual(25 * 1024);

	const fonts = [...types.values()].filter(({ type }) => type === "Font").map(({ url }) => new URL(url).pathname);
	expect(fonts.length).toBeGreaterThan(0);
	for (const font of fonts) expect(font).toMatch(/^\/assets\/.*\.woff2$/);
	expect(addresses.filter((address) => !/^(data|blob):/.test(address) && new URL(address).origin !== server().origin)).toEqual([]);
});
