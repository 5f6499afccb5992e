import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import type { Item, Letter } from "./letter.ts";

// Mail programs know little CSS: plain blocks, colours of the daylight theme, and of dusk where they are asked for.
// No quotation marks and no angle brackets in it: React would write them as entities, which mean nothing in a style.
const css = `
body { margin: 0; padding: 24px 12px; background: #faf6ef; color: #2a241c; font: 16px/1.55 Figtree, Segoe UI, Helvetica, Arial, sans-serif; }
.sheet { max-width: 600px; margin: 0 auto; background: #fffdf9; border: 1px solid #e6dccb; border-radius: 14px; padding: 28px; }
.mark { font: 600 15px/1 Fraunces, Georgia, serif; color: #9a4d0b; margin: 0 0 20px; }
h1 { font: 600 22px/1.3 Fraunces, Georgia, serif; margin: 0 0 18px; }
h2 { font: 600 17px/1.3 Fraunces, Georgia, serif; margin: 26px 0 10px; }
.item { margin: 0 0 18px; }
.item b { font-weight: 600; }
.meta { color: #5f5545; font-size: 14px; }
.text { margin: 6px 0 0; padding: 2px 0 2px 14px; border-left: 3px solid #f6b04a; white-space: pre-line; overflow-wrap: anywhere; }
a { color: #9a4d0b; }
.action { display: inline-block; margin: 8px 0 0; padding: 11px 20px; border-radius: 999px; background: #9a4d0b; color: #fffaf2; font-weight: 600; text-decoration: none; }
.foot { max-width: 600px; margin: 16px auto 0; padding: 0 28px; color: #5f5545; font-size: 13px; }
.hidden { display: none; max-height: 0; overflow: hidden; }
@media (prefers-color-scheme: dark) {
	body { background: #15171c; color: #ece5d8; }
	.sheet { background: #1c1f26; border-color: #2c3039; }
	.mark, a { color: #f3b45f; }
	.meta, .foot { color: #b9b0a0; }
	.action { background: #f3b45f; color: #241704; }
}`;

/** As a content security policy names our style. */
export const letterStyleHash = `sha256-${createHash("sha256").update(css).digest("base64")}`;

function ItemBlock({ item: { title, url, meta, text } }: { item: Item }) {
	return (
		<div className="item">
			{title ? <b>{url ? <a href={url}>{title}</a> : title}</b> : null}
			{meta ? <div className="meta">{meta}</div> : null}
			{text ? <div className="text">{text}</div> : null}
		</div>
	);
}

function Sheet({ letter: { subject, preview, parts, action, foot } }: { letter: Letter }) {
	return (
		<html lang="en">
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<meta name="color-scheme" content="light dark" />
				<title>{subject}</title>
				<style>{css}</style>
			</head>
			<body>
				<div className="hidden">{preview}</div>
				<div className="sheet">
					<p className="mark">Lamplight</p>
					<h1>{subject}</h1>
					{parts.map(({ heading, items }) => (
						<div key={heading ?? "first"}>
							{heading ? <h2>{heading}</h2> : null}
							{items.map((item, index) => (
								<ItemBlock key={`${item.url ?? ""}${index}`} item={item} />
							))}
						</div>
					))}
					{action ? (
						<a className="action" href={action.url}>
							{action.label}
						</a>
					) : null}
				</div>
				<div className="foot">
					<p>{foot.text}</p>
					<p>
						{foot.links.map(({ label, url }, index) => (
							<span key={url}>
								{index > 0 ? " · " : ""}
								<a href={url}>{label}</a>
							</span>
						))}
					</p>
				</div>
			</body>
		</html>
	);
}

/** The letter as an HTML page that asks for nothing from outside. */
export const letterHtml = (letter: Letter): string => `<!DOCTYPE html>${renderToStaticMarkup(<Sheet letter={letter} />)}`;
