import { and, eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { letterHtml } from "#app/core/mail/letter-html.server.tsx";
import { letterText } from "#app/core/mail/letter-text.ts";
import { MailRefused, mailHost, sendMail } from "#app/core/mail/transport.server.ts";
import { viewerById } from "#app/people/queries.server.ts";
import type { MailState } from "#db/enums.ts";
import { attention, mails, notifications } from "#db/schema/notifications.server.ts";
import { digestLetter } from "./digest.server.ts";
import { nextAllowed } from "./hours.server.ts";
import { type Posted, summaryLetter, threadLetter } from "./letters.server.ts";
import { noticeLetter } from "./notice-letters.server.ts";
import { wishesOf } from "./tell.server.ts";

type Waiting = typeof mails.$inferSelect;

const letterFor = (viewer: Viewer & { email: string }, mail: Waiting): Promise<Posted | null> => {
	if (mail.form === "digest") return digestLetter(viewer);
	if (mail.noticeId) return noticeLetter(viewer, mail.noticeId);
	return mail.threadId ? threadLetter(viewer, mail.id, mail.threadId) : summaryLetter(viewer, mail.id);
};

/** A mail that became due in time is sent, though its worker was busy for a moment. */
const graceMs = 5 * 60_000;

/**
 * Sends a mail that waits, with what is still unread and may still be seen; with nothing left it is dropped. A mail that could not be
 * sent in time, because the mail server was away, waits for the person's next waking hours. Throws when it is worth trying again.
 */
export async function sendWaitingMail({ mailId }: { mailId: string }): Promise<void> {
	const [mail] = await db
		.select()
		.from(mails)
		.where(and(eq(mails.id, mailId), eq(mails.state, "waiting")));
	if (!mail) return;
	const found = await viewerById(mail.personId);
	const [wanted] = await db.select({ refused: attention.mailRefusedAt }).from(attention).where(eq(attention.personId, mail.personId));
	if (!found || wanted?.refused) return settle(mail, "dropped");
	const wish = (await wishesOf([found.id], db)).get(found.id);
	const allowed = wish ? nextAllowed(now(), wish.timeZone, wish.hours) : now();
	const asleep = allowed.getTime() - now().getTime() > graceMs;
	if (asleep && mail.form !== "notice") return postpone(mail, allowed);
	const posted = await letterFor(found, mail);
	if (!posted) return settle(mail, "dropped");
	const { letter, references, unsubscribe, listId, sendBy = null, calendar } = posted;
	if (asleep && (!sendBy || allowed < sendBy)) return sendLater(mail, allowed);
	try {
		await sendMail({
			to: { name: found.name, address: found.email },
			subject: letter.subject,
			text: letterText(letter),
			html: letterHtml(letter),
			messageId: `mail.${mail.id}@${mailHost()}`,
			...(references ? { references: `${references}@${mailHost()}` } : {}),
			...(calendar ? { calendar } : {}),
			headers: {
				"List-Id": `<${listId}.${mailHost()}>`,
				// RFC 8058: a mail program ends this with one POST; a GET of the same address only shows a page.
				...(unsubscribe ? { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
			},
		});
	} catch (error) {
		if (!(error instanceof MailRefused)) throw error;
		await db
			.insert(attention)
			.values({ personId: found.id, mailRefusedAt: now() })
			.onConflictDoUpdate({ target: attention.personId, set: { mailRefusedAt: now() } });
		return settle(mail, "refused");
	}
	await settle(mail, "sent");
}

const settle = async (mail: Waiting, state: Exclude<MailState, "waiting">): Promise<void> =>
	void (await db
		.update(mails)
		.set({ state, settledAt: now() })
		.where(and(eq(mails.id, mail.id), eq(mails.state, "waiting"))));

/** Leaves a notice's mail waiting: its notice is one thing, so nothing is gathered anew. */
const sendLater = (mail: Waiting, until: Date): Promise<void> =>
	db.transaction((tx) => enqueue(tx, "notifications.mail", { mailId: mail.id }, { key: `mail:${mail.id}`, runAt: until }));

/** Gives back what the mail was about, to be made into mails again later. */
const postpone = (mail: Waiting, until: Date): Promise<void> =>
	db.transaction(async (tx) => {
		await tx.update(notifications).set({ mailId: null, mailDueAt: until }).where(eq(notifications.mailId, mail.id));
		await tx.delete(mails).where(eq(mails.id, mail.id));
		if (mail.form === "digest") await tx.update(attention).set({ digestDueAt: until }).where(eq(attention.personId, mail.personId));
	});
