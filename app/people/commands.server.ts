import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { sqlState } from "#app/core/away.server.ts";
import { db } from "#app/core/db.server.ts";
import { encodeImage } from "#app/core/uploads/image.server.ts";
import { uploadStore } from "#app/core/uploads/uploads.server.ts";
import { people, personTools, tools } from "#db/schema/people.server.ts";
import type { ProfileInput } from "./input.ts";

/** Saves the viewer's own profile. Returns the field that would not do, or null. */
export async function saveProfile(
	viewer: Viewer,
	{ tools: chosen, ...profile }: ProfileInput,
): Promise<{ field: string; message: string } | null> {
	try {
		await db.transaction(async (tx) => {
			await tx
				.update(people)
				.set({ ...profile, departmentId: profile.departmentId ?? null, jobRoleId: profile.jobRoleId ?? null })
				.where(eq(people.id, viewer.id));
			// The row of the person is locked by now: the same form sent twice at once waits here.
			const had = tx.select({ id: personTools.toolId }).from(personTools).where(eq(personTools.personId, viewer.id));
			const known = await tx
				.select({ toolId: tools.id })
				.from(tools)
				.where(and(inArray(tools.id, chosen), or(isNull(tools.retiredAt), inArray(tools.id, had))));
			await tx.delete(personTools).where(eq(personTools.personId, viewer.id));
			if (known.length > 0) await tx.insert(personTools).values(known.map(({ toolId }) => ({ personId: viewer.id, toolId })));
		});
		return null;
	} catch (error) {
		const state = sqlState(error);
		if (state?.constraint === "people_handle_key") return { field: "handle", message: "Somebody else has this handle." };
		if (state?.code === "23503")
			return { field: state.constraint.includes("department") ? "departmentId" : "jobRoleId", message: "Choose one from the list." };
		throw error;
	}
}

/** Replaces the viewer's photo, cut to a square and freed of its metadata. Throws `UploadRefused`. */
export async function savePhoto(viewer: Viewer, bytes: Buffer): Promise<void> {
	const name = await uploadStore().save((await encodeImage(bytes, "photo")).bytes, "webp");
	await changePhoto(viewer, name);
}

/** Takes the viewer's photo away; initials stand in its place. */
export const removePhoto = (viewer: Viewer): Promise<void> => changePhoto(viewer, null);

async function changePhoto(viewer: Viewer, photo: string | null): Promise<void> {
	const [before] = await db.select({ photo: people.photo }).from(people).where(eq(people.id, viewer.id));
	await db.update(people).set({ photo }).where(eq(people.id, viewer.id));
	if (before?.photo) await uploadStore().remove(before.photo);
}
