import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, smallint, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { digestCadences, mailCadences, mailForms, mailStates, noticeKinds, notificationKinds } from "../enums.ts";
import { championTerms } from "./champions.server.ts";
import { coachingSessions } from "./coaching.server.ts";
import { id, instant } from "./columns.server.ts";
import { people } from "./people.server.ts";
import { posts } from "./posts.server.ts";
import { threads } from "./threads.server.ts";

/** What a person wants to be told, and when mail may come. Without a row all is as usual. Seen by that person alone. */
export const attention = pgTable(
	"attention",
	{
		personId: text()
			.primaryKey()
			.references(() => people.id, { onDelete: "cascade" }),
		/** Minutes since local midnight. Equal: no quiet hours. */
		quietFrom: smallint().notNull().default(1080),
		quietTo: smallint().notNull().default(480),
		/** ISO weekdays, 1 is Monday. Empty: every day. */
		workingDays: smallint().array().notNull().default(sql`'{1,2,3,4,5}'`),
		digest: text({ enum: digestCadences }).notNull().default("weekly"),
		digestDueAt: instant(),
		followOwn: boolean().notNull().default(true),
		followReplied: boolean().notNull().default(true),
		/** May unanswered questions be brought to this person? */
		helps: boolean().notNull().default(true),
		/** The mail server refused the address for good; nothing is sent until the person says that it works again. */
		mailRefusedAt: instant(),
	},
	(t) => [
		check("attention_quiet", sql`${t.quietFrom} between 0 and 1439 and ${t.quietTo} between 0 and 1439`),
		check("attention_days", sql`${t.workingDays} <@ '{1,2,3,4,5,6,7}'::smallint[]`),
		check("attention_digest", sql`${t.digest} in ('off', 'daily', 'weekly')`),
		// Whose digest is due?
		index("attention_digest_due")
			.on(t.digestDueAt)
			.where(sql`digest_due_at is not null`),
	],
);

/** How soon mail tells a person of one kind of thing, where they chose other than usual. */
export const mailChoices = pgTable(
	"mail_choices",
	{
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		kind: text({ enum: notificationKinds }).notNull(),
		cadence: text({ enum: mailCadences }).notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.personId, t.kind] }),
		check("mail_choices_cadence", sql`${t.cadence} in ('off', 'now', '3h', 'daily', 'weekly')`),
	],
);

/** A mail to one person, from when its time has come. What it says is read from the database when it is sent. */
export const mails = pgTable(
	"mails",
	{
		id: id(),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		form: text({ enum: mailForms }).notNull(),
		threadId: text().references(() => threads.id, { onDelete: "cascade" }),
		noticeId: text().references(() => notices.id, { onDelete: "cascade" }),
		/** What it is about: the same digest is never made twice. */
		cause: text().notNull(),
		state: text({ enum: mailStates }).notNull().default("waiting"),
		createdAt: instant().notNull(),
		settledAt: instant(),
	},
	(t) => [
		unique("mails_cause").on(t.personId, t.cause),
		check(
			"mails_form",
			sql`${t.form} in ('thread', 'summary', 'digest', 'notice') and (${t.form} = 'thread') = (${t.threadId} is not null) and (${t.form} = 'notice') = (${t.noticeId} is not null)`,
		),
		index("mails_notice").on(t.noticeId).where(sql`notice_id is not null`),
		check(
			"mails_state",
			sql`${t.state} in ('waiting', 'sent', 'dropped', 'refused') and (${t.state} = 'waiting') = (${t.settledAt} is null)`,
		),
		// What waits, and the admin's look at the last days.
		index("mails_waiting")
			.on(t.createdAt)
			.where(sql`state = 'waiting'`),
		index("mails_latest").on(t.createdAt),
	],
);

/** What a person is told of their sessions and of champion terms. It holds no words: these are read when it is shown. */
export const notices = pgTable(
	"notices",
	{
		id: id(),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		kind: text({ enum: noticeKinds }).notNull(),
		/** `session:<id>:<sequence>`, `reminder:<id>:<sequence>:<which>`, `term:<id>:ends`: nothing is told twice. */
		cause: text().notNull(),
		sessionId: text().references(() => coachingSessions.id, { onDelete: "cascade" }),
		termId: text().references(() => championTerms.id, { onDelete: "cascade" }),
		at: instant().notNull(),
		readAt: instant(),
	},
	(t) => [
		unique("notices_cause").on(t.personId, t.cause),
		check("notices_about", sql`num_nonnulls(${t.sessionId}, ${t.termId}) = 1`),
		check(
			"notices_kind",
			sql`${t.kind} in ('booked', 'moved', 'cancelled', 'offered', 'reminder', 'nudge', 'no-show', 'appeal', 'nominated', 'nomination', 'term-agreed', 'term-ends')`,
		),
		// What a person was told, latest first.
		index("notices_person").on(t.personId, t.at),
		// The number at the bell.
		index("notices_unread")
			.on(t.personId)
			.where(sql`read_at is null`),
		index("notices_session").on(t.sessionId).where(sql`session_id is not null`),
		index("notices_term").on(t.termId).where(sql`term_id is not null`),
	],
);

/** Something that a person is told, by what it is about. It holds no words: these are read, as far as they may be, when it is shown. */
export const notifications = pgTable(
	"notifications",
	{
		id: id(),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		kind: text({ enum: notificationKinds }).notNull(),
		/** `post:<id>`, `accepted:<post>`, `reaction:<post>:<kind>`, `question:<thread>`, `care:<post>`: nothing is told twice. */
		cause: text().notNull(),
		threadId: text()
			.notNull()
			.references(() => threads.id, { onDelete: "cascade" }),
		postId: text()
			.notNull()
			.references(() => posts.id, { onDelete: "cascade" }),
		at: instant().notNull(),
		readAt: instant(),
		/** When mail will tell of it, unless it was read by then; null: not by mail. */
		mailDueAt: instant(),
		mailId: text().references(() => mails.id, { onDelete: "set null" }),
	},
	(t) => [
		uniqueIndex("notifications_cause").on(t.personId, t.cause),
		check("notifications_kind", sql`${t.kind} in ('mention', 'reply', 'accepted', 'reaction', 'thread', 'question', 'care', 'ama')`),
		// A person's inbox; and what goes when it is old.
		index("notifications_inbox").on(t.personId, t.at),
		// The number at the bell, and what reading a thread settles.
		index("notifications_unread")
			.on(t.personId, t.threadId)
			.where(sql`read_at is null`),
		// Whose mail is due?
		index("notifications_mail_due")
			.on(t.mailDueAt, t.personId)
			.where(sql`mail_due_at is not null and mail_id is null and read_at is null`),
		index("notifications_mail").on(t.mailId).where(sql`mail_id is not null`),
		// What an edit or an answer changes.
		index("notifications_post").on(t.postId),
	],
);
