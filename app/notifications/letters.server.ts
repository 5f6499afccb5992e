import { and, asc, eq, isNull } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import type { Item, Letter } from "#app/core/mail/letter.ts";
import { appUrl, type Mail } from "#app/core/mail/transport.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import type { NotificationKind } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { notifications } from "#db/schema/notifications.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts } from "#db/schema/posts.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { toldColumns } from "./inbox.server.ts";
import { unsubscribeUrl } from "./unsubscribe.server.ts";
import { stillTold } from "./visible.server.ts";
import { sentenceOf } from "./words.ts";

/**
 * A letter with what its headers say. `references`: the conversation's id, without our host. `unsubscribe` is null for appointments and
 * what is like them. `sendBy`: it waits for the person's waking hours only if they begin before then.
 */
export type Posted = {
	letter: Letter;
	references: string | null;
	unsubscribe: string | null;
	listId: string;
	sendBy?: Date | null;
	calendar?: NonNullable<Mail["calendar"]>;
};

const longest = 1200;
/** Where several things are gathered, the beginning of each will do. */
const beginning = 160;

/** What a mail is about that is still unread, and that its person may still see. */
const rowsOf = (viewer: Viewer, mailId: string) =>
	db
		.select({
			...toldColumns,
			text: posts.text,
			at: notifications.at,
			thread: { id: threads.id, slug: threads.slug, title: threads.title },
			circle: circles.name,
		})
		.from(notifications)
		.innerJoin(threads, eq(threads.id, notifications.threadId))
		.innerJoin(circles, eq(circles.id, threads.circleId))
		.innerJoin(posts, eq(posts.id, notifications.postId))
		.leftJoin(people, eq(people.id, posts.authorId))
		.where(and(eq(notifications.mailId, mailId), isNull(notifications.readAt), stillTold(viewer)))
		.orderBy(asc(notifications.at), asc(notifications.id));
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const addressOf = ({ thread, postId }: Row) => `${appUrl()}${threadPath(thread)}?from=${postId}#post-${postId}`;
const shortened = (text: string, to = longest) => (text.length <= to ? text : `${text.slice(0, to).replace(/\s+\S*$/, "")} …`);
const quoted: NotificationKind[] = ["mention", "reply", "care", "question", "thread"];

const itemOf = (row: Row): Item => ({
	title: sentenceOf(row),
	url: addressOf(row),
	...(quoted.includes(row.kind) ? { text: shortened(row.text) } : {}),
});

const settings = () => ({ label: "What to hear of", url: `${appUrl()}/settings/notifications` });
const whys: Record<NotificationKind, string> = {
	mention: "a colleague mentioned you",
	reply: "you wrote in this thread or follow it",
	accepted: "the asker chose your reply",
	reaction: "colleagues reacted to what you wrote",
	thread: "you follow what this is about",
	question: "you work with what this question is about",
	care: "you keep this circle",
	ama: "you host this AMA or follow it",
};

/** The mail about one thread, or null when nothing is left to tell. */
export async function threadLetter(viewer: Viewer, mailId: string, threadId: string): Promise<Posted | null> {
	const rows = await rowsOf(viewer, mailId);
	const [first] = rows;
	if (!first) return null;
	const kinds = [...new Set(rows.map(({ kind }) => kind))];
	const end = await unsubscribeUrl(viewer.id, { kinds });
	const letter: Letter = {
		subject: first.opening ? first.thread.title : `Re: ${first.thread.title}`,
		preview: rows.map(sentenceOf).join(", "),
		parts: [{ items: [{ meta: `In ${first.circle}` }, ...rows.map(itemOf)] }],
		action: { label: "Read and answer", url: addressOf(first) },
		foot: {
			text: `You get this because ${kinds.map((kind) => whys[kind]).join(", and because ")}.`,
			links: [
				{ label: "Nothing more about this thread", url: await unsubscribeUrl(viewer.id, { threadId }) },
				{ label: "No such mails", url: end },
				settings(),
			],
		},
	};
	return { letter, references: `thread.${threadId}`, unsubscribe: end, listId: "threads" };
}

/** The mail that gathers several things, by thread, or null when nothing is left to tell. */
export async function summaryLetter(viewer: Viewer, mailId: string): Promise<Posted | null> {
	const rows = await rowsOf(viewer, mailId);
	const [first] = rows;
	if (!first) return null;
	const end = await unsubscribeUrl(viewer.id, { kinds: [...new Set(rows.map(({ kind }) => kind))] });
	const threadIds = [...new Set(rows.map(({ thread }) => thread.id))];
	const letter: Letter = {
		subject: threadIds.length === 1 ? `News in “${first.thread.title}”` : `News in ${threadIds.length} threads`,
		preview: rows.slice(0, 3).map(sentenceOf).join(", "),
		parts: threadIds.map((id) => {
			const own = rows.filter(({ thread }) => thread.id === id);
			return {
				heading: own[0]?.thread.title ?? "",
				items: own.map((row) => ({
					...itemOf(row),
					...(own.length > 1 || row.kind === "thread" ? { text: shortened(row.text, beginning) } : {}),
				})),
			};
		}),
		action: { label: "See all of it", url: `${appUrl()}/notifications?show=unread` },
		foot: { text: "You chose to get these gathered.", links: [{ label: "No such mails", url: end }, settings()] },
	};
	return { letter, references: null, unsubscribe: end, listId: "summary" };
}
