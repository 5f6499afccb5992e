import type { Badge } from "./catalogue.ts";
import { frames, glyphs } from "./glyphs.ts";

type Props = { badge: Pick<Badge, "slug" | "family">; tier?: number; dim?: boolean; large?: boolean };

/** A badge as it is drawn: its family's frame and colour, its own sign. Its name stands beside it in words. */
export function BadgeDrawing({ badge: { slug, family }, tier = 1, dim = false, large = false }: Props) {
	return (
		<svg
			className={["badge", `badge-${family}`, dim ? "dim" : "", large ? "large" : ""].filter(Boolean).join(" ")}
			viewBox="0 0 64 64"
			aria-hidden="true"
		>
			<path className="badge-frame" d={frames[family]} />
			{tier > 1 ? <path className="badge-ring" d={frames[family]} transform="translate(32 32) scale(0.86) translate(-32 -32)" /> : null}
			<g transform="translate(18 18) scale(1.1667)">
				<path className="badge-sign" d={glyphs[slug] ?? ""} />
			</g>
		</svg>
	);
}
