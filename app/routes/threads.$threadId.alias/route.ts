import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { aliasInput } from "#app/replies/input.ts";
import { hearAsAlias, revealAlias } from "#app/replies/reveal.server.ts";

/** What the bearer of an alias decides about it: what they hear, or that their name may stand there instead. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, aliasInput, ({ level }) =>
		level ? hearAsAlias(viewer, params.threadId, level) : revealAlias(viewer, params.threadId),
	);
}
