import { z } from "zod";

const key = (what: string, max: number) =>
	z.string({ message: `${what} is missing.` }).regex(new RegExp(`^[\\w-]{1,${max}}$`), `${what} can not be read.`);
const endpoint = z.string({ message: "The address is missing." }).max(1000, "The address is too long.");

/** What a browser says when it wants to be told, and when it no longer does. */
export const pushInput = z.discriminatedUnion("intent", [
	z.object({ intent: z.literal("on"), endpoint, p256dh: key("The key", 100), auth: key("The secret", 40) }),
	z.object({ intent: z.literal("off"), endpoint }),
]);
