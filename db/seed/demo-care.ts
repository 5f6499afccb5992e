// What waits for care in the demo company: two flags, a hidden reply, and a note between moderators.
import { sql } from "drizzle-orm";
import type { Db } from "../client.server.ts";
import { flags, moderationCases, moderationLog, moderatorNotes } from "../schema/moderation.server.ts";
import { posts } from "../schema/posts.server.ts";
import { hour, idOf } from "./demo-ids.ts";

const hiddenText = "Mrs Brandt of Hafenkontor always answers within the hour; write to her, her number is in my signature.";

export async function writeCare(tx: Db, start: number): Promise<void> {
	const at = new Date(start - 20 * hour);
	const moderator = idOf("person", "fatima");
	const found = await tx.execute<{ id: string; thread: string }>(sql`
		select p.id, p.thread_id as thread from posts p join threads t on t.id = p.thread_id and t.kind = 'question'
		join circles c on c.id = t.circle_id and c.visibility = 'open'
		where p.opening = 0 and p.author_id is not null and p.author_id <> all(array[${idOf("person", "grace")}, ${idOf("person", "pedro")}, ${moderator}])
		order by p.created_at desc, p.id limit 2`);
	for (const [index, { id: postId }] of [...found].entries()) {
		const [by, reason, words] =
			index === 0 ? (["grace", "unkind", "It sounds as if she were stupid. She is new."] as const) : (["pedro", "off-topic", ""] as const);
		await tx.insert(flags).values({ postId, personId: idOf("person", by), reason, words, at });
		await tx.insert(moderationCases).values({ postId, state: "flagged", openedAt: at });
		await tx.insert(moderationLog).values({ id: 0, at, actorId: null, postId, act: "flagged", words: reason });
		if (index === 0)
			await tx
				.insert(moderatorNotes)
				.values({ id: idOf("note", postId), postId, personId: moderator, text: "I think it was meant kindly. I talk to him first.", at });
	}
	const thread = [...found][0]?.thread;
	if (!thread) return;
	const id = idOf("hidden", thread);
	await tx.insert(posts).values({
		id,
		threadId: thread,
		authorId: idOf("person", "liam"),
		sections: { text: hiddenText },
		cooked: { text: `<p>${hiddenText}</p>` },
		cookerVersion: 1,
		text: hiddenText,
		submission: id,
		createdAt: new Date(start - 30 * hour),
		deletedAt: at,
		deletedBy: moderator,
	});
	const explanation = "This names a customer and where to reach her. Say what you do without the name, and I show it again.";
	await tx.insert(moderationCases).values({ postId: id, state: "hidden", openedAt: at, explanation });
	await tx.insert(moderationLog).values({ id: 0, at, actorId: moderator, postId: id, act: "hidden", words: explanation });
}
