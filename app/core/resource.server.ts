import type { z } from "zod";
import type { RequestArgs } from "./context.ts";
import { parseForm } from "./form.server.ts";
import { refusedByResource, stay } from "./http.server.ts";

/** The action of a small state change: reads the form, runs the command, and returns to where the command says. */
export async function applyForm<S extends z.ZodObject>(args: RequestArgs, schema: S, command: (input: z.infer<S>) => Promise<string>) {
	const form = parseForm(await args.request.formData(), schema);
	if (!form.ok) return refusedByResource(form.errors);
	return stay(args, await command(form.data));
}
