import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { changeMembership } from "#app/circles/commands.server.ts";
import { membershipInput } from "#app/circles/input.ts";
import { circleBySlug } from "#app/circles/queries.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refusedByResource } from "#app/core/http.server.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), membershipInput);
	if (!form.ok) return refusedByResource(form.errors);
	const wrong = await changeMembership(viewer, params.slug, form.data.join);
	// The only refusal is that of the last keeper, whose next step is on the members' page.
	if (wrong) return goTo(`/circles/${params.slug}/members?last-keeper`);
	return goTo((await circleBySlug(viewer, params.slug)) ? `/circles/${params.slug}` : "/circles");
}
