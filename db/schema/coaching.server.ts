import { sql } from "drizzle-orm";
import {
	bigint,
	boolean,
	check,
	customType,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique,
	uniqueIndex,
} from "drizzle-orm/pg-core";
import { bookingStates, officeHourKinds, sessionSides, sessionStates } from "../enums.ts";
import { id, instant } from "./columns.server.ts";
import { jobRoles, people, tools } from "./people.server.ts";
import { threads } from "./threads.server.ts";

const tstzrange = customType<{ data: string }>({ dataType: () => "tstzrange" });

/** A champion's recurring offer. Its hours are wall-clock times of its zone. Docs: docs/decisions/019-coaching.md. */
export const officeHours = pgTable(
	"office_hours",
	{
		id: id(),
		hostId: text()
			.notNull()
			.references(() => people.id),
		title: text().notNull(),
		about: text().notNull().default(""),
		kind: text({ enum: officeHourKinds }).notNull(),
		/** Length of a session in minutes. */
		minutes: smallint().notNull(),
		seats: smallint().notNull().default(1),
		/** Minutes that stay free before and after a session. */
		bufferBefore: smallint().notNull().default(0),
		bufferAfter: smallint().notNull().default(0),
		/** A session is booked at least so many minutes before it begins. */
		noticeMinutes: integer().notNull().default(240),
		/** How many days ahead sessions are offered. */
		horizonDays: smallint().notNull().default(28),
		/** At most so many sessions a week (Monday to Sunday, in its zone). */
		weeklyLimit: smallint(),
		timeZone: text().notNull(),
		/** The address of the video call, or where to meet; `{session}` stands for the session's id. */
		link: text().notNull().default(""),
		/** Takes part in "any champion for this topic". */
		pooled: boolean().notNull().default(true),
		createdAt: instant().notNull(),
		/** No longer offered; what is booked stays. */
		retiredAt: instant(),
	},
	(t) => [
		check("office_hours_kind", sql`${t.kind} in ('one', 'group')`),
		check(
			"office_hours_minutes",
			sql`case ${t.kind} when 'one' then ${t.minutes} between 15 and 60 and ${t.seats} = 1 else ${t.minutes} between 15 and 180 and ${t.seats} between 2 and 200 end`,
		),
		check("office_hours_buffers", sql`${t.bufferBefore} between 0 and 120 and ${t.bufferAfter} between 0 and 120`),
		check("office_hours_notice", sql`${t.noticeMinutes} between 0 and 20160`),
		check("office_hours_horizon", sql`${t.horizonDays} between 1 and 120`),
		check("office_hours_weekly", sql`${t.weeklyLimit} between 1 and 50`),
		index("office_hours_host").on(t.hostId),
	],
);

/** What a host can be asked about in these hours: tools and job roles. */
export const officeHourTopics = pgTable(
	"office_hour_topics",
	{
		officeHoursId: text()
			.notNull()
			.references(() => officeHours.id, { onDelete: "cascade" }),
		toolId: text().references(() => tools.id),
		jobRoleId: text().references(() => jobRoles.id),
	},
	(t) => [
		unique("office_hour_topics_once").on(t.officeHoursId, t.toolId, t.jobRoleId).nullsNotDistinct(),
		check("office_hour_topics_one", sql`num_nonnulls(${t.toolId}, ${t.jobRoleId}) = 1`),
		// Whose hours are about this tool or role?
		index("office_hour_topics_tool")
			.on(t.toolId)
			.where(sql`tool_id is not null`),
		index("office_hour_topics_role").on(t.jobRoleId).where(sql`job_role_id is not null`),
	],
);

/** A weekly window: from and to in minutes since local midnight; to may lie after midnight of the next day. */
export const officeHourRules = pgTable(
	"office_hour_rules",
	{
		officeHoursId: text()
			.notNull()
			.references(() => officeHours.id, { onDelete: "cascade" }),
		/** ISO: 1 is Monday. */
		weekday: smallint().notNull(),
		fromMinute: smallint().notNull(),
		toMinute: smallint().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.officeHoursId, t.weekday, t.fromMinute] }),
		check("office_hour_rules_weekday", sql`${t.weekday} between 1 and 7`),
		check(
			"office_hour_rules_minutes",
			sql`${t.fromMinute} between 0 and 1439 and ${t.toMinute} > ${t.fromMinute} and ${t.toMinute} <= ${t.fromMinute} + 1440`,
		),
	],
);

/** Other hours on one local day, in the place of the weekly ones. Without minutes: none on that day. */
export const officeHourOverrides = pgTable(
	"office_hour_overrides",
	{
		id: id(),
		officeHoursId: text()
			.notNull()
			.references(() => officeHours.id, { onDelete: "cascade" }),
		day: date({ mode: "string" }).notNull(),
		fromMinute: smallint(),
		toMinute: smallint(),
	},
	(t) => [
		unique("office_hour_overrides_once").on(t.officeHoursId, t.day, t.fromMinute).nullsNotDistinct(),
		check(
			"office_hour_overrides_minutes",
			sql`num_nulls(${t.fromMinute}, ${t.toMinute}) = 2 or (${t.fromMinute} between 0 and 1439 and ${t.toMinute} > ${t.fromMinute} and ${t.toMinute} <= ${t.fromMinute} + 1440)`,
		),
	],
);

/** Days (local to the host, both included) on which none of a host's hours take place. */
export const timeOff = pgTable(
	"time_off",
	{
		id: id(),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		fromDay: date({ mode: "string" }).notNull(),
		toDay: date({ mode: "string" }).notNull(),
	},
	(t) => [check("time_off_days", sql`${t.fromDay} <= ${t.toDay}`), index("time_off_person").on(t.personId, t.toDay)],
);

/** One dated meeting. Who is in it can be nowhere else meanwhile: triggers keep `busy`, which has the exclusion constraint. */
export const coachingSessions = pgTable(
	"coaching_sessions",
	{
		id: id(),
		officeHoursId: text()
			.notNull()
			.references(() => officeHours.id),
		hostId: text()
			.notNull()
			.references(() => people.id),
		kind: text({ enum: officeHourKinds }).notNull(),
		state: text({ enum: sessionStates }).notNull(),
		seats: smallint().notNull(),
		startsAt: instant().notNull(),
		endsAt: instant().notNull(),
		/** With the host's buffers. */
		blockedFrom: instant().notNull(),
		blockedTo: instant().notNull(),
		/** SEQUENCE of the host's calendar entry (RFC 5545, section 3.8.7.4). */
		sequence: integer().notNull().default(0),
		link: text().notNull().default(""),
		/** A held slot is free again from then on. */
		heldUntil: instant(),
		createdAt: instant().notNull(),
		cancelledAt: instant(),
		cancelledBy: text({ enum: sessionSides }),
		/** What was said when it was cancelled; optional. */
		reason: text().notNull().default(""),
		/** The thread that a group's notes became. */
		notesThreadId: text().references(() => threads.id, { onDelete: "set null" }),
	},
	(t) => [
		check("coaching_sessions_kind", sql`${t.kind} in ('one', 'group') and (${t.kind} = 'one') = (${t.seats} = 1)`),
		check("coaching_sessions_state", sql`${t.state} in ('held', 'booked', 'cancelled')`),
		check(
			"coaching_sessions_times",
			sql`${t.blockedFrom} <= ${t.startsAt} and ${t.startsAt} < ${t.endsAt} and ${t.endsAt} <= ${t.blockedTo}`,
		),
		check("coaching_sessions_held", sql`(${t.state} = 'held') = (${t.heldUntil} is not null)`),
		check(
			"coaching_sessions_cancelled",
			sql`(${t.state} = 'cancelled') = (${t.cancelledAt} is not null) and ${t.cancelledBy} in ('host', 'guest')`,
		),
		// A group's sessions are laid out once, however many servers do it.
		uniqueIndex("coaching_sessions_group")
			.on(t.officeHoursId, t.startsAt)
			.where(sql`kind = 'group' and state <> 'cancelled'`),
		index("coaching_sessions_host").on(t.hostId, t.startsAt),
		// How many of these hours are booked in a week, and what is laid out.
		index("coaching_sessions_hours").on(t.officeHoursId, t.startsAt),
		index("coaching_sessions_coming").on(t.startsAt).where(sql`state = 'booked'`),
		index("coaching_sessions_held").on(t.heldUntil).where(sql`state = 'held'`),
	],
);

/** One person's place in a session. Seats are counted by a trigger under the session's row lock. */
export const bookings = pgTable(
	"bookings",
	{
		id: id(),
		sessionId: text()
			.notNull()
			.references(() => coachingSessions.id, { onDelete: "cascade" }),
		guestId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		state: text({ enum: bookingStates }).notNull(),
		/** Order of the waitlist: first come, first served. */
		place: bigint({ mode: "number" }).notNull().generatedByDefaultAsIdentity(),
		/** What is held or offered is free again from then on. */
		until: instant(),
		/** What they want to try, and what they have tried. Seen by host and guest alone. */
		want: text().notNull().default(""),
		tried: text().notNull().default(""),
		/** The thread that it is about, as far as who looks may see it. */
		threadId: text().references(() => threads.id, { onDelete: "set null" }),
		/** SEQUENCE of the guest's calendar entry. */
		sequence: integer().notNull().default(0),
		createdAt: instant().notNull(),
	},
	(t) => [
		unique("bookings_once").on(t.sessionId, t.guestId),
		check("bookings_state", sql`${t.state} in ('held', 'booked', 'waiting', 'offered', 'cancelled')`),
		check("bookings_until", sql`(${t.state} in ('held', 'offered')) = (${t.until} is not null)`),
		check("bookings_words", sql`char_length(${t.want}) <= 4000 and char_length(${t.tried}) <= 4000`),
		index("bookings_guest").on(t.guestId),
		// Who is next?
		index("bookings_waitlist")
			.on(t.sessionId, t.place)
			.where(sql`state = 'waiting'`),
		index("bookings_until_at").on(t.until).where(sql`until is not null`),
		index("bookings_thread").on(t.threadId).where(sql`thread_id is not null`),
	],
);

/**
 * When a person is taken, as host or guest; one row for a session or booking that holds. Written by triggers alone. No two rows of one
 * person overlap (exclusion constraint `busy_apart`, in the migration).
 */
export const busy = pgTable("busy", {
	/** Of a session (its host) or a booking (its guest). */
	source: text().primaryKey(),
	personId: text()
		.notNull()
		.references(() => people.id, { onDelete: "cascade" }),
	during: tstzrange().notNull(),
});

/** Notes about a session that their writer alone reads. Read and written by `app/coaching/notes.server.ts` alone. */
export const myNotes = pgTable(
	"my_notes",
	{
		sessionId: text()
			.notNull()
			.references(() => coachingSessions.id, { onDelete: "cascade" }),
		personId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		text: text().notNull(),
		updatedAt: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.sessionId, t.personId] }), check("my_notes_text", sql`char_length(${t.text}) <= 20000`)],
);

/** Notes that host and guests of a session share, and nobody else reads. */
export const ourNotes = pgTable(
	"our_notes",
	{
		sessionId: text()
			.primaryKey()
			.references(() => coachingSessions.id, { onDelete: "cascade" }),
		text: text().notNull(),
		revision: integer().notNull().default(1),
		updatedAt: instant().notNull(),
	},
	(t) => [check("our_notes_text", sql`char_length(${t.text}) <= 20000`)],
);

/** What came out of a session as both want colleagues to read it, without the guest's name: one offers it, the other agrees. */
export const sessionExcerpts = pgTable(
	"session_excerpts",
	{
		sessionId: text()
			.primaryKey()
			.references(() => coachingSessions.id, { onDelete: "cascade" }),
		text: text().notNull(),
		offeredBy: text()
			.notNull()
			.references(() => people.id),
		offeredAt: instant().notNull(),
		agreedAt: instant(),
	},
	(t) => [check("session_excerpts_text", sql`char_length(${t.text}) between 1 and 2000`)],
);

/** A guest's own look back; nobody else reads it. */
export const reflections = pgTable(
	"reflections",
	{
		bookingId: text()
			.primaryKey()
			.references(() => bookings.id, { onDelete: "cascade" }),
		tried: text().notNull().default(""),
		willDo: text().notNull().default(""),
		byDay: date({ mode: "string" }),
		nudgedAt: instant(),
		updatedAt: instant().notNull(),
	},
	(t) => [
		check("reflections_words", sql`char_length(${t.tried}) <= 4000 and char_length(${t.willDo}) <= 4000`),
		// Whom to remind today?
		index("reflections_due")
			.on(t.byDay)
			.where(sql`by_day is not null and nudged_at is null`),
	],
);

/** That somebody did not come, as one side says it; seen by the two alone, can be answered, and goes after 60 days. */
export const noShows = pgTable(
	"no_shows",
	{
		bookingId: text()
			.primaryKey()
			.references(() => bookings.id, { onDelete: "cascade" }),
		/** Who did not come. */
		side: text({ enum: sessionSides }).notNull(),
		at: instant().notNull(),
		appeal: text(),
		appealedAt: instant(),
	},
	(t) => [
		check("no_shows_side", sql`${t.side} in ('host', 'guest')`),
		check("no_shows_appeal", sql`(${t.appeal} is null) = (${t.appealedAt} is null) and char_length(${t.appeal}) <= 1000`),
		index("no_shows_at").on(t.at),
	],
);

/** What a champion says keeps coming up. It names no session and no guest. */
export const recurringTopics = pgTable(
	"recurring_topics",
	{
		id: id(),
		hostId: text()
			.notNull()
			.references(() => people.id, { onDelete: "cascade" }),
		toolId: text().references(() => tools.id),
		text: text().notNull(),
		at: instant().notNull(),
	},
	(t) => [check("recurring_topics_text", sql`char_length(${t.text}) between 1 and 200`), index("recurring_topics_at").on(t.at)],
);

/** What somebody wants to talk about in a group session: with their name, or without it and then recognised by a keyed hash alone. */
export const agendaQuestions = pgTable(
	"agenda_questions",
	{
		id: id(),
		sessionId: text()
			.notNull()
			.references(() => coachingSessions.id, { onDelete: "cascade" }),
		authorId: text().references(() => people.id, { onDelete: "cascade" }),
		/** HMAC of session, question and person: is it the viewer's? */
		mark: text().notNull(),
		text: text().notNull(),
		day: date({ mode: "string" }).notNull(),
		/** Until then its author alone sees what has no name; empty once it appeared. */
		appearsAt: instant(),
	},
	(t) => [
		check("agenda_questions_text", sql`char_length(${t.text}) between 1 and 600`),
		check("agenda_questions_appears", sql`${t.appearsAt} is null or ${t.authorId} is null`),
		index("agenda_questions_session").on(t.sessionId),
		index("agenda_questions_appears_at").on(t.appearsAt).where(sql`appears_at is not null`),
	],
);

/** The secret in the address of a person's calendar; replacing the row revokes the old address. */
export const calendarTokens = pgTable("calendar_tokens", {
	personId: text()
		.primaryKey()
		.references(() => people.id, { onDelete: "cascade" }),
	tokenHash: text().notNull().unique(),
	createdAt: instant().notNull(),
});
