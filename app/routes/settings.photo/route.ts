import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo, tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { UploadRefused } from "#app/core/uploads/image.server.ts";
import { receiveFiles } from "#app/core/uploads/receive.server.ts";
import { removePhoto, savePhoto } from "#app/people/commands.server.ts";

const photoLimit = { name: "photo", max: 20, windowSeconds: 3600 };

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { allowed, retryAfterSeconds } = await takeOne(photoLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	try {
		const { files, fields } = await receiveFiles(request, { maxFiles: 1 });
		if (fields.get("remove")) await removePhoto(viewer);
		else if (files[0]) await savePhoto(viewer, files[0].bytes);
		return goTo("/settings/profile");
	} catch (error) {
		if (!(error instanceof UploadRefused)) throw error;
		return goTo(`/settings/profile?photo=${error.kind === "too-large" ? "large" : "refused"}`);
	}
}
