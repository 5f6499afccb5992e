import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { bakedBadge } from "#app/recognition/baked.server.tsx";
import { badgeBySlug } from "#app/recognition/catalogue.ts";
import { signedBadge } from "#app/recognition/export.server.ts";

/** A badge that the viewer took along, as JSON or as a picture with the same in it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const badge = badgeBySlug(params.slug);
	const [, id = "", kind] = /^([0-9a-f-]{36})\.(json|png)$/.exec(params.file ?? "") ?? [];
	if (!badge || !kind) throw notFound();
	const { tier, signed } = await signedBadge(viewer, badge.slug, id);
	const headers = { "Content-Disposition": `attachment; filename="${badge.slug}.${kind}"`, "Cache-Control": "private, no-store" };
	if (kind === "json") return new Response(signed, { headers: { ...headers, "Content-Type": "application/vc+ld+json" } });
	const picture = await bakedBadge(badge, tier, signed);
	return new Response(new Uint8Array(picture), { headers: { ...headers, "Content-Type": "image/png" } });
}
