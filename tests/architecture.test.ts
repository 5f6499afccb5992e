import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

// Lowest floor first. A file imports from its own floor or a lower one, never a higher one.
const floors = [
	"db/",
	"search/",
	"app/core/",
	"app/ui/",
	"app/auth/",
	"app/anonymity/",
	"app/people/",
	"app/circles/",
	"app/champions/",
	"app/threads/",
	"app/replies/",
	"app/reactions/",
	"app/search/",
	"app/ama/",
	"app/recipes/",
	"app/practice/",
	"app/coaching/",
	"app/recognition/",
	"app/moderation/",
	"app/following/",
	"app/notifications/",
	"app/helping/",
	"app/analytics/",
	"app/", // root, shell, entries, jobs and routes
];
const floorOf = (file: string) => floors.findIndex((floor) => file.startsWith(floor));
const walk = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
const files = ["app", "db", "search"].flatMap(walk).filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"));
const routes = files.filter((file) => file.startsWith("app/routes/"));
const source = (file: string) => readFileSync(file, "utf8");
const specifiersOf = (file: string) =>
	[...source(file).matchAll(/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm)].map(([, type, path = ""]) => ({
		path,
		typeOnly: Boolean(type),
	}));
const importsOf = (file: string) =>
	specifiersOf(file)
		.filter(({ path }) => /^[#.]/.test(path))
		.map(({ path, typeOnly }) => ({ typeOnly, target: path.startsWith("#") ? path.slice(1) : normalize(join(dirname(file), path)) }));
const crossings = (from: string[], forbidden: (file: string, target: string, typeOnly: boolean) => boolean) =>
	from.flatMap((file) =>
		importsOf(file)
			.filter(({ target, typeOnly }) => forbidden(file, target, typeOnly))
			.map(({ target }) => `${file} -> ${target}`),
	);

describe("floors", () => {
	test("imports only go down", () => {
		// A type that a higher floor hands down (the kitchen of the demo's seed) is no call upwards.
		expect(crossings(files, (file, target, typeOnly) => floorOf(target) > floorOf(file) && !typeOnly)).toEqual([]);
	});

	test("every folder of the application has its floor", () => {
		const homeless = readdirSync("app", { withFileTypes: true }).filter(
			(entry) => entry.isDirectory() && entry.name !== "routes" && !floors.includes(`app/${entry.name}/`),
		);
		expect(homeless.map(({ name }) => name)).toEqual([]);
	});

	test("nobody imports a route, and routes talk to domains, not to the database", () => {
		expect(crossings(files, (file, target) => target.startsWith("app/routes/") && dirname(file) !== dirname(target))).toEqual([]);
		expect(crossings(routes, (_, target, typeOnly) => target.startsWith("db/") && target !== "db/enums.ts" && !typeOnly)).toEqual([]);
	});

	test("only the anonymity domain reads who wrote an anonymous post", () => {
		const outside = files.filter((file) => !/^(app\/anonymity|db)\//.test(file));
		expect(crossings(outside, (_, target) => target.startsWith("db/schema/anonymity"))).toEqual([]);
	});
});

test("only one file reads or writes the notes of sessions", () => {
	const named = files.filter(
		(file) =>
			!file.startsWith("db/") &&
			(/\b(my|our)_notes\b/.test(source(file)) || /import[^;]*\b(my|our)Notes\b[^;]*schema\/coaching/.test(source(file))),
	);
	expect(named).toEqual(["app/coaching/notes.server.ts"]);
	const wholesale = files.filter((file) => /import \* as \w+ from "[^"]*schema\/coaching/.test(source(file)));
	expect(wholesale).toEqual([]);
});

describe("one importer each", () => {
	test.each([
		["lucia", /^app\/auth\/lucia\.server\.ts$/],
		["marked", /^app\/core\/markdown\//],
		["meilisearch", /^search\/meilisearch\.server\.ts$/],
		["postgres", /^db\//],
		["nodemailer", /^app\/core\/mail\/transport\.server\.ts$/],
		["graphile-worker", /^(app\/core\/worker|db\/jobs)\.server\.ts$/],
		["temporal-polyfill", /^app\/core\/temporal\.server\.ts$/],
		["web-push", /^app\/core\/push\.server\.ts$/],
		["sharp", /^app\/core\/uploads\//],
		["jsonld", /^app\/recognition\/open-badges\/canon\.server\.ts$/],
	])("%s", (name, home) => {
		const importers = files.filter((file) => specifiersOf(file).some(({ path, typeOnly }) => path === name && !typeOnly));
		expect(importers.filter((file) => !home.test(file))).toEqual([]);
	});

	test("the environment", () => {
		const readers = files.filter((file) => /process\.env/.test(source(file).replace(/\/\/.*$/gm, "")) && !file.startsWith("db/embedded"));
		expect(readers).toEqual(["app/core/env.server.ts"]);
	});
});

describe("routes", () => {
	test("are folders with a route file, one level deep", () => {
		const strays = readdirSync("app/routes", { withFileTypes: true }).filter(
			(entry) => !entry.isDirectory() || !["ts", "tsx"].some((end) => existsSync(join("app/routes", entry.name, `route.${end}`))),
		);
		expect(strays.map(({ name }) => name)).toEqual([]);
		expect(routes.filter((file) => file.split("/").length !== 4 || /^index\./.test(basename(file)))).toEqual([]);
	});

	// A parent route's loader does not stop its children's loaders and actions from running.
	test("guard themselves, each loader and each action", () => {
		// `live` answers nothing to whoever is signed out, and the matrix holds it to that.
		// Whoever checks a badge stands outside: what they need (the issuer, the achievements, the status list, the page that checks) names nobody.
		const open =
			/^app\/routes\/(live|sign-in|join|feeds\.\$token\.\$feed|calendars\.\$token|unsubscribe\.\$token|badges\.(issuer|verify|status\.\$list|\$slug_\.achievement))\//;
		const unguarded = routes.filter((file) => {
			if (open.test(file) || !basename(file).startsWith("route.")) return false;
			const handlers = source(file).match(/export (async function|const) (loader|action)\b/g) ?? [];
			const guards = source(file).match(/(?:await require(?:Viewer|Listener|Moderator|Admin)\(|loadFeed\(\{ request, context \}, )/g) ?? [];
			return guards.length < handlers.length;
		});
		expect(unguarded).toEqual([]);
	});

	test("of the administration ask for an admin", () => {
		expect(routes.filter((file) => file.startsWith("app/routes/admin") && /require(Viewer|Moderator)\(/.test(source(file)))).toEqual([]);
	});
});

describe("the browser", () => {
	test("gets no schema: zod stays on the server", () => {
		const components = files.filter(
			(file) => file.endsWith(".tsx") && !file.includes(".server.") && !/\/routes\/[^/]+\/route\.tsx$/.test(file),
		);
		expect(crossings(components, (_, target) => /\/input\.ts$/.test(target))).toEqual([]);
		expect(files.filter((file) => /\/rules\.ts$|\/kinds\.ts$/.test(file) && specifiersOf(file).some(({ path }) => path === "zod"))).toEqual(
			[],
		);
	});

	test("gets no server file through a component or a rule", () => {
		const shared = files.filter(
			(file) => !file.includes(".server.") && !/\/route\.tsx?$|^db\/|^search\/|^app\/root\.tsx$|\/input\.ts$/.test(file),
		);
		expect(crossings(shared, (_, target, typeOnly) => target.includes(".server.") && !typeOnly)).toEqual([]);
	});

	test("gets no inline style and no inline script from us", () => {
		expect(files.filter((file) => file.endsWith(".tsx") && /\sstyle=\{|<script>|onload=/i.test(source(file)))).toEqual([]);
	});
});

test("what a viewer may see is one predicate: no other file compares a circle's visibility in a where", () => {
	const others = files.filter((file) => file !== "app/circles/visible.server.ts" && /where[^;]*visibility = 'open'/.test(source(file)));
	expect(others).toEqual([]);
});

test("versions are exact, and the lock names no host", () => {
	const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(readFileSync("package.json", "utf8"));
	for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides }))
		expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
	expect(readFileSync("package-lock.json", "utf8")).not.toMatch(/"resolved": *"https?:/);
});

test("what is known to be broken below these versions is not installed", () => {
	const floor: Record<string, string> = {
		marked: "18.2.1",
		"sanitize-html": "2.17.4",
		"drizzle-orm": "0.45.2",
		sharp: "0.35.0",
		"@remix-run/router": "1.23.4",
		"react-router": "6.30.6",
		"@remix-run/node": "2.17.5",
	};
	const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, { version: string }> };
	const parts = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number);
	for (const [name, least] of Object.entries(floor))
		for (const [path, { version }] of Object.entries(packages).filter(([key]) => key.endsWith(`node_modules/${name}`))) {
			const [have, need] = [parts(version), parts(least)];
			const at = have.findIndex((number, index) => number !== need[index]);
			expect(at < 0 || (have[at] ?? 0) > (need[at] ?? 0), `${path} ${version}`).toBe(true);
		}
});
