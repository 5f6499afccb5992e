import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { revokeSessions } from "#app/auth/commands.server.ts";
import { getSessionId, requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refusedByResource } from "#app/core/http.server.ts";

const input = z.object({ id: z.string({ message: "Choose a session." }).regex(/^([0-9a-f]{64}|others)$/, "Choose a session.") });

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	if (!form.ok) return refusedByResource(form.errors);
	const present = (await getSessionId({ request, context })) ?? "";
	await revokeSessions(viewer, form.data.id === "others" ? { butPresent: present } : { id: form.data.id });
	return goTo("/settings/account");
}
