import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { balancerWatch } from "./app/core/balancer-watch.server.ts";
import { EnvironmentError, provideDatabaseUrl, readEnv } from "./app/core/env.server.ts";
import { guard, ownOrigin, securityHeaders, takesFiles } from "./app/core/guard.server.ts";
import { networkOf } from "./app/core/network.server.ts";
import { remixHandler } from "./app/core/remix-handler.server.ts";
import { reportError } from "./app/core/report.server.ts";
import { serviceWorker } from "./app/core/service-worker.server.ts";
import { kitchen } from "./app/recognition/kitchen.server.ts";
import { ConfigurationError } from "./db/configuration-error.ts";
import { startEmbedded } from "./db/embedded.server.ts";
import { migrate } from "./db/migrate.ts";
import { seedDemo } from "./db/seed/demo.ts";

const stopPatience = 25_000;
const stopGrace = 250;

type EntryModule = {
	databaseIsReady(): Promise<boolean>;
	startApplication(options: { jobs: boolean }): void;
	searchState(): string;
	endLive(): Promise<void>;
	closeApplication(): Promise<void>;
};

async function main() {
	const env = readEnv();
	const bundle = resolve("build/server/index.js");
	if (!existsSync(bundle)) throw new ConfigurationError("There is no build yet: run npm start, or npm run build before npm run serve.");

	const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: resolve(env.DATA_DIR), explicit: env.dataDirGiven });
	const databaseUrl = env.DATABASE_URL ?? embedded?.url ?? "";
	let stopDatabase = async () => embedded?.stop();
	try {
		if (embedded) provideDatabaseUrl(embedded.url);
		await migrate(databaseUrl);
		const wantsDemo = env.DEMO === "1" || (env.DEMO === "auto" && embedded !== null);
		const demo = wantsDemo ? await seedDemo(databaseUrl, kitchen) : null;

		const build: ServerBuild = await import(pathToFileURL(bundle).href);
		const entry = build.entry.module as unknown as EntryModule;
		const options = { appUrl: env.APP_URL };
		let stopping = false;

		const balancers = balancerWatch();
		const app = express();
		app.disable("x-powered-by");
		if (env.TRUST_PROXY)
			app.set(
				"trust proxy",
				env.TRUST_PROXY.split(",").map((part) => part.trim()),
			);
		app.use(securityHeaders(options));
		app.get("/healthz", (_, response) => void response.type("text/plain").send("ok\n"));
		app.get("/readyz", async (_, response) => {
			const ready = !stopping && (await entry.databaseIsReady());
			balancers.noteAnswer(ready);
			response.status(ready ? 200 : 503).json({ ready, search: entry.searchState() });
		});
		app.use(guard(options));
		// Level 4 takes half the time of the default for a page that is some five per cent larger.
		const [forPages, forFiles] = [compression({ level: 4 }), compression({ level: 9 })];
		// Files of the build are asked for once and kept for a year: for those it is worth the time.
		app.use((request, response, next) => (request.path.startsWith("/assets/") ? forFiles : forPages)(request, response, next));
		app.get("/sw.js", serviceWorker("build/client/sw.js", build.assets.version));
		app.use(
			"/assets",
			express.static("build/client/assets", {
				immutable: true,
				maxAge: "1y",
				setHeaders: (response) => response.setHeader("Cache-Control", "public, max-age=31536000, immutable"),
			}),
		);
		app.use(
			express.static("build/client", {
				maxAge: "1h",
				index: false,
				setHeaders: (response) => response.setHeader("Cache-Control", "public, max-age=3600"),
			}),
		);
		app.all(
			"*",
			remixHandler({
				build,
				streamed: (path) => takesFiles.test(path),
				context: (request, response) => {
					if (stopping) response.setHeader("Connection", "close");
					return {
						nonce: response.locals.nonce,
						clientNetwork: networkOf(request.ip),
						isDocument: !request.path.endsWith(".data"),
						origin: ownOrigin(request, options) ?? "",
						memo: new Map(),
						cooked: new Map(),
					};
				},
			}),
		);
		app.use((error: unknown, _: express.Request, response: express.Response, next: express.NextFunction) => {
			if (response.headersSent) return next(error);
			reportError(error);
			response.status(500).type("text/plain").send("Something went wrong on our side. Nothing you wrote was lost; please try again.\n");
		});

		const server = app.listen(env.PORT, () => {
			entry.startApplication({ jobs: env.WORKER === "1" });
			const { port } = server.address() as AddressInfo;
			console.log(`\nLamplight is on at ${env.APP_URL ?? `http://localhost:${port}`}`);
			if (embedded?.notice) console.log(embedded.notice);
			if (demo) console.log(`\n${demo}`);
		});
		server.requestTimeout = 60_000;
		server.headersTimeout = 20_000;
		// Longer than balancers keep a connection idle (60 s): whoever closes first must be the one who sends.
		server.keepAliveTimeout = 75_000;
		server.on("error", (error: NodeJS.ErrnoException) => {
			const known: Record<string, string> = {
				EADDRINUSE: `PORT ${env.PORT} is taken by another program; choose another one, for example PORT=${env.PORT + 1} npm start.`,
				EACCES: `PORT ${env.PORT} needs more rights than this user has; choose one above 1023.`,
			};
			void stopDatabase().finally(() => fail(known[error.code ?? ""] ? new ConfigurationError(known[error.code ?? ""] ?? "") : error));
		});

		const stop = async () => {
			if (stopping) process.exit(1);
			stopping = true;
			setTimeout(() => process.exit(1), stopPatience).unref();
			await balancers.untilTold();
			// Whoever has just connected is still heard.
			await new Promise((done) => setTimeout(done, stopGrace));
			await new Promise((done) => {
				server.close(done);
				void entry.endLive();
				// Again and again: a connection whose last answer has gone out would keep us for as long as it may be idle.
				setInterval(() => server.closeIdleConnections(), 100).unref();
			});
			await entry.closeApplication();
			await stopDatabase();
			process.exit(0);
		};
		process.on("SIGTERM", stop);
		process.on("SIGINT", stop);
		// The start script is gone: do not stay behind as an orphan that holds the port.
		if (process.connected) process.on("disconnect", stop);
	} catch (error) {
		await stopDatabase();
		stopDatabase = async () => undefined;
		throw error;
	}
}

function fail(error: unknown): never {
	if (error instanceof ConfigurationError || error instanceof EnvironmentError) console.error(error.message);
	else console.error(error);
	process.exit(1);
}

main().catch(fail);
