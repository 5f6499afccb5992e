import { and, eq, inArray, notInArray, or, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { findMentions } from "#app/core/markdown/cooker.server.ts";
import { MarkdownTooComplex } from "#app/core/markdown/limits.ts";
import { peopleByHandles } from "#app/people/queries.server.ts";
import { postMentions, posts, postUploads, uploads } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { type CookedSections, cookWith } from "./cook-with.server.ts";
import { uploadOwner } from "./uploads.server.ts";
import { visibleTo } from "./visible.server.ts";

export { MarkdownTooComplex };
export type Cooked = CookedSections & { mentioned: string[] };

/** Cooks each section of a post and names whom it mentions. Who is not here stays plain text. Throws `MarkdownTooComplex`. */
export async function cookSections(sections: Record<string, string>): Promise<Cooked> {
	const written = Object.entries(sections).filter(([, source]) => source !== "");
	const handles = new Set((await Promise.all(written.map(([, source]) => findMentions(source)))).flat());
	const known = await peopleByHandles([...handles].slice(0, 10));
	const cooked = await cookWith(sections, new Map([...known].map(([handle, { name }]) => [handle, name])));
	return { ...cooked, mentioned: [...known.values()].map(({ id }) => id) };
}

/** Notes whom a post mentions, as it reads now. */
export async function noteMentions(postId: string, { mentioned }: Pick<Cooked, "mentioned">, tx: typeof db): Promise<void> {
	await tx.delete(postMentions).where(and(eq(postMentions.postId, postId), notInArray(postMentions.personId, mentioned)));
	if (mentioned.length > 0)
		await tx
			.insert(postMentions)
			.values(mentioned.map((personId) => ({ postId, personId })))
			.onConflictDoNothing();
}

/** Ties the images that a post shows to it, so that its readers may load them: only those that its author may see. */
export async function linkUploads(
	viewer: Pick<Viewer, "id">,
	postId: string,
	{ cooked }: Pick<CookedSections, "cooked">,
	tx: typeof db,
): Promise<void> {
	const names = [
		...new Set(
			Object.values(cooked).flatMap((html) => [...html.matchAll(/src="\/uploads\/([0-9a-z]+\.webp)"/g)].map(([, name = ""]) => name)),
		),
	];
	if (names.length === 0) return;
	const owners = await Promise.all(names.map((name) => uploadOwner(viewer, name)));
	const allowed = await tx
		.select({ upload: uploads.name })
		.from(uploads)
		.where(and(inArray(uploads.name, names), or(inArray(uploads.owner, owners), shownToViewer(viewer))));
	if (allowed.length > 0)
		await tx
			.insert(postUploads)
			.values(allowed.map(({ upload }) => ({ postId, upload })))
			.onConflictDoNothing();
}

const shownToViewer = (viewer: Pick<Viewer, "id">) =>
	sql`exists (
		select 1 from ${postUploads} pu join ${posts} on ${posts.id} = pu.post_id join ${threads} on ${threads.id} = ${posts.threadId}
		where pu.upload = ${uploads.name} and ${posts.deletedAt} is null and ${visibleTo(viewer)}
	)`;

/** Whether the viewer may load an image: they uploaded it, a post they can read shows it, or it is a profile photo. */
export async function mayLoad(viewer: Viewer, name: string, tx = db): Promise<boolean> {
	const [row] = await tx.execute<{ allowed: boolean }>(sql`
		select exists (select 1 from people p where p.photo = ${name})
		or exists (select 1 from ${uploads} where ${uploads.name} = ${name} and (${uploads.owner} = ${await uploadOwner(viewer, name)} or ${shownToViewer(viewer)})) as allowed`);
	return row?.allowed ?? false;
}
