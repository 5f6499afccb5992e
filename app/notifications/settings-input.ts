import { z } from "zod";
import { digestCadences, mailCadences } from "#db/enums.ts";
import { parseClock } from "./clock-time.ts";
import { wishes } from "./kinds.ts";

const cadence = z.enum(mailCadences, { message: "Choose one from the list." });
const clock = z.string({ message: "Write a time such as 18:00." }).transform((text, context) => {
	// Some browsers send seconds.
	const minutes = parseClock(text.slice(0, 5));
	if (minutes === null) context.addIssue({ code: "custom", message: "Write a time such as 18:00." });
	return minutes ?? 0;
});

export const attentionInput = z.object({
	mention: cadence,
	reply: cadence,
	accepted: cadence,
	question: cadence,
	care: cadence,
	ama: cadence,
	thread: cadence,
	reaction: cadence,
	digest: z.enum(digestCadences, { message: "Choose one from the list." }),
	quietFrom: clock,
	quietTo: clock,
	workingDays: z.array(z.enum(["1", "2", "3", "4", "5", "6", "7"], { message: "Choose days of the week." })).max(7),
	wishes: z.array(z.enum(wishes, { message: "Choose from the list." })).max(3),
});
export type AttentionInput = z.infer<typeof attentionInput>;
