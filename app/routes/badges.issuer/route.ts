import type { LoaderFunctionArgs } from "@remix-run/node";
import { issuerProfile } from "#app/recognition/issuer.server.ts";
import { publicDocument } from "#app/recognition/public.server.ts";

/** Who issues our badges, with every public key. For anybody: a verifier has no session. */
export async function loader({ request }: LoaderFunctionArgs) {
	return publicDocument(request, JSON.stringify(await issuerProfile(), null, "\t"), { type: "application/ld+json", seconds: 300 });
}
