import { Socket } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { drawPng } from "#app/core/uploads/draw.server.ts";
import { bake } from "#app/recognition/open-badges/bake.server.ts";
import { canonical } from "#app/recognition/open-badges/canon.server.ts";
import { openBadge } from "#app/recognition/open-badges/credential.server.ts";
import { sign } from "#app/recognition/open-badges/proof.server.ts";
import { emptyList, withBit } from "#app/recognition/open-badges/status.server.ts";
import { holds, type Known, verifyBadge } from "#app/recognition/open-badges/verify.server.ts";
import { award, issuer, key, list, now, otherKey, signedBadge } from "./award.ts";

const connect = vi.spyOn(Socket.prototype, "connect");
const fetched = vi.spyOn(globalThis, "fetch");
afterEach(() => {
	expect(connect).not.toHaveBeenCalled();
	expect(fetched).not.toHaveBeenCalled();
});

const known: Known = {
	publicKeys: [key.publicKeyMultibase],
	statusBits: async (asked) => (asked === list ? emptyList() : null),
	now,
};
const check = (sent: unknown, more: Partial<Known> = {}) =>
	verifyBadge(typeof sent === "string" || sent instanceof Uint8Array ? sent : JSON.stringify(sent), { ...known, ...more });
const good = await signedBadge();
const png = await drawPng('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>', 64);
type Json = { [name: string]: Json } & Json[];

/** Every way to a value inside. */
const waysTo = (value: unknown, way: string[] = []): string[][] =>
	value && typeof value === "object" ? Object.entries(value).flatMap(([name, inner]) => waysTo(inner, [...way, name])) : [way];
/** A copy with one value changed, or left out. */
function changed(source: unknown, way: string[], change: (before: unknown) => unknown): unknown {
	const copy = structuredClone(source);
	const name = way.at(-1) ?? "";
	// Built from JSON, and walked along its own names.
	const holder = way.slice(0, -1).reduce((inner, step) => inner[step]!, copy as Json) as Record<string, unknown>;
	const value = change(holder[name]);
	if (value === undefined) delete holder[name];
	else holder[name] = value;
	return copy;
}

describe("a badge of ours", () => {
	test("holds, as JSON, as a file and in a picture", async () => {
		const text = JSON.stringify(good);
		for (const sent of [text, `\n${JSON.stringify(good, null, 2)}\n`, Buffer.from(text), bake(png, text)]) {
			const verdict = await check(sent);
			expect(verdict).toEqual({
				signature: "ok",
				issuer: "ours",
				revoked: false,
				notYetValid: false,
				expired: false,
				errors: [],
				badge: {
					id: award.id,
					name: "Peer coach",
					description: "Ran five coaching sessions.",
					criteria: "Five sessions held, each with a reflection by the guest.",
					issuer: { id: issuer.id, name: issuer.name },
					subject: award.subject,
					validFrom: award.validFrom,
					validUntil: award.validUntil,
				},
			});
			expect(holds(verdict)).toBe(true);
		}
	});

	test("without an address, an end or a picture holds too", async () => {
		const achievement = { ...award.achievement, image: undefined };
		const badge = await signedBadge({ achievement, email: undefined, validUntil: undefined, awardedDate: undefined });
		expect(holds(await check(badge))).toBe(true);
	});

	test.each(waysTo(good).map((way) => [way.join(".")]))("does not hold once %s is changed or left out", async (way) => {
		const other = (before: unknown) => (typeof before === "boolean" ? !before : `${String(before).slice(0, -1)}8`);
		for (const change of [other, (before: unknown) => `${before} `, () => undefined, () => "", () => 5, () => null, () => ({})]) {
			const verdict = await check(changed(good, way.split("."), change));
			expect(holds(verdict)).toBe(false);
			expect(verdict.signature).not.toBe("ok");
			expect(verdict.badge).toBeNull();
			expect(verdict.errors.length).toBeGreaterThan(0);
		}
	});

	test("does not hold with more in it", async () => {
		for (const more of [{ awardedDate: "2026-10-30T15:00:01Z" }, { url: "https://elsewhere.example/" }, { evidence: "x" }, { proof: [] }])
			expect(holds(await check({ ...good, ...more }))).toBe(false);
	});

	test("of an earlier key holds while that key is published", async () => {
		const rotated = { publicKeys: [otherKey.publicKeyMultibase, key.publicKeyMultibase] };
		expect(holds(await check(good, rotated))).toBe(true);
		expect(holds(await check(await signedBadge({}, otherKey), rotated))).toBe(true);
		expect(await check(good, { publicKeys: [otherKey.publicKeyMultibase] })).toMatchObject({ signature: "unknownKey", issuer: "other" });
	});

	test("signed by another key under the name of ours is wrong", async () => {
		const forged = await signedBadge({}, { ...otherKey, publicKeyMultibase: key.publicKeyMultibase });
		expect(await check(forged)).toMatchObject({ signature: "wrong", issuer: "ours", badge: null });
	});

	test("under another issuer's address is not ours, although the key is", async () => {
		const named = { issuer: { ...issuer, id: "https://elsewhere.example/issuer" } };
		expect(await check(await signedBadge(named))).toMatchObject({ signature: "unknownKey", issuer: "other" });
	});

	test("is judged by the time", async () => {
		expect(await check(good, { now: new Date("2026-11-01T08:59:59Z") })).toMatchObject({ notYetValid: true, expired: false });
		expect(await check(good, { now: new Date("2026-11-01T09:00:00Z") })).toMatchObject({ notYetValid: false, expired: false });
		const late = await check(good, { now: new Date("2029-11-01T09:00:01Z") });
		expect(late).toMatchObject({ signature: "ok", notYetValid: false, expired: true });
		expect(holds(late)).toBe(false);
	});
});

describe("revoked", () => {
	test("is what its own bit says", async () => {
		const verdict = await check(good, { statusBits: async () => withBit(emptyList(), 7) });
		expect(verdict).toMatchObject({ signature: "ok", issuer: "ours", revoked: true, errors: [] });
		expect(holds(verdict)).toBe(false);
		expect(await check(good, { statusBits: async () => withBit(emptyList(), 8) })).toMatchObject({ revoked: false });
	});

	test.each<[string, () => ReturnType<typeof signedBadge>]>([
		["a list that is not ours", () => signedBadge({ status: { list: "https://elsewhere.example/1", index: 7 } })],
		["an entry beyond the list", () => signedBadge({ status: { list, index: 131_072 } })],
	])("is not known for %s, and then it does not hold", async (_, make) => {
		const verdict = await check(await make());
		expect(verdict).toMatchObject({ signature: "ok", revoked: null, errors: ["Whether it was revoked can not be told."] });
		expect(holds(verdict)).toBe(false);
	});

	test("is not known without an entry", async () => {
		const { credentialStatus: left, ...silent } = openBadge(award);
		expect(left.statusListIndex).toBe("7");
		const verdict = await check(await sign(silent, { key, issuer: issuer.id, created: now }));
		expect(verdict).toMatchObject({ signature: "ok", revoked: null });
		expect(holds(verdict)).toBe(false);
	});

	// The same statements, so the signature would be good; but the entry would not stand where it is looked for.
	test.each<[string, (badge: Record<string, unknown>) => object]>([
		[
			"its whole address",
			({ credentialStatus, ...badge }) => ({ ...badge, "https://www.w3.org/2018/credentials#credentialStatus": credentialStatus }),
		],
		[
			"@included",
			({ credentialStatus, ...badge }) => ({
				...badge,
				"@included": [{ id: badge.id, "https://www.w3.org/2018/credentials#credentialStatus": credentialStatus }],
			}),
		],
		["@id and @type", ({ id, type, ...badge }) => ({ ...badge, "@id": id, "@type": type })],
		["a list of two", (badge) => ({ ...badge, credentialStatus: [badge.credentialStatus, badge.credentialStatus] })],
		[
			"another vocabulary",
			({ credentialStatus, "@context": context, ...badge }) => ({
				"@context": [...(context as string[]), { hidden: "https://www.w3.org/2018/credentials#credentialStatus" }],
				...badge,
				hidden: credentialStatus,
			}),
		],
	])("can not be hidden behind %s", async (_, rewrite) => {
		const { proof: _proof, ...document } = structuredClone(good);
		expect(await canonical(rewrite(document))).toBe(await canonical(document));
		const verdict = await check(rewrite(structuredClone(good)), { statusBits: async () => withBit(emptyList(), 7) });
		expect(holds(verdict)).toBe(false);
		expect(verdict.badge).toBeNull();
	});

	test("is read from an entry that stands in a list of one", async () => {
		const rewritten = { ...good, credentialStatus: [good.credentialStatus], proof: [good.proof] };
		expect(await check(rewritten, { statusBits: async () => withBit(emptyList(), 7) })).toMatchObject({ signature: "ok", revoked: true });
		expect(holds(await check(rewritten))).toBe(true);
	});
});

describe("a badge of somebody else", () => {
	const did = `did:key:${otherKey.publicKeyMultibase}`;
	const theirs = (named: string) => signedBadge({ issuer: { ...issuer, id: named } }, otherKey, did);

	test("by did:key is checked and called not ours", async () => {
		const verdict = await check(await theirs(did));
		expect(verdict).toMatchObject({ signature: "ok", issuer: "other", revoked: null, errors: [] });
		expect(verdict.badge?.issuer.id).toBe(did);
		expect(holds(verdict)).toBe(false);
		expect(await check({ ...(await theirs(did)), name: "Chief" })).toMatchObject({ signature: "wrong", issuer: "other" });
	});

	test("by did:key in the name of another is said to be shown by nothing", async () => {
		for (const named of [issuer.id, "https://elsewhere.example/issuer", `did:key:${key.publicKeyMultibase}`]) {
			const verdict = await check(await theirs(named));
			expect(verdict).toMatchObject({ signature: "ok", issuer: "other" });
			expect(verdict.errors).toEqual(["Whoever signed it is not shown to be the issuer whom it names."]);
		}
	});

	test("by a key we can not look up is of an unknown key", async () => {
		for (const named of ["https://elsewhere.example/issuer", issuer.id, "did:web:elsewhere.example"]) {
			const badge = await signedBadge({ issuer: { ...issuer, id: named } }, otherKey, named);
			expect(await check(badge)).toMatchObject({ signature: "unknownKey", issuer: "other", badge: null });
		}
	});

	test.each([
		"",
		"#",
		`did:key:${otherKey.publicKeyMultibase}`,
		"did:key:z#z",
		"did:key:zQ3s#zQ3s",
		`#${key.publicKeyMultibase}`,
	])("by the key %j is of an unknown one", async (verificationMethod) => {
		const verdict = await check({ ...good, proof: { ...good.proof, verificationMethod } });
		expect(verdict).toMatchObject({ signature: "unknownKey", badge: null });
	});
});

describe("hostile input", () => {
	const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
	const with_ = (more: object) => JSON.stringify({ ...good, ...more });
	test.each<[string, string | Uint8Array, RegExp]>([
		["nothing", "", /not JSON/],
		["words", "please", /not JSON/],
		["half of it", JSON.stringify(good).slice(0, -5), /not JSON/],
		["null", "null", /not written as it should be/],
		["a number", "1e999", /not written as it should be/],
		["a list", JSON.stringify([good]), /name is none/],
		["a token", "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2ln", /JWT/],
		["an Open Badges 2 assertion", '{"@context":"https://w3id.org/openbadges/v2","type":"Assertion"}', /vocabular/],
		["more than 200 KB", JSON.stringify({ ...good, name: "x".repeat(200_000) }), /200 KB/],
		["a file of more than 200 KB", Buffer.alloc(200_001, "x"), /200 KB/],
		["a file of other bytes", Buffer.from([0xff, 0xfe, 0, 1]), /neither/],
		["a picture without a badge", png, /no Open Badges/],
		["a picture with a token", bake(png, "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2ln"), /JWT/],
		["a picture with nothing readable", bake(png, "\0\0"), /not JSON/],
		["deep nesting", `{"a":${nested(90_000)}}`, /nested too deeply/],
		["deep nesting in a badge", with_({ evidence: JSON.parse(nested(200)) }), /nested too deeply/],
		["very many fields", with_({ evidence: Array.from({ length: 20_000 }, () => 1) }), /more fields/],
		["very many objects", with_({ evidence: Array.from({ length: 5_000 }, () => ({})) }), /more fields/],
		["__proto__", JSON.stringify(good).replace('"name"', '"__proto__":{"issuer":1},"name"'), /name is none/],
		["constructor", with_({ constructor: { prototype: {} } }), /name is none/],
		["an unknown vocabulary", with_({ "@context": [...good["@context"], "https://elsewhere.example/context"] }), /do not know/],
		["a vocabulary inside", with_({ "@context": [...good["@context"], { name: "https://elsewhere.example/name" }] }), /do not know/],
		[
			"a vocabulary further in",
			with_({ credentialSubject: { "@context": "https://elsewhere.example", ...good.credentialSubject } }),
			/name is none/,
		],
		["vocabularies in another order", with_({ "@context": good["@context"].toReversed() }), /another order/],
		["no vocabularies", with_({ "@context": null }), /does not name/],
		["a local file for a vocabulary", with_({ "@context": [...good["@context"], "file:///etc/passwd"] }), /do not know/],
		["@graph", with_({ "@graph": [] }), /name is none/],
		[
			"a name that is a number",
			with_({ credentialSubject: { ...good.credentialSubject, achievement: { name: 5 } } }),
			/id of what .* missing/,
		],
		["an issuer that is text", with_({ issuer: issuer.id }), /issuer is not written/],
		["an issuer in a list", with_({ issuer: [good.issuer] }), /issuer is not written/],
		["an id that is an object", with_({ id: { id: award.id } }), /id is not text/],
		["a date without a zone", with_({ validFrom: "2026-11-01T09:00:00" }), /not a date/],
		["a day that never was", with_({ validFrom: "2026-13-41T09:00:00Z" }), /not a date/],
		["a date in a list", with_({ validUntil: ["2029-11-01T09:00:00Z"] }), /not text/],
		["several subjects", with_({ credentialSubject: [good.credentialSubject, good.credentialSubject] }), /not written/],
		["no signature", with_({ proof: undefined }), /no signature/],
		["no signature in a list", with_({ proof: [] }), /none or several/],
		["two signatures", with_({ proof: [good.proof, good.proof] }), /none or several/],
		["another kind of signature", with_({ proof: { ...good.proof, cryptosuite: "eddsa-2022" } }), /kind that we check/],
		["a signature for something else", with_({ proof: { ...good.proof, proofPurpose: "authentication" } }), /something else/],
		["a signature with more in it", with_({ proof: { ...good.proof, domain: "elsewhere" } }), /do not know/],
		["a signature that is text", with_({ proof: "z123" }), /not written/],
		["a knot", with_({ evidence: [{ id: "_:a", type: "Evidence" }] }), /no address/],
		["broken text", `${JSON.stringify(good).slice(0, -1)},"awardedDate":"\\ud800"}`, /broken text/],
	])("%s: a plain word", async (_, sent, words) => {
		const verdict = await check(sent);
		expect(verdict).toMatchObject({ signature: "unread", issuer: "other", revoked: null, badge: null });
		expect(verdict.errors).toHaveLength(1);
		expect(verdict.errors[0]).toMatch(words);
		expect(verdict.errors[0]).toMatch(/^[A-Z].*\.$/);
	});

	test.each<[string, object]>([
		["a field no vocabulary knows", { favouriteColour: "amber" }],
		["a relative address", { evidence: [{ id: "evidence/1", type: "Evidence" }] }],
		["an unknown type", { type: [...good.type, "Unheard"] }],
		["a broken signature", { proof: { ...good.proof, proofValue: "z" } }],
		["a signature in other letters", { proof: { ...good.proof, proofValue: `${good.proof.proofValue}0` } }],
		["a very long signature", { proof: { ...good.proof, proofValue: `z${"z".repeat(100_000)}` } }],
	])("%s: wrong", async (_, more) => {
		expect(await check({ ...good, ...more })).toMatchObject({ signature: "wrong", badge: null });
	});

	test("signed over other fields: a good signature of another document does not help", async () => {
		const other = await signedBadge({ subject: "urn:uuid:00000000-0000-4000-8000-000000000000" });
		expect(await check({ ...good, proof: other.proof })).toMatchObject({ signature: "wrong" });
		expect(await check({ ...other, proof: good.proof })).toMatchObject({ signature: "wrong" });
	});

	test("leaves nothing behind in Object", async () => {
		await check('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	test("whatever comes, there is an answer in words", async () => {
		const anything = fc.oneof(
			fc.string(),
			fc.json(),
			fc.uint8Array(),
			fc.uint8Array().map((bytes) => Buffer.concat([png.subarray(0, 40), bytes])),
			fc.tuple(fc.constantFrom(...waysTo(good)), fc.jsonValue()).map(([way, value]) => JSON.stringify(changed(good, way, () => value))),
			fc
				.tuple(fc.constantFrom(...waysTo(good)), fc.integer({ min: 1, max: 4 }), fc.jsonValue())
				.map(([way, depth, value]) => JSON.stringify(changed(good, way.slice(0, depth), () => value))),
		);
		await fc.assert(
			fc.asyncProperty(anything, async (sent) => {
				const verdict = await check(sent);
				if (verdict.signature === "ok") expect(verdict.badge?.id).toBe(award.id);
				else expect(verdict.errors.length).toBeGreaterThan(0);
			}),
			{ numRuns: 1_000 },
		);
	});

	test("the worst that fits is answered in time", async () => {
		const many = <Item>(make: () => Item, count: number) => Array.from({ length: count }, make);
		const deep = (depth: number): object =>
			depth ? { type: "Profile", endorsement: [deep(depth - 1), deep(depth - 1)] } : { type: "Profile" };
		const worst = [
			many(() => ({ type: "Evidence" }), 220),
			many(() => ({ type: "Evidence", name: "x".repeat(1_200) }), 140),
			many(() => ({ type: ["Achievement", "Profile", "Evidence", "Alignment", "Result"] }), 60),
			many(() => ({ type: "Profile", endorsement: many(() => ({ type: "Profile" }), 9) }), 17),
			deep(6),
		];
		for (const evidence of worst) {
			const started = performance.now();
			expect(await check({ ...good, evidence })).toMatchObject({ badge: null });
			expect(performance.now() - started).toBeLessThan(4_000);
		}
	});
});
