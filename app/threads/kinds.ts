import type { ComposedKind } from "#db/enums.ts";

export type Section = { name: string; label: string; hint: string; placeholder: string; required: boolean };

/** The shape of each kind: its sections in reading order. Two kinds may share a section's name, so that switching keeps the text. */
export const shapes: Record<ComposedKind, { word: string; invite: string; promise: string; sections: Section[] }> = {
	win: {
		word: "Win",
		invite: "Share a win",
		promise: "Something worked, big or small",
		sections: [
			{
				name: "task",
				label: "The task",
				hint: "What did you have to get done?",
				placeholder: "Every shift ends with handover notes that nobody likes to write.",
				required: true,
			},
			{
				name: "did",
				label: "What I did",
				hint: "Put your prompt between two lines of ``` and colleagues can copy it.",
				placeholder: "I talk for two minutes while I walk to the office. Then this:",
				required: true,
			},
			{
				name: "change",
				label: "What I would change",
				hint: "Optional. Nothing has to be finished here.",
				placeholder: "Names of drivers do not belong in there.",
				required: false,
			},
		],
	},
	question: {
		word: "Question",
		invite: "Ask a question",
		promise: "Half a thought is fine",
		sections: [
			{
				name: "want",
				label: "What I want to do",
				hint: "A sentence or two is enough.",
				placeholder: "When I paste a customer mail without the order number, the draft makes one up.",
				required: true,
			},
			{
				name: "tried",
				label: "What I tried",
				hint: "Optional. “Nothing yet” is an answer too.",
				placeholder: "I told it not to invent anything.",
				required: false,
			},
		],
	},
	lesson: {
		word: "Lesson",
		invite: "Tell what did not work",
		promise: "The most useful posts here",
		sections: [
			{
				name: "tried",
				label: "What I tried",
				hint: "What you set out to do, and how.",
				placeholder: "I let the assistant shorten a carrier contract and sent it on.",
				required: true,
			},
			{
				name: "happened",
				label: "What happened",
				hint: "Without blame, yourself included.",
				placeholder: "It dropped the one clause that mattered.",
				required: true,
			},
			{
				name: "believe",
				label: "What I believe now",
				hint: "What you would tell a colleague who is about to try.",
				placeholder: "A summary is for reading, not for sending.",
				required: true,
			},
		],
	},
};

export const againWords = { yes: "Yes, the same way", differently: "Yes, but differently", no: "Not for this" } as const;
