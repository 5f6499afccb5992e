import { describe, expect, test } from "vitest";
import { demoCircles } from "#db/seed/demo/circles.ts";
import { demoJobRoles } from "#db/seed/demo/people.ts";
import { demoSynonyms as synonyms } from "#db/seed/demo/synonyms.ts";
import { demoThreads } from "#db/seed/demo/threads.ts";
import type { DemoThread } from "#db/seed/demo/types.ts";
import { type Judgement, judgements, type Trait } from "./judgements.ts";

const openingOf = (thread: DemoThread): string => {
	if (thread.kind === "win") return [thread.title, thread.task, thread.did, thread.change].join("\n");
	if (thread.kind === "question") return [thread.title, thread.want, thread.tried].join("\n");
	return [thread.title, thread.tried, thread.happened, thread.believe].join("\n");
};
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** What can be read in each thread, in lower case, by title. */
const read = new Map(
	demoThreads.map(({ circle, thread }) => {
		const opening = openingOf(thread).toLowerCase();
		const replies = thread.replies.map(({ text }) => text.toLowerCase()).join("\n");
		return [thread.title, { circle, thread, opening, replies, text: [opening, replies, ...thread.tags].join("\n") }];
	}),
);
const corpus = new Set([...read.values()].flatMap(({ text }) => wordsOf(text)));
const judged = ({ relevant }: Judgement, least = 1) =>
	Object.entries(relevant).flatMap(([title, grade]) => {
		const found = read.get(title);
		return grade >= least && found ? [found] : [];
	});
const having = (trait: Trait) => judgements.filter((judgement) => judgement.trait === trait);
const privateCircles = demoCircles.filter(({ visibility }) => visibility === "private");

const passes = ({ circle, thread }: { circle: string; thread: DemoThread }, name: string, value: string): boolean => {
	if (name === "kind") return thread.kind === value;
	if (name === "by") return thread.author === value;
	if (name === "circle") return circle === value;
	if (name === "tool") return thread.kind === "win" && thread.tool === value;
	if (name === "is") return thread.kind === "question" && (value === "answered") === thread.replies.some(({ accepted }) => accepted);
	if (name === "role")
		return thread.kind === "win" && demoJobRoles.some((role) => role.name === value && thread.forRoles?.includes(role.slug));
	throw new Error(`No filter is called ${name}`);
};

test("there are enough queries of every trait, none twice, and about a third of each is held back", () => {
	expect(judgements.length).toBeGreaterThanOrEqual(80);
	expect(new Set(judgements.map(({ query }) => query)).size).toBe(judgements.length);
	const counts: Record<Trait, number> = {
		plain: 0,
		typo: 0,
		synonym: 0,
		role: 0,
		prefix: 0,
		language: 0,
		phrase: 0,
		without: 0,
		filter: 0,
		reply: 0,
		"person-words": 0,
	};
	for (const { trait } of judgements) counts[trait] += 1;
	for (const [trait, count] of Object.entries(counts)) {
		expect(count, trait).toBeGreaterThanOrEqual(4);
		const held = judgements.filter((judgement) => judgement.trait === trait && judgement.held).length;
		expect(held / count, trait).toBeGreaterThanOrEqual(0.25);
		expect(held / count, trait).toBeLessThanOrEqual(0.45);
	}
});

test("every judged thread exists, and every query has one that is exactly what was looked for", () => {
	for (const judgement of judgements) {
		for (const title of Object.keys(judgement.relevant)) expect(read.has(title), `${judgement.query}: ${title}`).toBe(true);
		expect(Object.values(judgement.relevant), judgement.query).toContain(3);
	}
});

test("the private circle is judged for its members alone", () => {
	expect(privateCircles).not.toHaveLength(0);
	for (const judgement of judgements)
		for (const { circle, thread } of judged(judgement)) {
			const members = privateCircles.find(({ slug }) => slug === circle)?.members;
			if (members) expect(members, `${judgement.query}: ${thread.title}`).toContain(judgement.viewer);
		}
	expect(judgements.filter(({ viewer }) => viewer)).toHaveLength(2);
});

test("quoted phrases stand in every judged thread", () => {
	for (const judgement of having("phrase")) {
		const phrases = [...judgement.query.matchAll(/"([^"]+)"/g)].map(([, phrase]) => String(phrase));
		expect(phrases, judgement.query).not.toHaveLength(0);
		for (const phrase of phrases)
			for (const { text, thread } of judged(judgement)) expect(text.includes(phrase), `${phrase}: ${thread.title}`).toBe(true);
	}
});

test("excluded words stand in no judged thread", () => {
	for (const judgement of having("without")) {
		const excluded = [...judgement.query.matchAll(/(?:^|\s)-(\S+)/g)].map(([, word]) => String(word));
		expect(excluded, judgement.query).not.toHaveLength(0);
		for (const word of excluded)
			for (const { text, thread } of judged(judgement)) expect(text.includes(word), `${judgement.query}: ${thread.title}`).toBe(false);
	}
});

test("filters hold for every judged thread", () => {
	for (const judgement of having("filter")) {
		const filters = [...judgement.query.matchAll(/(\w+):(?:"([^"]+)"|(\S+))/g)];
		expect(filters, judgement.query).not.toHaveLength(0);
		for (const [, name, quoted, bare] of filters)
			for (const found of judged(judgement))
				expect(passes(found, String(name), String(quoted ?? bare)), `${judgement.query}: ${found.thread.title}`).toBe(true);
	}
});

describe("a trait says what is hard about the query", () => {
	test.each(having("typo"))("typo: $query", ({ query }) => {
		expect(wordsOf(query).filter((word) => !corpus.has(word))).not.toHaveLength(0);
	});

	test.each(having("prefix"))("half-typed: $query", ({ query }) => {
		const last = String(wordsOf(query).at(-1));
		expect(corpus.has(last)).toBe(false);
		expect([...corpus].some((word) => word.startsWith(last))).toBe(true);
	});

	test.each(having("reply"))("only in a reply: $query", (judgement) => {
		const found = judged(judgement, 3);
		expect(found).not.toHaveLength(0);
		for (const { opening, replies } of found) {
			const [openingWords, replyWords] = [new Set(wordsOf(opening)), new Set(wordsOf(replies))];
			expect(wordsOf(judgement.query).some((word) => replyWords.has(word) && !openingWords.has(word))).toBe(true);
		}
	});

	test.each(having("synonym"))("synonym: $query", ({ query }) => {
		expect(synonyms.some((group) => group.some((term) => query.includes(term)))).toBe(true);
	});
});

test.each(synonyms.map((group) => ({ group })))("some query needs the synonyms $group", ({ group }) => {
	const needing = judgements.filter((judgement) => {
		const term = group.find((one) => ` ${judgement.query} `.includes(` ${one} `));
		return term && judged(judgement, 2).some(({ text }) => !text.includes(term) && group.some((other) => text.includes(other)));
	});
	expect(needing).not.toHaveLength(0);
	expect(new Set(group).size).toBe(group.length);
});
