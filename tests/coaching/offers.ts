import type { Viewer } from "#app/auth/rules.ts";
import { saveHours } from "#app/coaching/hours.server.ts";
import { hoursInput } from "#app/coaching/input.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { newId } from "#app/core/ids.server.ts";
import { championScopes, champions, championTerms } from "#db/schema/champions.server.ts";
import { tools } from "#db/schema/people.server.ts";
import { makePerson } from "#tests/support/makers.ts";

const day = (offset: number) => new Date(now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);

/** A tool of a test; the same name twice is one. */
export async function makeTool(name: string): Promise<string> {
	const id = newId();
	await db.insert(tools).values({ id, slug: name.toLowerCase(), name });
	return id;
}

/** A champion whose term runs, in a zone. */
export async function makeHost(timeZone = "Europe/Amsterdam", toolId?: string): Promise<Viewer> {
	const host = { ...(await makePerson()), timeZone };
	const id = newId();
	await db.insert(champions).values({ personId: host.id });
	await db.insert(championTerms).values({
		id,
		personId: host.id,
		state: "agreed",
		nominatedBy: host.id,
		why: "A test.",
		proposedAt: now(),
		adminId: host.id,
		adminAgreedAt: now(),
		personAgreedAt: now(),
		startsOn: day(-30),
		endsOn: day(300),
	});
	if (toolId) await db.insert(championScopes).values({ termId: id, toolId });
	return host;
}

const everyDay = "00:00-24:00";
/** The form of hours that are offered at any time, as a browser sends it. */
export const form = (values: Record<string, unknown> = {}) => ({
	timeZone: "Europe/Amsterdam",
	title: "Twenty minutes about anything",
	about: "",
	kind: "one",
	minutes: "30",
	seats: "1",
	bufferBefore: "0",
	bufferAfter: "0",
	noticeHours: "0",
	horizonDays: "60",
	weeklyLimit: "",
	link: "https://meet.example/{session}",
	pooled: "on",
	tools: [],
	jobRoles: [],
	mon: everyDay,
	tue: everyDay,
	wed: everyDay,
	thu: everyDay,
	fri: everyDay,
	sat: everyDay,
	sun: everyDay,
	otherDays: "",
	...values,
});

/** Hours of a host, through the same form and command as those of a person. */
export async function offer(host: Viewer, values: Record<string, unknown> = {}): Promise<string> {
	const saved = await saveHours(host, null, hoursInput.parse(form({ timeZone: host.timeZone, ...values })));
	if ("errors" in saved) throw new Error(JSON.stringify(saved.errors));
	return saved.id;
}

/** A slot so many hours from now, at a full hour of UTC. */
export const inHours = (hours: number): Date => new Date(Math.ceil(now().getTime() / 3_600_000) * 3_600_000 + hours * 3_600_000);
export const words = { want: "To sort a table by region.", tried: "A prompt with an example.", threadId: undefined };
