import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { refusedByResource, tooMany } from "#app/core/http.server.ts";
import { submissionKey } from "#app/core/input.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { draftLimits, draftPlace, dropDraft, parseDraft, saveDraft, wasSent } from "#app/threads/drafts.server.ts";

const draftLimit = { name: "draft", max: 2000, windowSeconds: 3600 };
const input = z.object({
	place: z.string().regex(draftPlace),
	// JSON writes a control character with six.
	fields: z.string().max(6 * draftLimits.characters),
	submission: submissionKey.optional(),
	/** The newest draft that the sender knew of, in ms: what is newer is not thrown away. */
	seen: z.coerce.number().int().min(0).max(8.64e15).optional(),
});
/** Keeps a draft, or throws it away when nothing is in it. `Draft-At` says when it was kept, `Draft-Sent` that it was posted already. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	const fields = form.ok ? parseDraft(form.data.fields) : null;
	if (!form.ok || !fields) return refusedByResource({ form: "This draft can not be kept." });
	const { allowed, retryAfterSeconds } = await takeOne(draftLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const { place, submission, seen } = form.data;
	if (Object.keys(fields).length === 0) {
		await dropDraft(viewer, place, seen === undefined ? undefined : new Date(seen));
		const sent = submission !== undefined && (await wasSent(viewer, place, submission));
		return new Response(null, { status: 204, headers: sent ? { "Draft-Sent": "1" } : {} });
	}
	const at = await saveDraft(viewer, place, fields, submission);
	return new Response(null, { status: 204, headers: at ? { "Draft-At": at.toISOString() } : { "Draft-Sent": "1" } });
}
