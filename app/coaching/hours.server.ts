// A champion's office hours: offering, changing and ending them, and days off. Docs: docs/decisions/019-coaching.md.
import { and, asc, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { runs } from "#app/champions/load.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { isId } from "#app/core/ids.ts";
import { record } from "#app/people/activity.server.ts";
import type { Tx } from "#db/client.server.ts";
import { officeHourOverrides, officeHourRules, officeHours, officeHourTopics, timeOff } from "#db/schema/coaching.server.ts";
import { jobRoles, tools } from "#db/schema/people.server.ts";
import { rulesOf } from "./availability.server.ts";
import { layOutOne } from "./groups.server.ts";
import { otherDaysText, weekdays, windowsText } from "./hours-text.ts";
import type { HoursInput } from "./input.ts";
import { coachingLimits } from "./rules.ts";

type Refused = { errors: Record<string, string> };

/** Whether the viewer is champion today: only champions offer hours. */
export async function isChampion(viewer: Viewer, tx = db): Promise<boolean> {
	const rows = await tx.execute(sql`select from champion_terms ct where ct.person_id = ${viewer.id} and ${runs(sql`ct`)}`);
	return rows.length > 0;
}

/** The viewer's own office hours that are not retired. */
export const ownHours = (viewer: Viewer, tx = db) =>
	tx
		.select({
			id: officeHours.id,
			title: officeHours.title,
			kind: officeHours.kind,
			minutes: officeHours.minutes,
			seats: officeHours.seats,
			timeZone: officeHours.timeZone,
		})
		.from(officeHours)
		.where(and(eq(officeHours.hostId, viewer.id), isNull(officeHours.retiredAt)))
		.orderBy(asc(officeHours.title), asc(officeHours.id));

/** The viewer's days off from today on. */
export const ownDaysOff = (viewer: Viewer, tx = db) =>
	tx
		.select({ id: timeOff.id, fromDay: timeOff.fromDay, toDay: timeOff.toDay })
		.from(timeOff)
		.where(and(eq(timeOff.personId, viewer.id), gte(timeOff.toDay, now().toISOString().slice(0, 10))))
		.orderBy(asc(timeOff.fromDay));

/** The viewer's own hours as their form shows them; null when they are not theirs. */
export async function hoursForm(viewer: Viewer, id: string | undefined, tx = db) {
	if (!isId(id)) return null;
	const [hours] = await tx
		.select()
		.from(officeHours)
		.where(and(eq(officeHours.id, id), eq(officeHours.hostId, viewer.id), isNull(officeHours.retiredAt)));
	if (!hours) return null;
	const { rules, overrides } = (await rulesOf([id], [viewer.id], tx))(id, viewer.id);
	const topics = await tx.select().from(officeHourTopics).where(eq(officeHourTopics.officeHoursId, id));
	const week = Object.fromEntries(weekdays.map((name, index) => [name, windowsText(rules.filter(({ weekday }) => weekday === index + 1))]));
	const days = [...Map.groupBy(overrides, ({ day }) => day)].map(([day, rows]) => ({
		day,
		windows: rows.flatMap(({ fromMinute, toMinute }) => (fromMinute === null || toMinute === null ? [] : [{ fromMinute, toMinute }])),
	}));
	return {
		id,
		timeZone: hours.timeZone,
		values: {
			title: hours.title,
			about: hours.about,
			kind: hours.kind,
			minutes: String(hours.minutes),
			seats: String(hours.seats),
			bufferBefore: String(hours.bufferBefore),
			bufferAfter: String(hours.bufferAfter),
			noticeHours: String(Math.round(hours.noticeMinutes / 60)),
			horizonDays: String(hours.horizonDays),
			weeklyLimit: hours.weeklyLimit === null ? "" : String(hours.weeklyLimit),
			link: hours.link,
			pooled: hours.pooled ? "on" : "",
			...week,
			otherDays: otherDaysText(days),
		} as Record<string, string>,
		tools: topics.flatMap(({ toolId }) => toolId ?? []),
		jobRoles: topics.flatMap(({ jobRoleId }) => jobRoleId ?? []),
	};
}

/** What a form of hours lacks, by field. */
function wrongIn(input: HoursInput): Record<string, string> {
	const errors: Record<string, string> = {};
	if (input.kind === "one" && input.minutes > 60) errors.minutes = "For one person at a time: 60 minutes at most.";
	if (input.kind === "group" && input.seats < 2) errors.seats = "A group has two seats at least.";
	if (weekdays.reduce((sum, name) => sum + input[name].length, 0) > coachingLimits.rules)
		errors.mon = `${coachingLimits.rules} times a week at most, please.`;
	if (weekdays.every((name) => input[name].length === 0) && input.otherDays.every(({ windows }) => windows.length === 0))
		errors.mon = "Name at least one time: else nobody finds you.";
	return errors;
}

/** Offers hours, or changes them (with an id), their zone included; what is booked stays as it is. Returns their id, or what will not do by field. Throws 404. */
export async function saveHours(viewer: Viewer, id: string | null, input: HoursInput): Promise<{ id: string } | Refused> {
	const errors = wrongIn(input);
	if (Object.keys(errors).length > 0) return { errors };
	return db.transaction(async (tx): Promise<{ id: string } | Refused> => {
		if (!(await isChampion(viewer, tx))) throw notFound();
		const known = id ? await lockOwn(viewer, id, tx) : null;
		if (known && known.kind !== input.kind) return { errors: { kind: "This stays as it was: end these hours, and offer others." } };
		if (!known && (await ownHours(viewer, tx)).length >= 20)
			return { errors: { form: "Twenty offers are enough. End one of them first." } };
		const [offeredTools, offeredRoles] = [await present(tools, input.tools, tx), await present(jobRoles, input.jobRoles, tx)];
		const values = {
			title: input.title,
			about: input.about,
			kind: input.kind,
			minutes: input.minutes,
			seats: input.kind === "one" ? 1 : input.seats,
			bufferBefore: input.bufferBefore,
			bufferAfter: input.bufferAfter,
			noticeMinutes: input.noticeHours * 60,
			horizonDays: input.horizonDays,
			weeklyLimit: input.weeklyLimit,
			timeZone: input.timeZone,
			link: input.link,
			pooled: input.pooled,
		};
		const hoursId = known?.id ?? newId();
		if (known) await tx.update(officeHours).set(values).where(eq(officeHours.id, hoursId));
		else await tx.insert(officeHours).values({ id: hoursId, hostId: viewer.id, createdAt: now(), ...values });
		await setRules(hoursId, input, tx);
		await tx.delete(officeHourTopics).where(eq(officeHourTopics.officeHoursId, hoursId));
		const topics = [...offeredTools.map((toolId) => ({ toolId })), ...offeredRoles.map((jobRoleId) => ({ jobRoleId }))];
		if (topics.length > 0) await tx.insert(officeHourTopics).values(topics.map((topic) => ({ officeHoursId: hoursId, ...topic })));
		if (input.kind === "group") await layOutOne(hoursId, tx);
		if (!known) await record(tx, { personId: viewer.id, event: "hours-offered", subjectId: hoursId });
		return { id: hoursId };
	});
}

async function lockOwn(viewer: Viewer, id: string, tx: Tx) {
	const [own] = isId(id)
		? await tx
				.select()
				.from(officeHours)
				.where(and(eq(officeHours.id, id), eq(officeHours.hostId, viewer.id), isNull(officeHours.retiredAt)))
				.for("update")
		: [];
	if (!own) throw notFound();
	return own;
}

const present = async (table: typeof tools | typeof jobRoles, ids: string[], tx: Tx): Promise<string[]> =>
	ids.length === 0 ? [] : (await tx.select({ id: table.id }).from(table).where(inArray(table.id, ids))).map(({ id }) => id);

async function setRules(officeHoursId: string, input: HoursInput, tx: Tx): Promise<void> {
	await tx.delete(officeHourRules).where(eq(officeHourRules.officeHoursId, officeHoursId));
	await tx.delete(officeHourOverrides).where(eq(officeHourOverrides.officeHoursId, officeHoursId));
	const rules = weekdays.flatMap((name, index) => input[name].map((window) => ({ officeHoursId, weekday: index + 1, ...window })));
	const overrides = input.otherDays.flatMap(({ day, windows }) =>
		(windows.length > 0 ? windows : [{ fromMinute: null, toMinute: null }]).map((window) => ({
			id: newId(),
			officeHoursId,
			day,
			...window,
		})),
	);
	if (rules.length > 0) await tx.insert(officeHourRules).values(rules);
	if (overrides.length > 0) await tx.insert(officeHourOverrides).values(overrides);
}

/** Ends an offer: nothing more is booked; what is booked takes place. Empty sessions of a group go. Throws 404. */
export async function retireHours(viewer: Viewer, id: string | undefined): Promise<void> {
	await db.transaction(async (tx) => {
		const own = await lockOwn(viewer, id ?? "", tx);
		await tx.update(officeHours).set({ retiredAt: now() }).where(eq(officeHours.id, own.id));
		if (own.kind === "group") await layOutOne(own.id, tx);
	});
}

/** Adds days off. Returns what will not do by field, or null. */
export async function addDaysOff(viewer: Viewer, fromDay: string | undefined, toDay: string | undefined): Promise<Refused | null> {
	const [from, to] = [fromDay ?? "", toDay || fromDay || ""];
	const real = (text: string) => {
		const at = new Date(`${text}T00:00:00Z`);
		return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
	};
	if (!real(from)) return { errors: { fromDay: "Choose a day." } };
	if (!real(to) || to < from) return { errors: { toDay: "The last day comes after the first." } };
	if ((await ownDaysOff(viewer)).length >= coachingLimits.timeOff)
		return { errors: { fromDay: `${coachingLimits.timeOff} are enough. Take one away first.` } };
	await db.transaction(async (tx) => {
		await tx.insert(timeOff).values({ id: newId(), personId: viewer.id, fromDay: from, toDay: to });
		await layOutOfHost(viewer, tx);
	});
	return null;
}

/** Takes days off away again. Throws 404 when they are not the viewer's. */
export async function removeDaysOff(viewer: Viewer, id: string | undefined): Promise<void> {
	await db.transaction(async (tx) => {
		const gone = await tx
			.delete(timeOff)
			.where(and(eq(timeOff.id, id ?? ""), eq(timeOff.personId, viewer.id)))
			.returning({ id: timeOff.id });
		if (gone.length === 0) throw notFound();
		await layOutOfHost(viewer, tx);
	});
}

async function layOutOfHost(viewer: Viewer, tx: Tx): Promise<void> {
	for (const { id, kind } of await ownHours(viewer, tx)) if (kind === "group") await layOutOne(id, tx);
}
