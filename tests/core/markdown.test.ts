import { describe, expect, test } from "vitest";
import { cook, mentionedHandles } from "#app/core/markdown/cook.server.ts";
import { MarkdownTooComplex, markdownLimit } from "#app/core/markdown/limits.ts";

const mentions = new Map([
	["anna", "Anna <b>"],
	["bo-2", "Bo"],
]);
const html = (source: string) => cook(source, { mentions }).html;
const rel = 'rel="nofollow ugc noopener"';

describe("text", () => {
	test.each([
		["raw HTML is visible text", "a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"],
		["a block of raw HTML too", "<script>\nx()\n</script>", "<p>&lt;script&gt;\nx()\n&lt;/script&gt;</p>\n"],
		["headings start at h3", "# a\n## b\n###### c", "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n"],
		["a line end is no break", "a\nb", "<p>a\nb</p>\n"],
		["tasks are signs", "- [x] a\n- [ ] b", "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>\n"],
		["references are characters", "&copy; &amp; &#60;b&#62;", "<p>© &amp; &lt;b&gt;</p>\n"],
		["code keeps everything", "`&copy; <b>`", "<p><code>&amp;copy; &lt;b&gt;</code></p>\n"],
		["a fence is a prompt", "```C++ x\na\n```", '<pre data-prompt="c++"><code>a\n</code></pre>\n'],
		["a hostile info string is dropped", '```"><img\na\n```', '<pre data-prompt=""><code>a\n</code></pre>\n'],
		["an indented block is code", "    a", "<pre><code>a\n</code></pre>\n"],
		["NUL and lone surrogates are replaced", "a\0b\ud800", "<p>a\ufffdb\ufffd</p>\n"],
	])("%s", (_, source, expected) => {
		expect(html(source)).toBe(expected);
	});

	test("without markup, for excerpts and search", () => {
		const source = "# A\n\n*b* <i> [c](https://d.example) ![e](/uploads/f.webp)\n\n|g|h|\n|-|-|\n|i|`j`|\n\n- k\n- l &amp; m";
		expect(cook(source, { mentions }).text).toBe("A\nb <i> c e\ng h\ni j\nk\nl & m");
	});
});

describe("links", () => {
	test.each(["https://a.example/b?c=d", "http://a.example", "mailto:a@b.example", "/threads/1#top"])("to %s", (href) => {
		expect(html(`[x](${href})`)).toBe(`<p><a href="${href}" ${rel}>x</a></p>\n`);
	});

	test("keep a title and the & of an address", () => {
		expect(html('[x](https://a.example?b&amp;c&copy=1 "t\\"")')).toBe(
			`<p><a href="https://a.example?b&amp;c&amp;copy=1" title="t&quot;" ${rel}>x</a></p>\n`,
		);
	});

	test.each([
		"//a",
		"/\\\\a",
		"\\\\\\\\a",
		"</\t/a>",
		"/&#9;/a",
		"javascript:a",
		"java&#115;cript:a",
		"javascript&colon;a",
		"data:a",
		"a",
		"#a",
		"vbscript:a",
	])("never to %s", (href) => {
		expect(html(`[x](${href})`)).not.toContain("<a");
	});
});

describe("pictures", () => {
	test("kept here are shown", () => {
		expect(html('![a *b* "c"](/uploads/0a1b.webp)')).toBe(
			'<p><img src="/uploads/0a1b.webp" alt="a b &quot;c&quot;" loading="lazy" /></p>\n',
		);
	});

	test.each([
		"https://a.example/b.png",
		"/people/a",
		"/uploads/a.svg",
		"/uploads/../a.webp",
		"//a/uploads/b.webp",
		"/uploads/a.webp?b",
	])("from %s are not", (src) => {
		expect(html(`![alt](${src})`)).not.toContain("<img");
		expect(html(`![alt](${src})`)).toContain("alt");
	});

	test("from elsewhere are a link, but not inside one", () => {
		expect(html("![a](https://b.example)")).toBe(`<p><a href="https://b.example" ${rel}>a</a></p>\n`);
		expect(html("[![a](https://b.example)](https://c.example)")).toBe(`<p><a href="https://c.example" ${rel}>a</a></p>\n`);
	});
});

describe("mentions", () => {
	test("of people who are here are links with their name", () => {
		const cooked = cook("Hi @Anna, (@bo-2) and @nobody. **@anna**", { mentions });
		const anna = '<a class="mention" href="/people/anna">@Anna &lt;b&gt;</a>';
		expect(cooked.html).toBe(`<p>Hi ${anna}, (<a class="mention" href="/people/bo-2">@Bo</a>) and @nobody. <strong>${anna}</strong></p>\n`);
		expect(cooked.mentions).toEqual(["anna", "bo-2"]);
		expect(cooked.text).toContain("Hi @Anna <b>, (@Bo) and @nobody.");
	});

	test.each([
		"`@anna`",
		"```\n@anna\n```",
		"    @anna",
		"[@anna](/x)",
		"x@anna",
		"\\@anna",
		"@anna_x",
		"lib/@anna",
		"@annas",
		"https://x.example/@anna",
		'<b title="@anna">',
		"![@anna](/uploads/a.webp)",
	])("not in %s", (source) => {
		expect(cook(source, { mentions })).toMatchObject({ mentions: [], html: expect.not.stringContaining("mention") });
		expect(mentionedHandles(source)).not.toContain("anna");
	});

	test("are ten people at most", () => {
		const handles = Array.from({ length: 12 }, (_, at) => `person-${at}`);
		const source = handles.map((handle) => `@${handle} @${handle}`).join(" ");
		expect(mentionedHandles(source)).toEqual(handles.slice(0, 10));
		expect(cook(source, { mentions: new Map(handles.map((handle) => [handle, handle])) }).mentions).toEqual(handles.slice(0, 10));
	});
});

describe("what is too complex", () => {
	test.each([
		["too long", "a".repeat(markdownLimit + 1)],
		["quotes", "> ".repeat(2000)],
		["lists", "1. ".repeat(1500)],
		["lists over lines", Array.from({ length: 90 }, (_, depth) => `${" ".repeat(depth * 2)}- a`).join("\n")],
		["emphasis", "*_".repeat(10_000)],
		["nested emphasis", `${"*a _b ".repeat(30)}c${" d_ e*".repeat(30)}`],
		["wide tables", `${"|a".repeat(200)}\n${"|-".repeat(200)}\n${"|a\n".repeat(160)}`],
		["padded tables", `${"|a".repeat(50)}\n${"|-".repeat(50)}\n${"|\n".repeat(6000)}`],
	])("is refused: %s", (_, source) => {
		expect(() => cook(source, { mentions })).toThrow(MarkdownTooComplex);
		expect(() => mentionedHandles(source)).toThrow(MarkdownTooComplex);
	});

	test("is not: 50 quotes, 20,000 characters of prose", () => {
		expect(html(`${"> ".repeat(50)}a`)).toContain("<blockquote>");
		expect(html("The *quick* fox, see [docs](https://a.example) and `b`.\n\n".repeat(340))).toContain("quick");
	});
});
