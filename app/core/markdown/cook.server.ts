// The only importer of `marked`. Raw HTML is shown as text, then everything passes an allow-list (docs/decisions/005-markdown.md).
import { Marked, type Token, type Tokens } from "marked";
import sanitizeHtml from "sanitize-html";

/** Raise it when the output changes: stored HTML of an older version is cooked again. */
export const cookerVersion = 1;
export const markdownLimit = 20_000;
const nestingLimit = 40;
const mentionLimit = 10;
const cellLimit = 3000;

/** The text is too long, too deep or too wide to cook. */
export class MarkdownTooComplex extends Error {}

export type Cooked = { html: string; text: string };
export type CookOptions = { mentions: ReadonlyMap<string, string> };

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");
const upload = /^\/uploads\/[0-9a-z]{26,40}\.webp$/;
const mention = /(^|[^\w@/.-])@([a-z0-9][a-z0-9-]{1,29})(?![\w@/])/g;

/** An address that a reader may follow: http, https, mailto, or a path of ours. Else null. */
function safeHref(href: string): string | null {
	if (/^\/(?![/\\])[^\\\s]*$/.test(href) || /^#[\w-]*$/.test(href)) return href;
	if (!/^(https?:\/\/|mailto:)/i.test(href) || !URL.canParse(href)) return null;
	return href;
}

function makeMarked(mentions: ReadonlyMap<string, string>, insideLink = { depth: 0 }): Marked {
	const withMentions = (text: string) =>
		escape(text).replace(mention, (whole, before: string, handle: string) => {
			const name = insideLink.depth === 0 ? mentions.get(handle) : undefined;
			return name === undefined ? whole : `${before}<a class="mention" href="/people/${handle}">@${escape(name)}</a>`;
		});
	return new Marked({
		gfm: true,
		breaks: false,
		renderer: {
			html: ({ raw }) => escape(raw),
			text(token: Tokens.Text | Tokens.Escape) {
				return "tokens" in token && token.tokens ? this.parser.parseInline(token.tokens) : withMentions(unescapeEntities(token.text));
			},
			heading({ tokens, depth }) {
				// The page has its own h1 and h2.
				const level = Math.min(6, depth + 2);
				return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
			},
			code({ text, lang }) {
				return `<pre data-prompt="${escape((lang ?? "").split(/\s/)[0]?.replace(/[^\w+#.-]/g, "").slice(0, 20) ?? "")}"><code>${escape(text)}\n</code></pre>\n`;
			},
			codespan: ({ text }) => `<code>${escape(text)}</code>`,
			link({ href, tokens }) {
				insideLink.depth += 1;
				const inner = this.parser.parseInline(tokens);
				insideLink.depth -= 1;
				const safe = safeHref(href);
				return safe === null ? inner : `<a href="${escape(safe)}" rel="nofollow ugc noopener">${inner}</a>`;
			},
			image({ href, text }) {
				if (upload.test(href)) return `<img src="${href}" alt="${escape(text)}" loading="lazy">`;
				// Loading a foreign image would tell its host who reads what: it becomes a link.
				const safe = safeHref(href);
				const words = escape(text || "image");
				return safe === null ? words : `<a href="${escape(safe)}" rel="nofollow ugc noopener">${words}</a>`;
			},
		},
	});
}

// marked hands over text with entities as typed; they are decoded so that they can be escaped exactly once.
const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", hellip: "…", ndash: "–", mdash: "—", copy: "©" };
const unescapeEntities = (text: string) =>
	text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
		if (name) return named[name.toLowerCase()] ?? whole;
		const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
		return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
	});

const allowed: sanitizeHtml.IOptions = {
	allowedTags: ["a", "p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody", "tr", "th", "td", "img", "input"],
	allowedAttributes: {
		a: ["href", "rel", "class"],
		img: ["src", "alt", "loading"],
		pre: ["data-prompt"],
		ol: ["start"],
		th: ["align"],
		td: ["align"],
		input: ["type", "checked", "disabled"],
	},
	allowedClasses: { a: ["mention"] },
	allowedSchemes: ["http", "https", "mailto"],
	allowProtocolRelative: false,
	disallowedTagsMode: "discard",
	nestingLimit: 100,
	// A checkbox of a task list shows a state and takes none.
	exclusiveFilter: ({ tag, attribs }) => tag === "input" && (attribs.type !== "checkbox" || !("disabled" in attribs)),
};

/** Refuses what would take long or overflow the parser: marked itself fails at some 1,200 nested markers. */
function refuseTooComplex(source: string): void {
	if (source.length > markdownLimit) throw new MarkdownTooComplex(`This is longer than ${markdownLimit.toLocaleString("en")} characters.`);
	for (const line of source.split("\n")) {
		const markers = /^(?:\s*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s)))+/.exec(line)?.[0].match(/>|[-+*]|\d{1,9}[.)]/g)?.length ?? 0;
		if (markers > nestingLimit) throw new MarkdownTooComplex("Lists or quotes are nested too deeply.");
		if ((/^\s*/.exec(line)?.[0].length ?? 0) > 400) throw new MarkdownTooComplex("A line is indented too far.");
	}
	if ((source.match(/\|/g)?.length ?? 0) > cellLimit) throw new MarkdownTooComplex("A table is too large.");
	if (/[[\]]{200}|[*_~`]{400}|(?:[*_][^\s*_]?){2000}|(?:!?\[){300}/.test(source)) throw new MarkdownTooComplex("There are too many markers in a row.");
}

/** The handles that a text mentions outside code and links, ten at most. Whether they exist is another question. */
export function mentionedHandles(source: string): string[] {
	refuseTooComplex(source);
	const found = new Set<string>();
	const walk = (tokens: Token[]) => {
		for (const token of tokens) {
			if (token.type === "link" || token.type === "code" || token.type === "codespan" || token.type === "html") continue;
			if (token.type === "text" && !("tokens" in token && token.tokens)) for (const match of token.text.matchAll(mention)) found.add(match[2]);
			if ("tokens" in token && token.tokens) walk(token.tokens);
			if (token.type === "list") for (const item of (token as Tokens.List).items) walk(item.tokens);
			if (token.type === "table") for (const cell of [...(token as Tokens.Table).header, ...(token as Tokens.Table).rows.flat()]) walk(cell.tokens);
		}
	};
	walk(new Marked({ gfm: true }).lexer(source));
	return [...found].slice(0, mentionLimit);
}

const plain = (html: string) =>
	unescapeEntities(
		html
			.replace(/<(?:br|\/p|\/li|\/h\d|\/pre|\/tr|\/blockquote)[^>]*>/g, "\n")
			.replace(/<\/t[dh]>/g, " ")
			.replace(/<[^>]*>/g, ""),
	)
		.replace(/[ \t]+/g, " ")
		.replace(/\s*\n\s*/g, "\n")
		.trim();

/**
 * Cooks markdown to HTML that is safe to show anywhere on our pages, and to plain text for search and excerpts.
 * Throws `MarkdownTooComplex`. Runs on the caller's thread: pages call `cookMarkdown`, which has a deadline.
 */
export function cook(source: string, { mentions }: CookOptions): Cooked {
	refuseTooComplex(source);
	const html = sanitizeHtml(makeMarked(mentions).parse(source, { async: false }), allowed).trim();
	return { html, text: plain(html) };
}
