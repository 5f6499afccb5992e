import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import remixConfig from "./remix.config.js";

// The icons of every page are one file: each alone would be an answer of its own, larger than its drawing.
const everywhere =
	/lucide-react\/dist\/esm\/(?:Icon|context|createLucideIcon|defaultAttributes|shared\/.*|icons\/(?:bell|bookmark|calendar-clock|circle-question-mark|hand-helping|house|lock|log-out|messages-square|pen-line|plus|search|settings|shield-check|user-round|users|users-round))\.(?:m?js)$/;

// So are the small parts that a thread and an AMA are made of.
const parts =
	/\/app\/(?:threads\/(?:held|cooked|kind-sign|kinds|anonymous|name-choice|look-again-notice|author-link)|following\/(?:follow-menu|rules)|replies\/undo|ui\/(?:when|avatar|field))\.tsx?$/;
const chunkOf = (id: string) => (everywhere.test(id) ? "icons" : parts.test(id) ? "parts" : undefined);

// Loaded for tests alone: a build has no use for it.
const sequence = process.env.VITEST ? { sequencer: (await import("./tests/support/longest-first.ts")).default } : {};

export default defineConfig(({ isSsrBuild }) => ({
	// The Remix plugin is off under Vitest: it rewrites route modules for the browser.
	plugins: process.env.VITEST ? [] : [tailwindcss(), remix(remixConfig)],
	// The notices of what is bundled stand once, in public/licenses.txt, and not in each of fifty files.
	esbuild: { legalComments: "none" },
	build: {
		target: "es2022",
		assetsInlineLimit: 0,
		// Remix names what a page needs; what is loaded later needs no hints, nor the code that gives them.
		modulePreload: false,
		reportCompressedSize: false,
		// Some two per cent less than esbuild makes of it, on every page.
		minify: isSsrBuild ? false : "terser",
		...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: chunkOf } } }),
	},
	server: { host: "127.0.0.1" },
	test: {
		include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
		globalSetup: "tests/support/database.ts",
		setupFiles: "tests/support/setup.ts",
		pool: "forks",
		sequence,
		maxWorkers: 2,
		// What is waited for comes when it comes; a second is not enough on a machine that has much else to do.
		expect: { poll: { timeout: 15_000 } },
		testTimeout: 30_000,
		hookTimeout: 60_000,
		css: false,
	},
}));
