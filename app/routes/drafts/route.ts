import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { refusedByResource, tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { draftPlace, dropDraft, saveDraft } from "#app/threads/drafts.server.ts";

const draftLimit = { name: "draft", max: 2000, windowSeconds: 3600 };
const input = z.object({ place: z.string().regex(draftPlace), fields: z.string().max(120_000) });
const text = z.string().max(60_000);
const fieldsShape = z.record(z.string().regex(/^[a-zA-Z]{1,20}$/), z.union([text, z.array(z.string().max(200)).max(50)]));

const parsed = (json: string) => {
	try {
		return fieldsShape.safeParse(JSON.parse(json)).data ?? null;
	} catch {
		return null;
	}
};
// jsonb stores neither NUL nor half of a surrogate pair.
const storable = (value: string) => value.toWellFormed().replaceAll("\0", "");

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	const fields = form.ok ? parsed(form.data.fields) : null;
	if (!form.ok || !fields) return refusedByResource({ form: "This draft can not be kept." });
	const { allowed, retryAfterSeconds } = await takeOne(draftLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const clean = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.map(storable) : storable(value)]),
	);
	if (Object.keys(clean).length === 0) await dropDraft(viewer, form.data.place);
	else await saveDraft(viewer, form.data.place, clean);
	return new Response(null, { status: 204 });
}
