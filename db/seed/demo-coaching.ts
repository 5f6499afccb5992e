// Office hours of the demo company's champions, in their own time zones, and sessions around today: one to come, one to look back at, one
// that was cancelled, and a group that is full.

import type { Db } from "../client.server.ts";
import type { BookingState } from "../enums.ts";
import { bookings, coachingSessions, officeHourRules, officeHours, officeHourTopics, sessionExcerpts } from "../schema/coaching.server.ts";
import { hour, idOf } from "./demo-ids.ts";

const day = 24 * hour;
const minute = 60_000;

type Window = { weekday: number; from: number; to: number };
type DemoHours = {
	host: string;
	title: string;
	about: string;
	timeZone: string;
	kind: "one" | "group";
	minutes: number;
	seats?: number;
	windows: Window[];
	tools: string[];
	jobRoles?: string[];
	pooled?: boolean;
};

const at = (weekday: number, from: number, to: number): Window => ({ weekday, from: from * 60, to: to * 60 });

const demoHours: DemoHours[] = [
	{
		host: "tomas",
		title: "Spreadsheets that explain themselves",
		about: "Bring a sheet that only one person understands. We make Copilot explain it, and find out where it guesses.",
		timeZone: "Europe/Madrid",
		kind: "one",
		minutes: 20,
		windows: [at(1, 10, 12), at(2, 15, 17), at(3, 10, 12), at(4, 10, 12)],
		tools: ["excel-copilot"],
		jobRoles: ["dispatcher", "route-planner"],
	},
	{
		host: "anna",
		title: "Assumptions before numbers",
		about: "For forecasts and reports: what you tell it first, so that the figures can be checked.",
		timeZone: "Europe/Warsaw",
		kind: "one",
		minutes: 30,
		windows: [at(2, 13, 15), at(4, 13, 16)],
		tools: ["excel-copilot"],
		jobRoles: ["financial-analyst", "accountant"],
	},
	{
		host: "leila",
		title: "Always ask for the page number",
		about: "Long documents, short answers, and how one knows that they are true. Beginners are very welcome.",
		timeZone: "Europe/Amsterdam",
		kind: "one",
		minutes: 25,
		windows: [at(2, 9, 11), at(4, 9, 11), at(5, 13, 15)],
		tools: ["claude", "notebooklm"],
		jobRoles: ["counsel", "contract-manager"],
	},
	{
		host: "jonas",
		title: "A diff that nobody wrote",
		about: "We read one generated change together, slowly.",
		timeZone: "Europe/Stockholm",
		kind: "one",
		minutes: 30,
		windows: [at(5, 9, 12)],
		tools: ["github-copilot"],
		jobRoles: ["software-engineer"],
		pooled: false,
	},
	{
		host: "ruth",
		title: "Real tickets, together",
		about: "Three tickets, one screen, and whoever likes types. Come to listen if you prefer.",
		timeZone: "Europe/London",
		kind: "group",
		minutes: 45,
		seats: 4,
		windows: [{ weekday: 3, from: 14 * 60, to: 14 * 60 + 45 }],
		tools: ["helpdesk-assist", "chatgpt"],
		jobRoles: ["support-agent", "support-lead"],
		pooled: false,
	},
];

/** The instant at which clocks of a zone show a time of a day. Sessions lie by day, where clocks do not change. */
function instantOf(dayNumber: number, minutes: number, timeZone: string): Date {
	const wall = dayNumber * day + minutes * minute;
	const shown = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
	const offset = (instant: number) => Date.parse(`${shown.format(instant).replace(" ", "T")}Z`) - instant;
	return new Date(wall - offset(wall - offset(wall)));
}

/** The day since the epoch of the first such weekday (1 is Monday) from a day on. */
const weekdayFrom = (dayNumber: number, weekday: number) => dayNumber + ((weekday - (((dayNumber + 3) % 7) + 1) + 7) % 7);

type Guest = { handle: string; state?: BookingState; want?: string; tried?: string };
type DemoSession = {
	host: string;
	/** Days from today on which the search for its weekday begins. */
	from: number;
	weekday: number;
	minutes: number;
	guests: Guest[];
	cancelled?: string;
	came?: string;
};

const demoSessions: DemoSession[] = [
	{
		host: "tomas",
		from: 2,
		weekday: 3,
		minutes: 10 * 60 + 20,
		guests: [
			{
				handle: "maya",
				want: "Getting the table out of scanned claims into a sheet, without typing it over.",
				tried: "I pasted the scan. It left out every second row.",
			},
		],
	},
	{
		host: "leila",
		from: -9,
		weekday: 4,
		minutes: 9 * 60 + 25,
		guests: [{ handle: "maya", want: "Asking our returns policy a question and getting the paragraph.", tried: "Nothing yet." }],
	},
	{
		host: "anna",
		from: 3,
		weekday: 4,
		minutes: 13 * 60,
		guests: [{ handle: "maya", state: "cancelled", want: "A monthly report of refunds." }],
		cancelled: "I am away that day after all. Please choose another one, gladly the week after.",
	},
	{
		host: "anna",
		from: 2,
		weekday: 2,
		minutes: 13 * 60 + 30,
		guests: [
			{ handle: "priya", want: "Ranges instead of one number in the Q3 forecast.", tried: "I asked for a confidence. It made one up." },
		],
	},
	{
		host: "leila",
		from: 2,
		weekday: 4,
		minutes: 9 * 60,
		guests: [{ handle: "tomas", want: "Reading a carrier contract before I sign the route." }],
	},
	{
		host: "tomas",
		from: -8,
		weekday: 2,
		minutes: 15 * 60,
		guests: [{ handle: "yusuf", want: "A sheet for the night shift that explains itself." }],
		came: "We let it describe each column before it was allowed to calculate. Two of them meant something else than we thought.",
	},
];

// Who comes to the first and the second session of the group.
const groupGuests: Guest[][] = [
	[
		{ handle: "aiko", want: "Polite and short at once." },
		{ handle: "emily", want: "Fewer sentences that begin with unfortunately." },
		{ handle: "grace" },
		{ handle: "mateo", want: "Two languages in one ticket." },
		{ handle: "maya", state: "waiting", want: "Order numbers it does not invent." },
		{ handle: "yusuf", state: "waiting" },
	],
	[{ handle: "priya" }, { handle: "tomas", want: "I would like to listen." }],
];
const groupWeeks = 6;

export async function writeCoaching(tx: Db, start: number): Promise<void> {
	const began = new Date(start - 25 * day);
	await tx.insert(officeHours).values(
		demoHours.map(({ host, title, about, kind, minutes, seats = 1, timeZone, pooled = true }) => ({
			id: idOf("hours", host),
			hostId: idOf("person", host),
			title,
			about,
			kind,
			minutes,
			seats,
			bufferAfter: kind === "one" ? 10 : 0,
			timeZone,
			link: `https://meet.example/${host}-{session}`,
			pooled,
			createdAt: began,
		})),
	);
	await tx
		.insert(officeHourRules)
		.values(
			demoHours.flatMap(({ host, windows }) =>
				windows.map(({ weekday, from, to }) => ({ officeHoursId: idOf("hours", host), weekday, fromMinute: from, toMinute: to })),
			),
		);
	await tx
		.insert(officeHourTopics)
		.values(
			demoHours.flatMap(({ host, tools, jobRoles = [] }) => [
				...tools.map((slug) => ({ officeHoursId: idOf("hours", host), toolId: idOf("list", slug) })),
				...jobRoles.map((slug) => ({ officeHoursId: idOf("hours", host), jobRoleId: idOf("list", slug) })),
			]),
		);
	const group = demoHours.find(({ kind }) => kind === "group");
	const weekly = Array.from({ length: group ? groupWeeks : 0 }, (_, week) => ({
		host: group?.host ?? "",
		from: 2 + 7 * week,
		weekday: group?.windows[0]?.weekday ?? 1,
		minutes: group?.windows[0]?.from ?? 0,
		guests: groupGuests[week] ?? [],
	}));
	for (const session of [...demoSessions, ...weekly]) await writeSession(tx, start, session);
}

async function writeSession(tx: Db, start: number, { host, from, weekday, minutes, guests, cancelled, came }: DemoSession): Promise<void> {
	const hours = demoHours.find((one) => one.host === host);
	if (!hours) return;
	const id = idOf("session", host, String(from), guests[0]?.handle ?? "");
	const startsAt = instantOf(weekdayFrom(Math.floor(start / day) + from, weekday), minutes, hours.timeZone);
	const endsAt = new Date(startsAt.getTime() + hours.minutes * minute);
	const createdAt = new Date(Math.min(start, startsAt.getTime()) - 3 * day);
	await tx.insert(coachingSessions).values({
		id,
		officeHoursId: idOf("hours", host),
		hostId: idOf("person", host),
		kind: hours.kind,
		state: cancelled ? "cancelled" : "booked",
		seats: hours.seats ?? 1,
		startsAt,
		endsAt,
		blockedFrom: startsAt,
		blockedTo: new Date(endsAt.getTime() + (hours.kind === "one" ? 10 * minute : 0)),
		link: `https://meet.example/${host}-${id}`,
		createdAt,
		sequence: cancelled ? 1 : 0,
		...(cancelled ? { cancelledAt: new Date(start - 6 * hour), cancelledBy: "host" as const, reason: cancelled } : {}),
	});
	if (guests.length > 0)
		await tx.insert(bookings).values(
			guests.map(({ handle, state = "booked", want = "", tried = "" }) => ({
				id: idOf("booking", id, handle),
				sessionId: id,
				guestId: idOf("person", handle),
				state,
				want,
				tried,
				sequence: cancelled ? 1 : 0,
				createdAt,
			})),
		);
	if (came)
		await tx.insert(sessionExcerpts).values({
			sessionId: id,
			text: came,
			offeredBy: idOf("person", host),
			offeredAt: endsAt,
			agreedAt: new Date(endsAt.getTime() + hour),
		});
}
