// Words that are addresses below /people, that address a group, or that would pass for the house itself.
const reserved = new Set([
	"admin",
	"administrator",
	"all",
	"channel",
	"everyone",
	"here",
	"lamplight",
	"mentions",
	"moderator",
	"moderators",
	"new",
	"system",
]);

/** Whether a person may bear this handle: 2 to 30 small letters, digits and hyphens, and not a word with a meaning of its own. */
export const isHandle = (handle: string): boolean => /^[a-z0-9][a-z0-9-]{1,29}$/.test(handle) && !reserved.has(handle);

/** Handles for a name, the nicest first: "Maya Osei" gives maya, maya-osei. May be empty, e.g. for a name in other letters. */
export function handlesFor(name: string): string[] {
	const full = name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.slice(0, 24)
		.replace(/^-+|-+$/g, "");
	return [...new Set([full.split("-")[0] ?? "", full])].filter(isHandle);
}
