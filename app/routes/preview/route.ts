import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { tooMany } from "#app/core/http.server.ts";
import { prose } from "#app/core/input.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { cookSections, MarkdownTooComplex } from "#app/threads/cook.server.ts";
import { limits } from "#app/threads/rules.ts";

const previewLimit = { name: "preview", max: 120, windowSeconds: 60 };
const input = z.object({ text: prose("This", { min: 0, max: limits.section }) });
const html = (body: string, status = 200) => new Response(body, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });

/** The very HTML that the text would become. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	if (!form.ok) return html("<p>This is too long to show.</p>", 422);
	const { allowed, retryAfterSeconds } = await takeOne(previewLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	try {
		return html((await cookSections({ text: form.data.text })).cooked.text ?? "");
	} catch (error) {
		if (error instanceof MarkdownTooComplex) return html(`<p>${error.message.replace(/[<>&]/g, "")}</p>`, 422);
		throw error;
	}
}
