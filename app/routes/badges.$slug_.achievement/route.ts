import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "#app/core/http.server.ts";
import { badgeBySlug } from "#app/recognition/catalogue.ts";
import { achievementDocument } from "#app/recognition/issuer.server.ts";
import { publicDocument } from "#app/recognition/public.server.ts";

/** What a badge is for. For anybody: a verifier has no session, and the catalogue says nothing of anybody. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const badge = badgeBySlug(params.slug);
	const tier = Number(new URL(request.url).searchParams.get("tier") ?? "1");
	if (!badge?.tiers[tier - 1]) throw notFound();
	const text = JSON.stringify(achievementDocument(badge, tier), null, "\t");
	return publicDocument(request, text, { type: "application/ld+json", seconds: 300 });
}
