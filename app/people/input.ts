import { z } from "zod";
import { isHandle } from "#app/auth/handles.ts";
import { idOf, line, optionalId, prose } from "#app/core/input.ts";
import { isTimeZone } from "./time-zones.ts";

export const timeZone = z.string({ message: "Choose a time zone." }).refine(isTimeZone, "Choose a time zone from the list.");

export const profileInput = z.object({
	name: line("Your name", { min: 2, max: 80 }),
	handle: z
		.string({ message: "A handle is missing." })
		.trim()
		.toLowerCase()
		.regex(/^[a-z0-9][a-z0-9-]{1,29}$/, "Use 2 to 30 small letters, digits and hyphens.")
		.refine(isHandle, "This word is kept for something else. Choose another one."),
	departmentId: optionalId,
	jobRoleId: optionalId,
	tools: z.array(idOf("from the list")).max(40, "Choose 40 tools at most."),
	timeZone,
	askMeAbout: prose("Ask me about", { min: 0, max: 200 }),
	learningNow: prose("Learning now", { min: 0, max: 200 }),
});
export type ProfileInput = z.infer<typeof profileInput>;

export const entryInput = z.object({
	list: z.enum(["departments", "job-roles", "tools"], { message: "Choose a list." }),
	intent: z.enum(["add", "rename", "retire", "offer"], { message: "Please try again." }),
	id: optionalId,
	name: line("A name", { min: 0, max: 60 }),
});
export const installationInput = z.object({
	name: line("The company's name", { min: 1, max: 80 }),
	domains: z
		.string()
		.max(1000, "That is too much.")
		.transform((text) =>
			text
				.toLowerCase()
				.split(/[\s,;]+/)
				.filter(Boolean)
				.map((domain) => domain.replace(/^@/, "")),
		)
		.refine(
			(list) => list.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)),
			"Write domains such as example.com, separated by spaces.",
		)
		.refine((list) => list.length <= 20, "Twenty domains at most."),
});
export const accountInput = z.object({
	accountId: z.string({ message: "Choose somebody." }).regex(/^[0-9a-z]{14}$/, "Choose somebody."),
	intent: z.enum(["member", "moderator", "admin", "leader", "no-leader", "disable", "enable"], { message: "Please try again." }),
});
