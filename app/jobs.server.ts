// Every job there is: its name, what it is given (ids alone), what it does; and what happens by the clock.
import { z } from "zod";
import { noticeKinds, reactionKinds } from "#db/enums.ts";
import { dropOldLinks } from "./anonymity/links.server.ts";
import { askBeforeEnd } from "./champions/terms.server.ts";
import { agendaAppears } from "./coaching/agenda.server.ts";
import { layOutGroups } from "./coaching/groups.server.ts";
import { noteHeld } from "./coaching/held.server.ts";
import { forgetNoShows } from "./coaching/no-shows.server.ts";
import { nudgeDue } from "./coaching/reflections.server.ts";
import { reminderKinds, remindOf } from "./coaching/reminders.server.ts";
import { runOut } from "./coaching/seats.server.ts";
import { sqlState } from "./core/away.server.ts";
import { idOf } from "./core/input.ts";
import { type Clockwork, startWorker } from "./core/worker.server.ts";
import { careForPost } from "./helping/care.server.ts";
import { bringQuestions } from "./helping/routing.server.ts";
import { forgetReports } from "./moderation/thank-yous.server.ts";
import { tellOfAmas } from "./notifications/ama-due.server.ts";
import { makeDueDigests } from "./notifications/digest.server.ts";
import { tellOfEdit, tellOfPost } from "./notifications/fan-out.server.ts";
import { makeDueMails } from "./notifications/mail-due.server.ts";
import { sendWaitingMail } from "./notifications/mail-send.server.ts";
import { noteNotice } from "./notifications/notices.server.ts";
import { pushNotification } from "./notifications/push-due.server.ts";
import { tellOfAcceptance, tellOfReaction } from "./notifications/thanks.server.ts";
import { awardTo } from "./recognition/award.server.ts";
import { askOthers } from "./recognition/nominations.server.ts";
import { appearDue } from "./replies/anonymous.server.ts";

const post = z.object({ postId: idOf("a post") });

const payloads = {
	"notifications.post": post.extend({ after: z.string().optional() }),
	"notifications.edited": post,
	"notifications.accepted": post,
	"notifications.reaction": post.extend({ reaction: z.enum(reactionKinds) }),
	"notifications.mail": z.object({ mailId: idOf("a mail") }),
	"notifications.push": z.object({ notificationId: idOf("a notification") }),
	"notifications.due": z.unknown(),
	"notifications.digests": z.unknown(),
	"notifications.ama": z.unknown(),
	"notifications.notice": z.object({
		personId: idOf("a person"),
		kind: z.enum(noticeKinds),
		cause: z.string().max(120),
		sessionId: idOf("a session").optional(),
		termId: idOf("a term").optional(),
	}),
	"coaching.remind": z.object({ sessionId: idOf("a session"), which: z.enum(reminderKinds) }),
	"coaching.held": z.object({ sessionId: idOf("a session") }),
	"helping.post": post,
	"helping.due": z.unknown(),
	"replies.appear": z.unknown(),
	"anonymity.links": z.unknown(),
	"champions.terms": z.unknown(),
	"coaching.due": z.unknown(),
	"coaching.groups": z.unknown(),
	"coaching.agenda": z.unknown(),
	"coaching.nudges": z.unknown(),
	"coaching.forget": z.unknown(),
	"recognition.award": z.object({ personId: idOf("a person") }),
	"recognition.nominations": z.unknown(),
	"moderation.forget": z.unknown(),
};
export type Payloads = { [Name in keyof typeof payloads]: z.infer<(typeof payloads)[Name]> };

type Handlers = { [Name in keyof Payloads]: (payload: Payloads[Name]) => Promise<unknown> };
const handlers: Handlers = {
	"notifications.post": tellOfPost,
	"notifications.edited": tellOfEdit,
	"notifications.accepted": tellOfAcceptance,
	"notifications.reaction": tellOfReaction,
	"notifications.mail": sendWaitingMail,
	"notifications.push": pushNotification,
	"notifications.due": makeDueMails,
	"notifications.digests": makeDueDigests,
	"notifications.ama": tellOfAmas,
	"notifications.notice": noteNotice,
	"coaching.remind": remindOf,
	"coaching.held": noteHeld,
	"helping.post": careForPost,
	"helping.due": bringQuestions,
	"replies.appear": appearDue,
	"anonymity.links": dropOldLinks,
	"champions.terms": askBeforeEnd,
	"coaching.due": runOut,
	"coaching.groups": layOutGroups,
	"coaching.agenda": agendaAppears,
	"coaching.nudges": nudgeDue,
	"coaching.forget": forgetNoShows,
	"recognition.award": awardTo,
	"recognition.nominations": askOthers,
	"moderation.forget": forgetReports,
};

/** Crontab lines, in UTC. What is due stands in tables with its time: a minute missed is made up for by the next. */
export const clockwork: Clockwork[] = [
	{ task: "replies.appear", match: "* * * * *" },
	{ task: "anonymity.links", match: "23 * * * *" },
	{ task: "champions.terms", match: "41 * * * *" },
	{ task: "notifications.ama", match: "* * * * *" },
	{ task: "notifications.due", match: "* * * * *" },
	{ task: "notifications.digests", match: "*/5 * * * *" },
	{ task: "helping.due", match: "*/5 * * * *" },
	{ task: "coaching.due", match: "* * * * *" },
	{ task: "coaching.groups", match: "7,37 * * * *" },
	{ task: "coaching.agenda", match: "* * * * *" },
	{ task: "coaching.nudges", match: "*/15 * * * *" },
	{ task: "coaching.forget", match: "41 3 * * *" },
	{ task: "recognition.nominations", match: "17 * * * *" },
	{ task: "moderation.forget", match: "47 3 * * *" },
];

/** Of an error only what says nothing of people: the queue keeps it, and admins read it. A failed query quotes its parameters. */
const plain = (error: unknown): Error => {
	const state = sqlState(error);
	if (state) return new Error(`Database error ${state.code} ${state.constraint}`.trim());
	return new Error(error instanceof Error && !("params" in error) ? `${error.name}: ${error.message}` : "Something unexpected");
};

/** Does one job: checks what it was given, and says in plain words when it failed. */
export async function work<N extends keyof Payloads>(name: N, payload: unknown): Promise<void> {
	try {
		await handlers[name](payloads[name].parse(payload) as Payloads[N]);
	} catch (error) {
		throw plain(error);
	}
}

const names = Object.keys(handlers) as (keyof Payloads)[];
/** As the worker wants them. */
export const taskList = Object.fromEntries(names.map((name) => [name, (payload: unknown) => work(name, payload)]));

/** Runs jobs in this process from now on. Returns how to stop. */
export const startJobs = (): (() => Promise<void>) => startWorker(taskList, clockwork);
