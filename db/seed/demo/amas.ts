import type { AmaQuestionState } from "../../enums.ts";

type DemoAnswer = { by: string; hours: number; text: string };
export type DemoAmaQuestion = {
	/** A handle, or an alias after a tilde. */
	by: string;
	/** Hours after it was announced. */
	hours: number;
	text: string;
	votes: number;
	state: AmaQuestionState;
	theme?: string;
	answers?: DemoAnswer[];
	/** Days from the day of seeding by which more is said. */
	followUpInDays?: number;
	onceUnknown?: true;
	/** The place in the list of the question that it is asked together with. */
	into?: number;
};
export type DemoAma = {
	leader: string;
	coHosts: string[];
	delegate?: string;
	circle: string;
	title: string;
	learning: string;
	text: string;
	/** Days before the day of seeding. */
	announcedDaysAgo: number;
	/** Hours from seeding on; negative: before. */
	opensInHours: number;
	closesInHours: number;
	archived?: true;
	questions: DemoAmaQuestion[];
};

/** Two AMAs at Northwind Logistics: one that is over, one that is open now. */
export const demoAmas: DemoAma[] = [
	{
		leader: "ruth",
		coHosts: ["aiko"],
		circle: "customer-support",
		title: "Drafted replies: ask Ruth what we do with them",
		learning:
			"In March I said that drafted replies would save each of you an hour a day. I had measured it on my own mailbox, in a quiet week. For claims it was the other way round: reading a wrong draft takes longer than writing a right answer. I announced a number before I had asked anybody, and I would not do that again.",
		text: "Ask about drafts, about tone, about what is counted and what is not. I answer all of it here, and where I do not know I say so.",
		announcedDaysAgo: 24,
		opensInHours: -21 * 24,
		closesInHours: -20 * 24,
		archived: true,
		questions: [
			{
				by: "~Patient Otter",
				hours: 20,
				text: "Does anybody look at how many drafts I throw away?",
				votes: 9,
				state: "answered",
				theme: "What is counted",
				answers: [
					{
						by: "ruth",
						hours: 70,
						text: "No. The tool shows how many drafts a **team** discards in a month, and teams under five people are left out. I asked to have the list by person switched off, and it is.",
					},
				],
			},
			{
				by: "emily",
				hours: 26,
				text: "Can we stop drafting answers to complaints? They sound polite and say nothing.",
				votes: 7,
				state: "answered",
				theme: "Tone",
				answers: [
					{
						by: "ruth",
						hours: 71,
						text: "Yes. From Monday complaints get no draft. You can still ask for one when you want a second pair of eyes.",
					},
				],
			},
			{
				by: "mateo",
				hours: 30,
				text: "Who answers for a mistake in a drafted reply that I sent?",
				votes: 6,
				state: "answered",
				theme: "Responsibility",
				onceUnknown: true,
				answers: [
					{ by: "ruth", hours: 72, text: "I don’t know yet. I will ask Hannah in legal before I say something that you rely on." },
					{
						by: "ruth",
						hours: 190,
						text: "Hannah and I agreed: a reply that you read before sending is the company’s reply, as it always was. Nobody is alone with a mistake, and no mistake with a draft goes into a review.",
					},
				],
			},
			{
				by: "~Brisk Linnet",
				hours: 33,
				text: "Are we told when mistakes happen, or is somebody blamed for a drafted reply?",
				votes: 3,
				state: "merged",
				into: 2,
			},
			{
				by: "liam",
				hours: 40,
				text: "Why did one of the agents leave last month?",
				votes: 1,
				state: "declined",
				theme: "Other",
				answers: [
					{
						by: "ruth",
						hours: 73,
						text: "That is about one person, and theirs to tell. It had nothing to do with drafts; more I will not say about a colleague in public.",
					},
				],
			},
		],
	},
	{
		leader: "priya",
		coHosts: ["ruth"],
		delegate: "fatima",
		circle: "prompting-at-work",
		title: "The next half year with AI: ask Priya",
		learning:
			"I planned the first half year around licences, because licences can be counted. What people needed was an hour a week in which nobody wanted anything else of them. I saw it only when three teams told me that they learnt in the evening. I am still learning how to protect that hour in a week before the holidays.",
		text: "What should we begin, and what should we stop? What worries you? You can ask without your name. Every question gets an end that everybody can see.",
		announcedDaysAgo: 4,
		opensInHours: -2,
		closesInHours: 50,
		questions: [
			{
				by: "~Gentle Marten",
				hours: 5,
				text: "Will there be fewer of us when the pilot works?",
				votes: 11,
				state: "unknown",
				followUpInDays: 12,
				onceUnknown: true,
				answers: [
					{
						by: "priya",
						hours: 93,
						text: "I don’t know yet, and I will not calm you with a sentence that I can not keep. The plan for next year is decided in two weeks. I tell you then what it says, also if it is not what you hope for.",
					},
				],
			},
			{
				by: "omar",
				hours: 8,
				text: "Can the hour for learning stand in the shift plan, so that nobody has to ask for it?",
				votes: 8,
				state: "answered",
				answers: [
					{
						by: "ruth",
						hours: 94,
						text: "In support it does since last week: Tuesday, 10 to 11. Priya and I take it to the planners of the other teams.",
					},
				],
			},
			{
				by: "grace",
				hours: 11,
				text: "Which of the tools stays after the trial? I do not want to learn one that goes away.",
				votes: 6,
				state: "open",
			},
			{
				by: "~Candid Wren",
				hours: 30,
				text: "I nod in the trainings and understand half of it. Is there a way to begin again without everybody seeing it?",
				votes: 5,
				state: "open",
			},
			{ by: "pedro", hours: 52, text: "May we use it for bids that contain the customer’s own prices?", votes: 3, state: "open" },
		],
	},
];
