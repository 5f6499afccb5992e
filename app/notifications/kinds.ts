import type { MailCadence, NotificationKind } from "#db/enums.ts";

type Kind = {
	/** In settings: what it is, and what that means. */
	label: string;
	hint: string;
	/** How soon mail tells of it unless the person chooses otherwise. */
	usual: MailCadence;
};

/** Everything that a person can be told of, in the order of the settings. */
export const kinds: Record<NotificationKind, Kind> = {
	mention: { label: "Somebody mentions you", hint: "With your @handle, anywhere you can read.", usual: "now" },
	reply: { label: "Replies", hint: "To what you wrote, and in threads that you follow.", usual: "now" },
	accepted: { label: "Your reply answered a question", hint: "The asker chose it.", usual: "now" },
	question: { label: "A question that you may know", hint: "It has waited for hours, and you work with what it is about.", usual: "now" },
	care: { label: "First posts in circles that you keep", hint: "Until somebody has answered them kindly.", usual: "now" },
	ama: { label: "AMAs that you follow or host", hint: "When one opens, and when you promised to say more.", usual: "now" },
	thread: { label: "New threads where you follow", hint: "In circles, tags, tools and roles that you chose.", usual: "daily" },
	reaction: { label: "Thanks and other reactions", hint: "Gathered, without names.", usual: "weekly" },
};

export const cadenceWords: Record<MailCadence, string> = {
	off: "Not by e-mail",
	now: "Soon",
	"3h": "Every three hours",
	daily: "Once a day",
	weekly: "Once a week",
};

/** What a person can wish beside mail. */
export const wishes = ["followOwn", "followReplied", "helps"] as const;
