import { renderToStaticMarkup } from "react-dom/server";
import { drawPng } from "#app/core/uploads/draw.server.ts";
import { BadgeDrawing } from "./badge-drawing.tsx";
import type { Badge, Family } from "./catalogue.ts";
import { bake } from "./open-badges/bake.server.ts";

const pixels = 512;
// What the stylesheet says by day: the picture leaves without it.
const colours: Record<Family, { ink: string; wash: string }> = {
	trying: { ink: "#1f5f74", wash: "#e0f0f4" },
	progress: { ink: "#3f6627", wash: "#e8f1dd" },
	helping: { ink: "#8a5206", wash: "#fcefd4" },
	openness: { ink: "#7a3a63", wash: "#f7e6f0" },
};

/** A badge as an SVG that needs nothing around it. */
export function badgeSvg(badge: Badge, tier: number): string {
	const { ink, wash } = colours[badge.family];
	const style =
		`path{fill:none;stroke:${ink};stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}` +
		`.badge-frame{fill:${wash};stroke-width:2.5}.badge-ring{stroke-width:1.5;stroke-dasharray:1 4}`;
	return renderToStaticMarkup(<BadgeDrawing badge={badge} tier={tier} />).replace(
		/^<svg([^>]*)>/,
		`<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}"$1><style>${style}</style>`,
	);
}

const drawn = new Map<string, Promise<Buffer>>();

/** The picture of a badge with its signed credential in it. */
export async function bakedBadge(badge: Badge, tier: number, signed: string): Promise<Buffer> {
	const key = `${badge.slug} ${tier}`;
	const drawing = drawn.get(key) ?? drawPng(badgeSvg(badge, tier), pixels);
	drawn.set(key, drawing);
	drawing.catch(() => drawn.delete(key));
	return bake(await drawing, signed);
}
