import { type Badge, badge, once, times } from "../badge.ts";

export const openness: readonly Badge[] = [
	badge(
		"first-ama",
		"openness",
		"First AMA",
		"answered openly as a leader",
		"Whoever begins with what they got wrong makes it easier for everybody.",
		"Open an AMA, and say first what you are still learning.",
		once("ama"),
	),
	badge(
		"learning-log",
		"openness",
		"Learning log",
		"told three times what you are learning",
		"A leader who learns in public for a while shows that it is no show.",
		"Open another AMA, with what you learned since.",
		times(3, "ama"),
	),
	badge(
		"i-dont-know-yet",
		"openness",
		"I don’t know yet",
		"said “I don’t know yet” in front of everybody",
		"The three most useful words of an expert, said by a leader.",
		"When you do not know, say so, and by when you will.",
		once("ama-unknown"),
	),
	badge(
		"came-back-with-it",
		"openness",
		"Came back with it",
		"came back with the answer that you did not know",
		"A promise that is kept in front of everybody.",
		"Answer what you said you did not know yet.",
		once("ama-came-back"),
	),
	badge(
		"answered-openly",
		"openness",
		"Answered openly",
		"answered ten questions in AMAs",
		"An AMA is as good as the questions that were not avoided.",
		"Bring every question of an AMA to an end.",
		times(10, "ama-answered"),
	),
];
