import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { BadgeDrawing } from "./badge-drawing.tsx";
import { badgeBySlug, badgePath } from "./catalogue.ts";

type Props = { badge: string; tier?: number; dim?: boolean; children?: ReactNode };

/** A badge in a list: drawing, name, and a line about it. */
export function BadgeLine({ badge: slug, tier = 1, dim = false, children }: Props) {
	const badge = badgeBySlug(slug);
	if (!badge) return null;
	return (
		<li className="badge-line">
			<BadgeDrawing badge={badge} tier={tier} dim={dim} />
			<span>
				<Link to={badgePath(slug)}>{badge.name}</Link>
				{children ? <small>{children}</small> : null}
			</span>
		</li>
	);
}
