import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { deskPath } from "#app/champions/rules.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refusedByResource } from "#app/core/http.server.ts";
import { passInput } from "#app/helping/input.ts";
import { passOn } from "#app/helping/routing.server.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), passInput);
	if (!form.ok) return refusedByResource(form.errors);
	await passOn(viewer, params.threadId, form.data);
	return goTo(form.data.back ? deskPath : "/");
}
