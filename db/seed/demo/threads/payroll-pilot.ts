import type { DemoThread } from "../types.ts";

export const threads: DemoThread[] = [
	{
		kind: "win",
		author: "noor",
		title: "Twelve made-up payslips that cover every odd case",
		daysAgo: 96,
		tags: ["privacy", "templates", "checking"],
		task: "I wanted to try the assistant on payslip questions without a single real person in the prompt. Inventing people by hand took me half a day, and they all turned out to be full-time without children.",
		tool: "copilot",
		did: "I described our rules in words and let it invent the people:\n\n```\nInvent twelve employees of a logistics firm in the Netherlands. No names, only P1 to P12.\nEach one shows another odd case: part-time change in mid month, parental leave, company bike,\nnight shift premium, garnishment, two contracts, holiday bought, holiday sold.\nGive gross pay, hours and the odd case in a table. Do not calculate net pay.\n```\n\nThen I calculated net pay in our test system, not in the chat. Those twelve are now our fixed test set.",
		change: "I would ask for two people who share a bank account next time. That one bites us every year.",
		forRoles: ["payroll-specialist"],
		replies: [
			{
				by: "carla",
				hours: 3,
				text: "P7 with two contracts is exactly the case that went wrong in spring. May I use the set for the Danish side, with the premiums changed?",
			},
			{
				by: "noor",
				hours: 4,
				text: "Please do. I put it in the shared folder of the circle, with a note that nobody in it exists.",
				parent: 0,
			},
			{
				by: "leila",
				hours: 26,
				text: "From the legal side this is the right way round: **invent first, then test**. Taking real data and hiding the names afterwards is where people get hurt.",
			},
			{
				by: "fatima",
				hours: 30,
				text: "Could I show the table to the works council? They asked what exactly we feed into it, and a list of twelve invented people is a very good answer.",
			},
			{ by: "noor", hours: 31, text: "Yes, take the version without my comments in the margin.", parent: 3 },
		],
	},
	{
		kind: "question",
		author: "carla",
		title: "Can it explain a holiday balance without seeing the balance?",
		daysAgo: 41,
		tags: ["privacy", "prompts"],
		want: "People write to us: why do I have 3.4 days left and not 5? I want an explanation they understand, but I do not want to paste their absence history anywhere.",
		tried: "I asked for a general explanation of accrual. It was correct and nobody would read it to the end.",
		replies: [
			{
				by: "noor",
				hours: 2,
				text: "What about giving it the rule and *invented* numbers, and letting the employee put in their own? A worked example with blanks.",
			},
			{
				by: "maya",
				hours: 5,
				text: "We do something like that in support. The template has five blanks, the assistant writes the sentences around them, and we fill in the blanks afterwards in our own system:\n\n> You started the year with [A] days. Until [date] you earned [B] more and took [C].",
				accepted: true,
			},
			{
				by: "carla",
				hours: 7,
				text: "That is so simple that I am a little embarrassed. It works, the draft took four minutes, and no balance left the payroll system.",
				parent: 1,
			},
			{
				by: "leila",
				hours: 29,
				text: "Keep the date out of the prompt as well. A start date and a department can be enough to know who it is in a team of six.",
			},
			{ by: "maya", hours: 33, text: "Good point, our blanks have the date as [D] since this morning." },
		],
	},
	{
		kind: "lesson",
		author: "noor",
		title: "I pasted a screenshot and a name was in the corner",
		daysAgo: 63,
		tags: ["privacy", "first-try"],
		tried: "To ask about a formula I made a screenshot of my spreadsheet. I had hidden the name column first and felt very careful.",
		happened:
			"The open file was called after an employee, and the title bar was in the picture. I saw it two seconds after sending. I told Leila the same hour; the chat was deleted and it went into the incident list.",
		believe:
			"Pictures carry more than I look at. Now I copy only the cells as text into an empty sheet, and ask from there. Telling somebody straight away was less awful than the two seconds before.",
		again: "differently",
		replies: [
			{
				by: "leila",
				hours: 1,
				text: "For everybody else here: the report took ten minutes, nobody was angry, and the tool we use keeps nothing for training. Reporting early is what makes it small.",
			},
			{
				by: "carla",
				hours: 6,
				text: "Thank you for writing this down. I had my calendar open in a shared screenshot once and never told anyone.",
			},
			{
				by: "fatima",
				hours: 8,
				text: "Would you mind if I told this story in the next introduction, without saying who? New people listen to a real corner of a screen.",
			},
			{ by: "noor", hours: 9, text: "You can say it was me. It is more useful with a person in it.", parent: 2 },
			{ by: "maya", hours: 50, text: "I cropped every screenshot today. Every single one had something in the corner." },
		],
	},
	{
		kind: "question",
		author: "fatima",
		title: "Which payslip questions should it never answer by itself?",
		daysAgo: 12,
		tags: ["checking", "safety"],
		want: "Before we show the pilot to anyone I would like a list of questions where the assistant must hand over to a person, whatever it believes it knows.",
		tried: "My own list has three: garnishments, illness, and anything about somebody else's pay.",
		replies: [
			{
				by: "carla",
				hours: 4,
				text: "Add the final payslip after somebody leaves. Half of it depends on things that are only agreed on paper.",
			},
			{
				by: "noor",
				hours: 5,
				text: "And everything with the word *urgent* or *mistake* in it. The answer may be easy, but the person wants to know that a person looked.",
			},
			{
				by: "leila",
				hours: 20,
				text: "Tax residence when someone works from another country. It sounds sure of itself there, and it mixes up two treaties.",
			},
			{
				by: "maya",
				hours: 22,
				text: "In support we do it by feeling rather than by topic: when the mail is sad, it is not a draft for the machine.",
			},
			{
				by: "fatima",
				hours: 47,
				text: "I have nine entries now. I leave this open, since I suspect the tenth will come from the first real week.",
			},
		],
	},
	{
		kind: "question",
		author: "carla",
		title: "A second pair of eyes on the wording for parental leave?",
		daysAgo: 3.4,
		tags: ["tone", "checking"],
		want: "The draft answer about pay during parental leave is right in every number and still reads as if having a child were an administrative incident. I would like it warmer without making promises.",
		tried: "Asking for a friendly tone gave me balloons.",
		replies: [
			{
				by: "maya",
				hours: 5,
				text: "Try asking for it as if you wrote to a colleague you like, in six sentences, and tell it which sentence is allowed to be warm: the first.",
			},
			{ by: "fatima", hours: 8, text: "I would begin with congratulations and then a plain table. People who have a newborn read tables." },
			{ by: "noor", hours: 26, text: "The word *entitlement* appears four times. Once is enough, the others can be *you get*." },
			{ by: "carla", hours: 29, text: "Down to six sentences, one table, one entitlement. I will show you tomorrow." },
			{ by: "leila", hours: 31, text: "The caveat about part-time must stay, even if it spoils the music." },
		],
	},
];
