// The champions of the demo company: running terms, one who rests, one whose term ends soon, one who was, and a proposal that waits.
import { sql } from "drizzle-orm";
import type { Db } from "../client.server.ts";
import { championScopes, champions, championTerms, playbookSteps } from "../schema/champions.server.ts";
import { askedHelpers, waitingQuestions } from "../schema/helping.server.ts";
import { personTools } from "../schema/people.server.ts";
import { tags, threadTags } from "../schema/threads.server.ts";
import { hour, idOf } from "./demo-ids.ts";

type DemoChampion = {
	handle: string;
	by: string;
	why: string;
	/** Days from today. */
	from: number;
	to: number;
	departments?: string[];
	jobRoles?: string[];
	tools?: string[];
	languages: string[];
	capacity?: number;
	resting?: boolean;
	open?: boolean;
};

const demoChampions: DemoChampion[] = [
	{
		handle: "tomas",
		by: "rosa",
		why: "He explains a spreadsheet so that one dares to change it.",
		from: -150,
		to: 215,
		jobRoles: ["dispatcher", "route-planner"],
		tools: ["excel-copilot"],
		languages: ["es", "en", "nl"],
		open: true,
	},
	{
		handle: "ruth",
		by: "ruth",
		why: "I coach with real tickets anyway, and would like more people to come.",
		from: -90,
		to: 275,
		departments: ["customer-support"],
		tools: ["helpdesk-assist"],
		languages: ["en"],
	},
	{
		handle: "jonas",
		by: "victor",
		why: "Nobody reads a diff as patiently.",
		from: -60,
		to: 305,
		jobRoles: ["software-engineer"],
		tools: ["github-copilot"],
		languages: ["sv", "en"],
		capacity: 1,
	},
	{
		handle: "ingrid",
		by: "fatima",
		why: "She tests every question on made-up people first.",
		from: -200,
		to: 165,
		departments: ["people"],
		languages: ["nb", "en", "de"],
		resting: true,
	},
	{
		handle: "anna",
		by: "chen",
		why: "She writes the assumptions down before the numbers.",
		from: -344,
		to: 21,
		departments: ["finance"],
		languages: ["pl", "en"],
	},
	{
		handle: "leila",
		by: "hannah",
		why: "She asks for the page number, always.",
		from: -30,
		to: 335,
		departments: ["legal"],
		tools: ["claude", "notebooklm"],
		languages: ["nl", "fa", "en"],
	},
	{
		handle: "samuel",
		by: "rosa",
		why: "Toolbox talks in four languages.",
		from: -410,
		to: -45,
		departments: ["operations"],
		languages: ["nl", "en"],
	},
];

// What more people have begun to use since they wrote their profile.
const alsoUse: Record<string, string[]> = {
	copilot: ["samuel", "pedro", "bianca", "julia", "carla", "chen", "anna", "eva"],
	chatgpt: ["emily", "mateo"],
	claude: ["lucas"],
	"excel-copilot": ["yusuf"],
};
const aboutTools: Record<string, string> = {
	"Can Copilot read the old TMS screens or do I keep typing it over?": "copilot",
	"Dictation garbles our dock names. Is there a cure?": "whisper",
	"How do you keep the assistant from rounding in the middle?": "excel-copilot",
	"Docs from code that are still true next month?": "github-copilot",
	"How do I stop it from inventing order numbers?": "helpdesk-assist",
	"Interview questions that do not all sound like the same interview": "copilot",
	"What do you feed it before a renewal, and what do you keep out?": "copilot",
};

export async function writeChampions(tx: Db, start: number): Promise<void> {
	const day = (days: number) => new Date(start + days * 24 * hour).toISOString().slice(0, 10);
	const at = (days: number) => new Date(start + days * 24 * hour);
	const person = (handle: string) => idOf("person", handle);
	for (const one of demoChampions) {
		const id = idOf("term", one.handle);
		const [asked, said] = [at(one.from - 9), at(one.from - 3)];
		const agreed = { adminId: person("priya"), adminAgreedAt: said, personAgreedAt: said, startsOn: day(one.from), endsOn: day(one.to) };
		await tx.insert(championTerms).values({
			id,
			personId: person(one.handle),
			state: "agreed",
			nominatedBy: person(one.by),
			why: one.why,
			proposedAt: asked,
			...agreed,
			askedAt: one.to < 31 ? at(Math.min(-1, one.to - 31)) : null,
		});
		await tx
			.insert(championScopes)
			.values([
				...(one.departments ?? []).map((slug) => ({ termId: id, departmentId: idOf("list", slug) })),
				...(one.jobRoles ?? []).map((slug) => ({ termId: id, jobRoleId: idOf("list", slug) })),
				...(one.tools ?? []).map((slug) => ({ termId: id, toolId: idOf("list", slug) })),
			]);
		await tx.insert(champions).values({
			personId: person(one.handle),
			languages: one.languages,
			capacity: one.capacity ?? 8,
			restingSince: one.resting ? at(-4) : null,
			openUntil: one.open ? new Date("9999-12-31T00:00:00Z") : null,
		});
	}
	const proposed = idOf("term", "grace");
	await tx.insert(championTerms).values({
		id: proposed,
		personId: person("grace"),
		state: "proposed",
		nominatedBy: person("mateo"),
		why: "Her answers to angry mails are what I show to everybody who begins here.",
		proposedAt: at(-2),
	});
	await tx.insert(championScopes).values({ termId: proposed, toolId: idOf("list", "chatgpt") });
	await tx
		.insert(playbookSteps)
		.values(["hello", "capacity", "first-answer"].map((step) => ({ personId: person("tomas"), step, doneAt: at(-100) })));
	await writeTopics(tx);
	await writeWaiting(tx, start);
}

async function writeTopics(tx: Db): Promise<void> {
	const used = Object.entries(alsoUse).flatMap(([tool, handles]) =>
		handles.map((handle) => ({ personId: idOf("person", handle), toolId: idOf("list", tool) })),
	);
	await tx.insert(personTools).values(used).onConflictDoNothing();
	const named = [...new Set(Object.values(aboutTools))].map((name) => ({ name }));
	await tx.insert(tags).values(named).onConflictDoNothing();
	await tx
		.insert(threadTags)
		.values(Object.entries(aboutTools).map(([title, tag]) => ({ threadId: idOf("thread", title), tag })))
		.onConflictDoNothing();
}

/** A question that waits was brought to two of them. */
async function writeWaiting(tx: Db, start: number): Promise<void> {
	const [question] = await tx.execute<{ id: string }>(sql`
		select t.id from threads t join circles c on c.id = t.circle_id and c.visibility = 'open'
		where t.kind = 'question' and t.reply_count = 0 and t.author_id is not null order by t.created_at desc, t.id limit 1`);
	if (!question) return;
	await tx.insert(waitingQuestions).values({ threadId: question.id, wave: 2 });
	const askedAt = new Date(start - 5 * hour);
	await tx
		.insert(askedHelpers)
		.values(["tomas", "jonas"].map((handle) => ({ threadId: question.id, personId: idOf("person", handle), askedAt })));
}
