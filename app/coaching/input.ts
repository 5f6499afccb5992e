import { z } from "zod";
import { checkbox, line, optionalId, prose } from "#app/core/input.ts";
import { timeZone } from "#app/people/input.ts";
import { readOtherDays, readWindows } from "./hours-text.ts";
import { coachingLimits } from "./rules.ts";

/** An instant, as a slot's button sends it. */
const instant = z
	.string({ message: "Choose a time." })
	.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, "Choose a time.")
	.refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text, "Choose a time.")
	.transform((text) => new Date(text));

export const slotInput = z.object({ startsAt: instant, threadId: optionalId });
const words = (what: string, min = 0) => prose(what, { min, max: coachingLimits.words });
export const bookingInput = z.object({ want: words("What you want to try", 1), tried: words("What you have tried"), threadId: optionalId });
export type BookingInput = z.infer<typeof bookingInput>;

/** What a slot was to be booked with that is no longer kept, and another one that is chosen in its place. */
export const againInput = bookingInput.extend({ hoursId: optionalId, startsAt: instant.optional() });
export const seatInput = bookingInput.extend({ want: words("What you want to try") });

export const moveInput = z.object({ startsAt: instant });
export const cancelInput = z.object({ reason: prose("A reason", { min: 0, max: 500 }) });
export const offerInput = z.object({ act: z.enum(["take", "refuse"], { message: "Please try again." }) });

const whole = (what: string, min: number, max: number) =>
	z
		.string({ message: `${what} is missing.` })
		.regex(/^\d{1,6}$/, `${what} is a whole number.`)
		.transform(Number)
		.pipe(z.number().min(min, `${what}: at least ${min}.`).max(max, `${what}: at most ${max}.`));
const ids = z
	.array(z.string().regex(/^[0-9a-z]{14}$/, "Choose from the list."))
	.max(coachingLimits.topics, `Choose ${coachingLimits.topics} at most.`);

const longestText = 4000;
const windows = z
	.string()
	.max(longestText, "That are too many.")
	.optional()
	.transform((text, context) => {
		const found = readWindows(text ?? "");
		if (typeof found !== "string") return found;
		context.addIssue({ code: "custom", message: found });
		return z.NEVER;
	});

const otherDays = z
	.string()
	.max(longestText, "That are too many.")
	.optional()
	.transform((text, context) => {
		const found = readOtherDays((text ?? "").replaceAll("\r\n", "\n"));
		if (typeof found !== "string") return found;
		context.addIssue({ code: "custom", message: found });
		return z.NEVER;
	});

const windowsInput = { mon: windows, tue: windows, wed: windows, thu: windows, fri: windows, sat: windows, sun: windows, otherDays };

export const hoursInput = z.object({
	title: line("A title", { max: coachingLimits.title }),
	about: prose("What it is about", { min: 0, max: coachingLimits.about }),
	kind: z.enum(["one", "group"], { message: "Choose one of the two." }),
	minutes: whole("The length", 15, 180),
	seats: whole("Seats", 1, 200),
	bufferBefore: whole("The buffer before", 0, 120),
	bufferAfter: whole("The buffer after", 0, 120),
	noticeHours: whole("The notice", 0, 336),
	horizonDays: whole("The days ahead", 1, 120),
	weeklyLimit: z
		.string()
		.optional()
		.transform((text) => (text ? Number(text) : null))
		.pipe(z.number().int("A whole number, please.").min(1, "At least one.").max(50, "At most 50.").nullable()),
	timeZone,
	link: prose("Where to meet", { min: 0, max: 300 }),
	pooled: checkbox,
	tools: ids,
	jobRoles: ids,
	...windowsInput,
});
export type HoursInput = z.infer<typeof hoursInput>;

const day = z
	.string({ message: "Choose a day." })
	.regex(/^20\d{2}-\d{2}-\d{2}$/, "Choose a day.")
	.refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), "Choose a day.");
const noDay = z
	.literal("")
	.optional()
	.transform(() => undefined);
export const timeOffInput = z.object({ act: z.enum(["add", "remove"]), fromDay: noDay.or(day), toDay: noDay.or(day), id: optionalId });
