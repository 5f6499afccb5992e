import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import remixConfig from "./remix.config.js";

export default defineConfig({
	// The Remix plugin is off under Vitest: it rewrites route modules for the browser.
	plugins: process.env.VITEST ? [] : [tailwindcss(), remix(remixConfig)],
	build: { target: "es2022", assetsInlineLimit: 0, reportCompressedSize: false },
	server: { host: "127.0.0.1" },
	test: {
		include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
		globalSetup: "tests/support/database.ts",
		setupFiles: "tests/support/setup.ts",
		pool: "forks",
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000,
		css: false,
	},
});
