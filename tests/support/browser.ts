import { access, constants } from "node:fs/promises";
import { type Browser, chromium } from "playwright-core";

const args = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const runs = (file: string) =>
	access(file, constants.X_OK).then(
		() => true,
		() => false,
	);

/** Where a Chromium lies: CHROMIUM_PATH, the system's, or the one the package @sparticuz/chromium unpacks. Throws if there is none. */
export async function chromiumPath(): Promise<string> {
	const wanted = process.env.CHROMIUM_PATH;
	if (wanted) {
		if (await runs(wanted)) return wanted;
		throw new Error(`CHROMIUM_PATH is ${wanted}, which can not be run.`);
	}
	for (const file of installed) if (await runs(file)) return file;
	const packed = await import("@sparticuz/chromium").then((module) => module.default.executablePath()).catch(() => null);
	if (packed && (await runs(packed))) return packed;
	throw new Error("The browser tests need Chromium: install it with `apt-get install chromium`, or set CHROMIUM_PATH to one.");
}

/** A browser for tests. Close it when done. */
export const launchBrowser = async (): Promise<Browser> => chromium.launch({ executablePath: await chromiumPath(), args });
