// Every badge there is, and what earns it. Docs: docs/decisions/021-recognition.md.
import type { Badge } from "./badge.ts";
import { helping } from "./badges/helping.ts";
import { openness } from "./badges/openness.ts";
import { progress } from "./badges/progress.ts";
import { trying } from "./badges/trying.ts";

export { type Badge, type Family, families, familyWords, type Rule } from "./badge.ts";

/** In the order in which they are shown, wherever they are. */
export const catalogue: readonly Badge[] = [...trying, ...progress, ...helping, ...openness];

const bySlug = new Map(catalogue.map((one) => [one.slug, one]));
export const badgeBySlug = (slug: string | undefined): Badge | null => bySlug.get(slug ?? "") ?? null;
/** What a colleague can be proposed for. */
export const peerBadges = catalogue.filter(({ peer }) => peer);
export const badgePath = (slug: string) => `/badges/${slug}`;
