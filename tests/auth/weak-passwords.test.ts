import fc from "fast-check";
import { expect, test } from "vitest";
import { commonPasswords } from "#app/auth/common-passwords.server.ts";
import { weaknessOf } from "#app/auth/weak-passwords.server.ts";

const about = ["Maya Osei", "maya.osei@northwind.example", "Northwind Logistics"];

test("the list holds at least two hundred common passwords of twelve characters and more", () => {
	expect(commonPasswords.size).toBeGreaterThanOrEqual(200);
	for (const password of commonPasswords)
		expect([password, password.length >= 12, password === password.toLowerCase()]).toEqual([password, true, true]);
});

test("each of them is refused, in any case and with a sign or a digit more", () => {
	fc.assert(
		fc.property(fc.constantFrom(...commonPasswords), fc.boolean(), fc.constantFrom("", "!", ".7", "?!", "3"), (password, upper, tail) => {
			expect(weaknessOf((upper ? password.toUpperCase() : password) + tail, [])).not.toBeNull();
		}),
		{ numRuns: 1000 },
	);
});

test.each([
	"Welcome-to-Northwind-2026",
	"maya-osei-1990",
	"MayaOsei!2026",
	"northwind.example1",
	"P@ssw0rd-2026!",
	"Lamplight2026!",
	"lamplight-lamp",
	"password20241231",
	"Qwertz!1234567",
	"abcdefghijkl",
	"lkjihgfedcba",
	"9876543210987",
	"1qaz2wsx3edc4rfv",
	"aaaaaaaaaaaaaaaa",
	"abababababababab",
	"banana banana banana",
	"hunter2hunter2!",
	"Correct Horse Battery Staple",
])("refuses %s", (password) => {
	expect(weaknessOf(password, about)).not.toBeNull();
});

test.each([
	"teapot under seven bridges",
	"kettle above nine rivers",
	"violin october lamp",
	"zp4-Kw9!vmQx2",
	"maya likes rusty anchors",
	"ябвг дождь над рекой",
	"夜の港に灯る小さな船と月",
])("accepts %s", (password) => {
	expect(weaknessOf(password, about)).toBeNull();
});

test("any four unrelated words do", () => {
	const word = fc.constantFrom(
		..."anchor bridge copper dahlia ember fjord garnet harbor island jasmine kettle lantern meadow nectar orchid pepper quartz ribbon saddle timber".split(
			" ",
		),
	);
	fc.assert(
		fc.property(
			fc.uniqueArray(word, { minLength: 4, maxLength: 4 }),
			fc.constantFrom(" ", "-", ""),
			(words, between) => weaknessOf(words.join(between), about) === null,
		),
	);
});

/** The processor's time for judging, in ms, the least of three: what else the machine does is no part of it. */
const cost = (password: string) =>
	Math.min(
		...Array.from({ length: 3 }, () => {
			const start = process.threadCpuUsage();
			weaknessOf(password, about);
			const { user, system } = process.threadCpuUsage(start);
			return (user + system) / 1000;
		}),
	);

test("no password of 256 characters takes longer than 50 ms to judge", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom(..."ab1q2w3e4r5tqwertyuiopasdfghjkl1234567890 "), minLength: 200, maxLength: 256 }),
			(password) => cost(password) < 50,
		),
		{ numRuns: 200 },
	);
	for (const password of [`${"a".repeat(255)}b`, "qwertyuiop".repeat(25), `${"ab".repeat(127)}xyzw`])
		expect(cost(password)).toBeLessThan(50);
});
