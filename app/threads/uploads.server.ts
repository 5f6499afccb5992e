import { sql } from "drizzle-orm";
import { dayOf } from "#app/anonymity/day.ts";
import { markOf } from "#app/anonymity/keys.server.ts";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { uploadStore } from "#app/core/uploads/uploads.server.ts";
import { postUploads, uploads } from "#db/schema/posts.server.ts";
import { drafts } from "#db/schema/reading.server.ts";

/** What says of an upload whose it is, to that person alone. */
export const uploadOwner = (viewer: Pick<Viewer, "id">, name: string): Promise<string> => markOf("upload", name, viewer.id);

/** By what uploads are counted: not by who somebody is, since the image may be for something without a name. */
export const uploadCounter = (viewer: Pick<Viewer, "id">): Promise<string> => markOf("upload-count", viewer.id);

/** Stores an encoded image under a random name, seen by its uploader alone until a post shows it. Of when, the day is kept. Returns the name. */
export async function keepImage(viewer: Viewer, bytes: Buffer): Promise<string> {
	const name = await uploadStore().save(bytes, "webp");
	await db.insert(uploads).values({ name, owner: await uploadOwner(viewer, name), createdAt: dayOf(now()) });
	return name;
}

const keptDays = 7;
const mostAtOnce = 500;

/**
 * Takes away images that a week after they came no post shows, earlier versions included, and no draft holds. Returns how many. The row
 * goes first: should the file stay behind, nobody can load it.
 */
export async function sweepUploads(tx = db): Promise<number> {
	const before = new Date(now().getTime() - keptDays * 86_400_000).toISOString();
	const gone = await tx.execute<{ name: string }>(sql`
		delete from ${uploads} where ${uploads.name} in (
			select u.name from ${uploads} u where u.created_at < ${before}::timestamptz
				and not exists (select from ${postUploads} pu where pu.upload = u.name)
				and not exists (select from ${drafts} d where d.fields::text like '%' || u.name || '%')
			order by u.created_at limit ${mostAtOnce} for update skip locked
		) returning name`);
	for (const { name } of gone) await uploadStore().remove(name);
	return gone.length;
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
