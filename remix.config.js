// Read by vite.config.ts, which hands it to the Remix Vite plugin; the classic `remix build` must never run.
/** @type {import("@remix-run/dev").VitePluginConfig} */
export default {
	ignoredRouteFiles: ["routes/*.{ts,tsx,md,css}"],
	future: {
		v3_fetcherPersist: true,
		v3_relativeSplatPath: true,
		v3_throwAbortReason: true,
		v3_singleFetch: true,
		// Off on purpose: it would serve the unauthenticated `__manifest` endpoint (docs/decisions/003-guard.md).
		v3_lazyRouteDiscovery: false,
	},
};
