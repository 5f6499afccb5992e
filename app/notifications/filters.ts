import type { NotificationKind } from "#db/enums.ts";

/** The parts of the inbox, as the address names them. */
export const filters = [
	{ name: "all", label: "All" },
	{ name: "unread", label: "Unread" },
	{ name: "mentions", label: "Mentions" },
	{ name: "replies", label: "Replies" },
	{ name: "questions", label: "You may know" },
	{ name: "thanks", label: "Thanks" },
] as const;
export type Filter = (typeof filters)[number]["name"];

export const kindsIn: Record<Filter, readonly NotificationKind[] | null> = {
	all: null,
	unread: null,
	mentions: ["mention"],
	replies: ["reply", "accepted", "thread"],
	questions: ["question", "care", "ama"],
	thanks: ["reaction"],
};

export const filterFrom = (text: string | null): Filter => filters.find(({ name }) => name === text)?.name ?? "all";
