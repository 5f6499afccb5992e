import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical } from "#app/recognition/open-badges/canon.server.ts";
import {
	decodeList,
	emptyList,
	encodeList,
	LIST_ENTRIES,
	readBit,
	statusListCredential,
	withBit,
} from "#app/recognition/open-badges/status.server.ts";
import { issuer, list, now } from "./award.ts";

test("a list has at least 131,072 entries, and none of a new one is set", () => {
	expect(emptyList().length * 8).toBeGreaterThanOrEqual(131_072);
	expect(emptyList().every((byte) => byte === 0)).toBe(true);
});

test("index 0 is the leftmost bit", () => {
	expect(withBit(emptyList(), 0)[0]).toBe(0b1000_0000);
	expect(withBit(emptyList(), 7)[0]).toBe(1);
	expect(withBit(emptyList(), 8)[1]).toBe(0b1000_0000);
	expect(withBit(emptyList(), LIST_ENTRIES - 1).at(-1)).toBe(1);
});

test("one entry is set and cleared, and no other", () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.nat(LIST_ENTRIES - 1), { minLength: 1, maxLength: 12 }), ([first = 0, ...others]) => {
			const before = others.reduce((bits, index) => withBit(bits, index), emptyList());
			const after = withBit(before, first);
			expect(readBit(before, first)).toBe(false);
			expect(readBit(after, first)).toBe(true);
			expect(others.every((index) => readBit(after, index))).toBe(true);
			expect(Buffer.from(withBit(after, first, false)).equals(before)).toBe(true);
		}),
		{ numRuns: 30 },
	);
});

test.each([-1, 0.5, LIST_ENTRIES, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32])("there is no entry %d", (index) => {
	expect(() => readBit(emptyList(), index)).toThrow(RangeError);
	expect(() => withBit(emptyList(), index)).toThrow(RangeError);
});

test("as text and back", () => {
	const bits = withBit(withBit(emptyList(), 3), 99_999);
	const text = encodeList(bits);
	expect(text).toMatch(/^uH4sI[\w-]+$/);
	expect(Buffer.from(decodeList(text) ?? []).equals(bits)).toBe(true);
});

describe("what is no list", () => {
	const as = (bytes: Uint8Array) => `u${gzipSync(bytes).toString("base64url")}`;
	test.each([
		["nothing", ""],
		["no letter", gzipSync(emptyList()).toString("base64url")],
		["other letters", "u=== ==="],
		["not gzip", `u${Buffer.from("hello").toString("base64url")}`],
		["cut off", encodeList(withBit(emptyList(), 5)).slice(0, 20)],
		["too few entries", as(new Uint8Array(LIST_ENTRIES / 8 - 1))],
		["a bomb", as(new Uint8Array(50 * 1024 * 1024))],
	])("%s", (_, text) => {
		expect(decodeList(text)).toBeNull();
	});
});

test("its credential has a canonical form", async () => {
	const credential = statusListCredential({ id: list, issuer: issuer.id, validFrom: now, bits: emptyList() });
	expect(credential.credentialSubject).toMatchObject({ id: `${list}#list`, type: "BitstringStatusList", statusPurpose: "revocation" });
	expect(await canonical(credential)).toContain(credential.credentialSubject.encodedList);
});
