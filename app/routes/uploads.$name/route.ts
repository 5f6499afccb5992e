import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { uploadResponse } from "#app/core/uploads/serve.server.ts";
import { uploadStore } from "#app/core/uploads/uploads.server.ts";
import { mayLoad } from "#app/threads/cook.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const name = params.name ?? "";
	if (!/^[0-9a-z]{26,40}\.webp$/.test(name) || !(await mayLoad(viewer, name))) throw notFound();
	return uploadResponse(uploadStore(), name, request);
}
