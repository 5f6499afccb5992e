import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { doors } from "./doors.ts";
import { makeWorld, type RoleName, states, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld();
	// The private circle's name and purpose bear the word, too.
	await world.sql`update circles set name = ${`Circle ${world.canary}`}, purpose = ${`For ${world.canary}`} where visibility = 'private'`;
	// The index has to know the word, or a search that does not find it proves nothing.
	await vi.waitFor(async () => expect(await world.sql`select from search_changes limit 1`).toHaveLength(0), { timeout: 20_000 });
});
afterAll(async () => {
	await world.sql.end();
	await world.server.stop();
});

const get = (path: string, role: RoleName) =>
	fetch(world.server.origin + path, { headers: { Cookie: world.cookies[role] }, redirect: "manual" });

/** Fetches a page and everything that it leads to on this host, pages and data alike; the texts by address. */
async function crawl(role: RoleName, starts: string[], most = 900): Promise<Map<string, string>> {
	const seen = new Map<string, string>();
	const queue = [...starts];
	for (let path = queue.shift(); path !== undefined && seen.size < most; path = queue.shift()) {
		if (seen.has(path)) continue;
		const response = await get(path, role);
		const text = await response.text();
		seen.set(path, text);
		const location = response.headers.get("location");
		const links = [...text.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"));
		for (const link of [...links, ...(location?.startsWith("/") ? [location] : [])]) {
			// Every way to narrow a search leads to as many again; those that matter stand among the starts.
			if (/^\/(assets|sign-out|js\.js|icon|search\?.*%3A)/.test(link) || seen.has(link)) continue;
			queue.push(link);
			const [place = "", query] = link.split("?");
			// The page about searching lists what nobody found, and the crawl itself searches for the word.
			if (/^\/(threads|circles|search|people|latest|coaching|admin(?!\/search))/.test(place))
				queue.push(`${place}.data${query ? `?${query}` : ""}`);
		}
	}
	return seen;
}

const starts = () => [
	...Object.values(doors).flatMap((door) => states.flatMap((state) => [door.path(world.things[state])])),
	...[
		"",
		"z",
		"zan",
		"zanzi",
		"zanzibarquux",
		"zanzibarqux",
		'"zanzibarquux words"',
		"payroll",
		"circle:payroll-pilot",
		"kind:question zanzi",
		"by:noor",
	].flatMap((q) => [`/search?q=${encodeURIComponent(q)}`, `/search/quick?q=${encodeURIComponent(q)}`]),
	...states.map((state) => `/coaching/${world.things[state].session}.data`),
	"/threads/similar?title=About+zanzibarquux+private",
	"/people/mentions?q=zan",
	"/people?q=zan",
	"/people/noor",
	"/people/carla",
	"/admin/people?q=noor",
];

test("a member of the private circle finds the word, so the crawl could", async () => {
	const pages = await crawl(
		"circleMember",
		["/circles", "/search?q=zanzibarquux", "/people/noor", "/threads/similar?title=About+zanzibarquux+private"],
		40,
	);
	expect([...pages.values()].filter((text) => text.includes(world.canary)).length).toBeGreaterThan(3);
});

test.each(["signedOut", "member", "moderator", "admin"] as const)("nothing that %s can fetch bears the word", async (role) => {
	const pages = await crawl(role, starts());
	expect(pages.size).toBeGreaterThan(role === "signedOut" ? 30 : 150);
	// What one typed oneself comes back in a search box; it is no finding.
	const leaks = [...pages]
		.filter(([path, text]) => !decodeURIComponent(path).includes("zan") && !path.includes("/zan") && text.includes(world.canary))
		.map(([path]) => path);
	expect(leaks).toEqual([]);
	const searches = [...pages]
		.filter(([path]) => path.startsWith("/search"))
		.flatMap(([path, text]) => (/About zanzibarquux|zanzibarquux text/.test(text) ? [path] : []));
	expect(searches).toEqual([]);
}, 120_000);
