import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { addDaysOff, hoursForm, ownHours, saveHours } from "#app/coaching/hours.server.ts";
import { otherDaysText, readOtherDays, readWindows, windowsText } from "#app/coaching/hours-text.ts";
import { hoursInput, slotInput } from "#app/coaching/input.ts";
import { offeredTopics } from "#app/coaching/offers.server.ts";
import { shiftClock } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { coachingSessions, officeHours } from "#db/schema/coaching.server.ts";
import { makeSession } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";
import { form, makeHost, makeTool, offer } from "./offers.ts";

useTestDb();

describe("hours as people write them", () => {
	test.each([
		["9-11", [[540, 660]]],
		[
			"09:00–11:00, 14.00 to 16.30",
			[
				[540, 660],
				[840, 990],
			],
		],
		["22:00-01:00", [[1320, 1500]]],
		["00:00-24:00", [[0, 1440]]],
		["", []],
		[
			" 14-15 ;9-10 ",
			[
				[540, 600],
				[840, 900],
			],
		],
	])("%s", (text, minutes) => {
		expect(readWindows(text)).toEqual(minutes.map(([fromMinute, toMinute]) => ({ fromMinute, toMinute })));
	});

	test.each([
		"nine to eleven",
		"25-26",
		"9:75-10",
		"9",
		"9-11, 10-12",
		"9-10,".repeat(3000),
		"🦔",
		"9-11; drop table",
	])("%s: a sentence", (text) => {
		expect(readWindows(text.slice(0, 4000))).toEqual(expect.any(String));
	});

	test("whatever is written reads back as it was", () => {
		const window = fc.record({ at: fc.integer({ min: 0, max: 1430 }), length: fc.integer({ min: 1, max: 1440 }) });
		fc.assert(
			fc.property(window, ({ at, length }) => {
				const windows = [{ fromMinute: at, toMinute: at + length }];
				expect(readWindows(windowsText(windows))).toEqual(windows);
			}),
		);
	});

	test("other days", () => {
		const days = [
			{ day: "2026-12-22", windows: [{ fromMinute: 600, toMinute: 720 }] },
			{ day: "2026-12-24", windows: [] },
		];
		expect(readOtherDays("2026-12-24: none\n2026-12-22: 10-12\n")).toEqual(days);
		expect(readOtherDays(otherDaysText(days))).toEqual(days);
		for (const wrong of [
			"Christmas",
			"2026-02-30: none",
			"2026-12-24: none\n2026-12-24: 9-10",
			"2026-12-24: late",
			"2026-12-24\n".repeat(100),
		])
			expect(readOtherDays(wrong)).toEqual(expect.any(String));
	});
});

const rowOf = async (id: string) => {
	const [row] = await db.select().from(officeHours).where(eq(officeHours.id, id));
	if (!row) throw new Error("No hours.");
	return row;
};
const parsed = (values: Record<string, unknown>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(form(values))) for (const one of [value].flat()) data.append(name, String(one));
	return parseForm(data, hoursInput);
};

describe("the form of hours", () => {
	let host: Viewer;
	beforeAll(async () => {
		host = await makeHost();
	});

	test.each([
		["title", { title: "" }],
		["minutes", { minutes: "14" }],
		["minutes", { minutes: "many" }],
		["minutes", { minutes: "-30" }],
		["seats", { kind: "group", seats: "201" }],
		["bufferBefore", { bufferBefore: "121" }],
		["horizonDays", { horizonDays: "400" }],
		["weeklyLimit", { weeklyLimit: "0" }],
		["kind", { kind: "lecture" }],
		["timeZone", { timeZone: "Middle/Earth" }],
		["timeZone", { timeZone: "+02:00" }],
		["mon", { mon: "whenever" }],
		["otherDays", { otherDays: "at Christmas" }],
		["tools", { tools: Array(10_000).fill("zzzzzzzzzzzzzz") }],
	])("%s: a sentence beside the field", (field, values) => {
		const result = parsed(values);
		expect(result.ok ? {} : result.errors).toEqual({ [field]: expect.any(String) });
	});

	test.each([
		["minutes", { minutes: "90" }],
		["seats", { kind: "group", seats: "1" }],
		["mon", { mon: "", tue: "", wed: "", thu: "", fri: "", sat: "", sun: "" }],
		[
			"mon",
			Object.fromEntries(
				["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [
					day,
					Array.from({ length: 10 }, (_, n) => `${n * 2}:00-${n * 2 + 1}:00`).join(","),
				]),
			),
		],
	])("%s: refused where it is saved, and nothing is written", async (field, values) => {
		const before = await db.select().from(officeHours);
		const result = parsed(values);
		if (!result.ok) throw new Error(JSON.stringify(result.errors));
		expect(await saveHours(host, null, result.data)).toEqual({ errors: { [field]: expect.any(String) } });
		expect(await db.select().from(officeHours)).toHaveLength(before.length);
	});

	test("champions alone offer hours, and change their own; what they wrote comes back", async () => {
		const tool = await makeTool("Formware");
		const id = await offer(host, { tools: [tool], mon: "9-11, 22:00-01:00", otherDays: "2026-12-24: none", weeklyLimit: "4" });
		const shown = await hoursForm(host, id);
		expect(shown?.tools).toEqual([tool]);
		expect(shown?.values).toMatchObject({ mon: "09:00–11:00, 22:00–01:00", otherDays: "2026-12-24: none", weeklyLimit: "4" });
		const other = await makeHost();
		expect(await hoursForm(other, id)).toBeNull();
		for (const nobody of [other, await makePerson(), await makePerson({ role: "admin" })])
			await expect(saveHours(nobody, id, hoursInput.parse(form({ title: "Taken over" })))).rejects.toMatchObject({ init: { status: 404 } });
		await expect(saveHours(await makePerson(), null, hoursInput.parse(form()))).rejects.toMatchObject({ init: { status: 404 } });
		expect(await saveHours(host, id, hoursInput.parse(form({ kind: "group", seats: "4" })))).toHaveProperty("errors.kind");
		expect((await db.select().from(officeHours).where(eq(officeHours.id, id)))[0]).toMatchObject({
			title: "Twenty minutes about anything",
			kind: "one",
		});
		expect(await ownHours(other)).toEqual([]);
	});

	test("who moves to another zone takes their hours along, and what is booked stays (Rallly 1085)", async () => {
		const id = await offer(host, { mon: "9-11", timeZone: "Europe/Amsterdam" });
		const session = await makeSession({ ...(await rowOf(id)) });
		await saveHours(host, id, hoursInput.parse(form({ mon: "9-11", timeZone: "America/New_York" })));
		expect((await hoursForm(host, id))?.timeZone).toBe("America/New_York");
		const [after] = await db.select().from(coachingSessions).where(eq(coachingSessions.id, session.id));
		expect(after?.startsAt).toEqual(session.startsAt);
	});

	test("a server that runs for long offers no hours of a term that ended meanwhile", async () => {
		const tool = await makeTool("Longware");
		await offer(await makeHost(), { tools: [tool] });
		const reader = await makePerson();
		const named = async () => (await offeredTopics(reader)).tools.map(({ name }) => name);
		expect(await named()).toContain("Longware");
		const undo = shiftClock(301 * 86_400_000);
		expect(await named()).not.toContain("Longware");
		undo();
	});

	test("days off are days, in order, and not without end", async () => {
		for (const day of ["soon", "2027-02-30"]) expect(await addDaysOff(host, day, "")).toHaveProperty("errors.fromDay");
		expect(await addDaysOff(host, "2026-12-24", "2026-12-20")).toHaveProperty("errors.toDay");
		for (let n = 0; n < 20; n += 1) expect(await addDaysOff(host, "2030-01-01", "")).toBeNull();
		expect(await addDaysOff(host, "2030-01-01", "")).toHaveProperty("errors.fromDay");
	});
});

test.each([
	"",
	"tomorrow",
	"2026-02-30T10:00:00.000Z",
	"2026-12-01T10:00:00Z",
	"1",
	"'",
	"2026-12-01T10:00:00.000+02:00",
	"99999-01-01T00:00:00.000Z",
])("“%s” is no slot", (startsAt) => {
	const data = new FormData();
	data.append("startsAt", startsAt);
	expect(parseForm(data, slotInput).ok).toBe(false);
});
