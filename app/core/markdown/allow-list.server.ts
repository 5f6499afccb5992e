import sanitizeHtml from "sanitize-html";

/** Every tag that cooked markdown can hold, with its attributes. The tests read it as their oracle. */
export const allowedTags: Readonly<Record<string, readonly string[]>> = {
	a: ["href", "title", "rel", "class"],
	p: [],
	br: [],
	em: [],
	strong: [],
	del: [],
	code: [],
	pre: ["data-prompt"],
	blockquote: [],
	ul: [],
	ol: ["start"],
	li: [],
	h3: [],
	h4: [],
	h5: [],
	h6: [],
	hr: [],
	table: [],
	thead: [],
	tbody: [],
	tr: [],
	th: ["align"],
	td: ["align"],
	img: ["src", "alt", "title", "loading"],
};

// @types/sanitize-html does not know `allowedEmptyAttributes` yet.
const options: sanitizeHtml.IOptions & { allowedEmptyAttributes: string[] } = {
	allowedTags: Object.keys(allowedTags),
	allowedAttributes: {
		...Object.fromEntries(Object.entries(allowedTags).map(([tag, attributes]) => [tag, attributes.filter((name) => name !== "class")])),
		th: [{ name: "align", values: ["left", "center", "right"] }],
		td: [{ name: "align", values: ["left", "center", "right"] }],
	},
	allowedClasses: { a: ["mention"] },
	allowedSchemes: ["http", "https", "mailto"],
	allowedSchemesByTag: { img: [] },
	allowProtocolRelative: false,
	disallowedTagsMode: "discard",
	allowedEmptyAttributes: ["alt", "data-prompt"],
	parseStyleAttributes: false,
};

/** The second lock: whatever the renderer let slip is taken out here. Needs sanitize-html 2.17.4 or newer (CVE-2026-44990). */
export const sanitize = (html: string): string => sanitizeHtml(html, options);
