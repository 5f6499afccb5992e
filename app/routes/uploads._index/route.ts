import { type ActionFunctionArgs, json } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { encodeImage, UploadRefused } from "#app/core/uploads/image.server.ts";
import { receiveFiles } from "#app/core/uploads/receive.server.ts";
import { UploadStoreUnavailable } from "#app/core/uploads/store.server.ts";
import { addToDraft, draftPlace } from "#app/threads/drafts.server.ts";
import { imageMarkdown, keepImage, uploadCounter } from "#app/threads/uploads.server.ts";

const uploadLimit = { name: "upload", max: 30, windowSeconds: 3600 };
const tooMany = "Those were many images in an hour. Please wait a little.";

/** Takes an image and answers its name as JSON; or, from the page without scripts, puts it into the draft of `place` and leads back there. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const [place, field] = [searchParams.get("place") ?? "", searchParams.get("field") ?? ""];
	const inPage = draftPlace.test(place) && /^[a-z]{1,20}$/.test(field);
	const refuse = (kind: string, error: string, status: number) =>
		inPage ? goTo(`/uploads/new?${new URLSearchParams({ place, field, wrong: kind })}`) : json({ error }, status);
	const { allowed } = await takeOne(uploadLimit, await uploadCounter(viewer));
	if (!allowed) return refuse("many", tooMany, 429);
	try {
		const { files, fields } = await receiveFiles(request, { maxFiles: 1, each: async (bytes) => (await encodeImage(bytes, "post")).bytes });
		if (!files[0]) return refuse("none", "There was no image in it.", 422);
		const name = await keepImage(viewer, files[0].bytes);
		if (!inPage) return json({ name });
		return goTo((await addToDraft(viewer, place, field, imageMarkdown(name, fields.get("description")))) ?? "/kept");
	} catch (error) {
		if (error instanceof UploadRefused) return refuse(error.kind, error.message, error.status);
		if (error instanceof UploadStoreUnavailable) return refuse("store", "Images can not be stored at the moment.", 503);
		throw error;
	}
}
