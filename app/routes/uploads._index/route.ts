import { type ActionFunctionArgs, json } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { encodeImage, UploadRefused } from "#app/core/uploads/image.server.ts";
import { receiveFiles } from "#app/core/uploads/receive.server.ts";
import { UploadStoreUnavailable } from "#app/core/uploads/store.server.ts";
import { keepImage } from "#app/threads/uploads.server.ts";

const uploadLimit = { name: "upload", max: 30, windowSeconds: 3600 };

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { allowed } = await takeOne(uploadLimit, viewer.id);
	if (!allowed) return json({ error: "That were many images in an hour. Please wait a little." }, 429);
	try {
		const { files } = await receiveFiles(request, { maxFiles: 1, each: async (bytes) => (await encodeImage(bytes, "post")).bytes });
		if (!files[0]) return json({ error: "There was no image in it." }, 422);
		return json({ name: await keepImage(viewer, files[0].bytes) });
	} catch (error) {
		if (error instanceof UploadRefused) return json({ error: error.message }, error.status);
		if (error instanceof UploadStoreUnavailable) return json({ error: "Images can not be stored at the moment." }, 503);
		throw error;
	}
}
