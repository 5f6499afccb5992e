import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { uploadStore } from "#app/core/uploads/uploads.server.ts";
import { uploads } from "#db/schema/posts.server.ts";

/** Stores an encoded image under a random name, seen by its uploader alone until a post shows it. Returns the name. */
export async function keepImage(viewer: Viewer, bytes: Buffer): Promise<string> {
	const name = await uploadStore().save(bytes, "webp");
	await db.insert(uploads).values({ name, uploaderId: viewer.id, createdAt: now() });
	return name;
}

/** The markdown that shows an image, with what it shows in words. */
export function imageMarkdown(name: string, described: FormDataEntryValue | null): string {
	const words =
		typeof described === "string"
			? described
					.toWellFormed()
					.replace(/[\s\p{C}[\]\\]+/gu, " ")
					.trim()
					.slice(0, 200)
					.toWellFormed()
			: "";
	return `![${words || "What the image shows"}](/uploads/${name})`;
}
