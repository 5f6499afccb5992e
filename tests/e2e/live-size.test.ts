// What a thread page costs to load, counted as it goes over the wire.
import type { Request } from "playwright-core";
import { expect, test } from "vitest";
import { ask, useStage } from "./stage.ts";

const { open, server } = useStage();
const kilobyte = 1024;

test("a thread page asks for little, and only from here", async () => {
	const path = await ask(await open("victor"), { title: "A page that is weighed", want: "Some words." });
	// A browser of its own: nothing is in its cache.
	const page = await open("victor");
	const requests: Request[] = [];
	page.on("requestfinished", (request) => requests.push(request));
	await page.goto(path, { waitUntil: "networkidle" });

	const paths = (type: string) => requests.filter((request) => request.resourceType() === type);
	const weight = async (type: string) => {
		const sizes = await Promise.all(paths(type).map((request) => request.sizes()));
		return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
	};
	expect(paths("script").length).toBeGreaterThan(2);
	expect(await weight("script")).toBeGreaterThan(20 * kilobyte);
	expect(await weight("script")).toBeLessThanOrEqual(120 * kilobyte);
	expect(await weight("stylesheet")).toBeGreaterThan(1 * kilobyte);
	expect(await weight("stylesheet")).toBeLessThanOrEqual(25 * kilobyte);
	const fonts = paths("font").map((request) => new URL(request.url()).pathname);
	expect(fonts.length).toBeGreaterThan(0);
	for (const font of fonts) expect(font).toMatch(/^\/assets\/.*\.woff2$/);
	expect(requests.filter((request) => new URL(request.url()).origin !== server().origin)).toEqual([]);
});
