/** What helps in the first weeks as a champion. A step's id is what a tick refers to: it stays when the words change. */
export const playbook = [
	{
		id: "hello",
		title: "Say hello",
		text: "Write a win or a lesson of your own, however small. People ask whoever showed that they are learning, too.",
	},
	{ id: "capacity", title: "Say how much is enough", text: "Set your capacity below. It is kept: beyond it nothing is brought to you." },
	{
		id: "hours",
		title: "Offer office hours",
		text: "An hour a week at a time when your colleagues can come is worth more than being reachable always.",
	},
	{ id: "shadow", title: "Sit in on a session", text: "Ask another champion whether you may listen to one before you host your first." },
	{
		id: "first-answer",
		title: "Answer one question",
		text: "Half an answer helps. “I do not know, but this is how I would find out” is one.",
	},
	{ id: "pass-on", title: "Pass one on", text: "Try it once, so that you know that nobody sees it and nobody minds." },
	{
		id: "gap",
		title: "Look at coverage",
		text: "See which cells near yours have nobody. Do you know somebody who would be good at it? Propose them.",
	},
	{
		id: "recipe",
		title: "Keep what worked",
		text: "When the same question comes a second time, write the answer as a win that others can find.",
	},
] as const;
