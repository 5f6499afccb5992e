import type { ActionFunctionArgs } from "@remix-run/node";
import { getSessionId, requireViewer } from "#app/auth/session.server.ts";
import { notFound, refusedByResource, tooMany } from "#app/core/http.server.ts";
import { pushIsOn } from "#app/core/push.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { subscribe, unsubscribe } from "#app/notifications/push.server.ts";
import { pushInput } from "#app/notifications/push-input.ts";

const changeLimit = { name: "push", max: 60, windowSeconds: 3600 };

/** Says whether this browser wants to be told of the viewer's news. There is no such address while push is off. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const sessionId = await getSessionId({ request, context });
	if (!pushIsOn() || !sessionId) throw notFound();
	const { allowed, retryAfterSeconds } = await takeOne(changeLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const input = pushInput.safeParse(Object.fromEntries(await request.formData()));
	if (!input.success) return refusedByResource({ form: input.error.issues[0]?.message ?? "This can not be read." });
	if (input.data.intent === "off") await unsubscribe(viewer, input.data.endpoint);
	else if (!(await subscribe(viewer, sessionId, input.data)))
		return refusedByResource({ form: "This is no push service that Lamplight knows." });
	return new Response(null, { status: 204 });
}
