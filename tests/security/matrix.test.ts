import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Door, doors, type Verdict } from "./doors.ts";
import { makeWorld, type RoleName, roles, states, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld();
});
afterAll(async () => {
	await world.sql.end();
	await world.server.stop();
});

const verdictOf = (response: Response): Verdict | number => {
	const to = response.headers.get("location") ?? "";
	if (response.status === 303 || response.status === 302)
		return to.startsWith("/sign-in") ? "sign-in" : to === "/sign-in" ? "sign-in" : "away";
	if (response.status === 404) return "gone";
	return response.status < 500 ? "ok" : response.status;
};

async function knock(door: Door, role: RoleName, state: (typeof states)[number], method: "GET" | "POST", data: boolean) {
	const things = world.things[state];
	const [path = "", query] = door.path(things).split("?");
	const address = `${world.server.origin}${data ? (path === "/" ? "/_root" : path) : path}${data ? ".data" : ""}${query ? `?${query}` : ""}`;
	return fetch(address, {
		method,
		redirect: "manual",
		headers: { Cookie: world.cookies[role], Origin: world.server.origin },
		...(method === "POST" ? { body: new URLSearchParams(door.body?.(things) ?? { nothing: "1" }) } : {}),
	});
}

test("every route stands in the table", () => {
	const folders = readdirSync("app/routes").sort();
	expect(Object.keys(doors).sort()).toEqual(folders);
});

describe.each(Object.entries(doors))("%s", (_name, door) => {
	for (const method of ["GET", "POST"] as const) {
		const rule = method === "GET" ? door.get : door.post;
		if (!rule) continue;
		test(`${method}: each role in each state`, async () => {
			for (const state of door.perState ? states : (["open"] as const))
				for (const role of door.only ?? roles) {
					const response = await knock(door, role, state, method, false);
					await response.text();
					const found = verdictOf(response);
					const wanted = rule(role, state);
					// A form that did its work sends one on: away is a way of being let in.
					const fits = method === "POST" && wanted === "ok" ? found === "ok" || found === "away" : found === wanted;
					expect(fits, `${role}, ${state}: ${found} instead of ${wanted} (${response.status})`).toBe(true);
					expect(response.headers.get("content-security-policy"), "headers on every answer").toContain("default-src 'none'");
					const kept = found === "ok" && door.path(world.things.open).startsWith("/uploads/") ? "private" : "no-store";
					expect(response.headers.get("cache-control")).toContain(door.cached ? "public, max-age=300" : kept);
				}
		});
		if (method === "GET" && !door.public)
			test("the data without the page tells nothing to whoever may not see the page", async () => {
				for (const state of door.perState ? states : (["open"] as const))
					for (const role of roles) {
						if (rule(role, state) === "ok") continue;
						const body = await (await knock(door, role, state, "GET", true)).text();
						expect(body.includes(world.canary) && role !== "circleMember" && role !== "keeper", `${role}, ${state}`).toBe(false);
					}
			});
	}
});
