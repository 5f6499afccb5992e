import type { ActionFunctionArgs } from "@remix-run/node";
import { vote } from "#app/ama/commands.server.ts";
import { voteInput } from "#app/ama/input.ts";
import { questionPath } from "#app/ama/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { applyForm } from "#app/core/resource.server.ts";

/** One vote a person, which can be taken back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, voteInput, async ({ on }) =>
		questionPath(await vote(viewer, params.postId, on), params.postId ?? ""),
	);
}
