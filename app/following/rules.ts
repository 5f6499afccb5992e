import type { FollowLevel, FollowReason, FollowTarget } from "#db/enums.ts";

/** How the viewer follows something; null: as usual, mentions and answers to them alone. */
export type Following = { level: FollowLevel; reason: FollowReason } | null;

/** The levels that make sense for a target, in the order in which they are offered. A thread has one beginning, so "first" is none of its levels. */
export const levelsFor = (target: FollowTarget): FollowLevel[] =>
	target === "thread" ? ["all", "mentions", "muted"] : ["all", "first", "mentions", "muted"];

type Words = { label: string; hint: string };

const threadWords: Record<FollowLevel, Words> = {
	all: { label: "Every reply", hint: "You hear of each reply." },
	first: { label: "New threads", hint: "" },
	mentions: { label: "Only what is meant for you", hint: "When somebody mentions you or answers you." },
	muted: { label: "Nothing", hint: "Not even mentions. You can always come back." },
};
const topicWords: Record<FollowLevel, Words> = {
	all: { label: "Everything", hint: "Each new thread and each reply." },
	first: { label: "New threads", hint: "When one begins, not its replies." },
	mentions: { label: "Only what is meant for you", hint: "As for everybody: mentions and answers to you." },
	muted: { label: "Nothing", hint: "Not even mentions, except in threads that you follow." },
};

export const levelWords = (target: FollowTarget, level: FollowLevel): Words => (target === "thread" ? threadWords : topicWords)[level];

/** In one sentence, how the viewer follows something and why. */
export function followSentence(target: FollowTarget, following: Following): string {
	if (!following || following.level === "mentions") return "You hear when somebody mentions you or answers you.";
	if (following.level === "muted") return "You hear nothing from here.";
	if (following.level === "first") return "You hear of new threads.";
	if (target !== "thread") return "You hear of each new thread and each reply.";
	if (following.reason === "own") return "You hear of every reply, since you started it.";
	if (following.reason === "replied") return "You hear of every reply, since you replied.";
	return "You hear of every reply.";
}
