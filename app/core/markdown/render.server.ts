import { linkAddress, uploadAddress } from "./addresses.server.ts";
import { splitAtMentions } from "./mentions.server.ts";
import { known, type MarkedToken } from "./tokens.server.ts";

/** `people` maps the handles that may become links to names; `linked` gathers those that did. */
export type Rendering = { people: ReadonlyMap<string, string>; linked: Set<string>; inLink: boolean };

type Of<T extends MarkedToken["type"]> = Extract<MarkedToken, { type: T }>;

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Every special character, also the `&` of what looks like a reference. */
const literal = (text: string) => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? "");
/** Leaves character references: `&copy;` is a sign there. The sanitiser decodes and writes them anew. */
const prose = (text: string) => text.replace(/[<>"']|&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});)/g, (mark) => marks[mark] ?? "");

/** HTML of the tokens, in which raw HTML is visible text. It passes the allow-list afterwards. */
export const render = (tokens: MarkedToken[], to: Rendering): string => tokens.map((token) => html(token, to)).join("");

function html(token: MarkedToken, to: Rendering): string {
	const inside = (tag: string) => `<${tag}>${render("tokens" in token ? known(token.tokens) : [], to)}</${tag}>`;
	switch (token.type) {
		case "paragraph":
			return `${inside("p")}\n`;
		case "heading":
			// The page has its own h1 and h2.
			return `${inside(`h${Math.min(token.depth + 2, 6)}`)}\n`;
		case "blockquote":
			return `${inside("blockquote")}\n`;
		case "list":
			return list(token, to);
		case "list_item":
			return `${inside("li")}\n`;
		case "checkbox":
			return token.checked ? "☑ " : "☐ ";
		case "table":
			return table(token, to);
		case "code":
			return code(token);
		case "hr":
			return "<hr>\n";
		case "html":
			return token.block ? `<p>${literal(token.text.trim())}</p>\n` : literal(token.text);
		case "strong":
		case "em":
		case "del":
			return inside(token.type);
		case "codespan":
			return `<code>${literal(token.text)}</code>`;
		case "br":
			return "<br>\n";
		case "link":
			return link(token, to);
		case "image":
			return image(token, to);
		case "text":
			return token.tokens ? render(known(token.tokens), to) : text(token.text, to);
		case "escape":
			return literal(token.text);
		case "space":
		case "def":
			return "";
	}
}

function text(value: string, { people, linked, inLink }: Rendering): string {
	if (inLink || people.size === 0) return prose(value);
	return splitAtMentions(value)
		.map((piece) => {
			const name = piece.handle && people.get(piece.handle);
			if (!piece.handle || name === undefined) return prose(piece.text);
			linked.add(piece.handle);
			return `<a class="mention" href="/people/${literal(piece.handle)}">@${literal(name)}</a>`;
		})
		.join("");
}

function list({ ordered, start, items }: Of<"list">, to: Rendering): string {
	const tag = ordered ? "ol" : "ul";
	return `<${tag}${ordered && start !== 1 ? ` start="${start}"` : ""}>\n${render(items, to)}</${tag}>\n`;
}

function table({ header, rows }: Of<"table">, to: Rendering): string {
	const row = (cells: typeof header, tag: "th" | "td") => {
		const cell = ({ align, tokens }: (typeof header)[number]) =>
			`<${tag}${align ? ` align="${align}"` : ""}>${render(known(tokens), to)}</${tag}>\n`;
		return `<tr>\n${cells.map(cell).join("")}</tr>\n`;
	};
	const body = rows.map((cells) => row(cells, "td")).join("");
	return `<table>\n<thead>\n${row(header, "th")}</thead>\n${body && `<tbody>\n${body}</tbody>\n`}</table>\n`;
}

/** A fenced block is something to copy, usually a prompt; `data-prompt` holds the cleaned first word of its info string. */
function code({ text: source, lang, codeBlockStyle }: Of<"code">): string {
	const info = /^[a-z0-9+#._-]{1,30}(?=\s|$)/i.exec(lang ?? "")?.[0].toLowerCase() ?? "";
	const fence = codeBlockStyle === "indented" ? "" : ` data-prompt="${info}"`;
	return `<pre${fence}><code>${literal(source && `${source.replace(/\n$/, "")}\n`)}</code></pre>\n`;
}

function anchor(address: string, title: string | null | undefined, content: string): string {
	const hint = title ? ` title="${prose(title)}"` : "";
	return `<a href="${literal(address)}"${hint} rel="nofollow ugc noopener">${content}</a>`;
}

function link({ href, title, text: label, tokens, autolink }: Of<"link">, to: Rendering): string {
	const content = autolink ? literal(label) : render(known(tokens), { ...to, inLink: true });
	const address = to.inLink ? null : linkAddress(href, autolink);
	return address === null ? content : anchor(address, title, content);
}

function image({ href, title, tokens }: Of<"image">, to: Rendering): string {
	const alt = flat(known(tokens));
	const upload = uploadAddress(href);
	if (upload) return `<img src="${literal(upload)}" alt="${alt}"${title ? ` title="${prose(title)}"` : ""} loading="lazy">`;
	const address = to.inLink ? null : linkAddress(href);
	return address === null ? alt : anchor(address, title, alt || literal(address));
}

/** The words alone, escaped, as a picture's alternative. */
function flat(tokens: MarkedToken[]): string {
	return tokens
		.map((token) => {
			if ("tokens" in token && token.tokens) return flat(known(token.tokens));
			if (token.type === "br") return " ";
			if (token.type === "text") return prose(token.text);
			return "text" in token ? literal(token.text) : "";
		})
		.join("");
}
