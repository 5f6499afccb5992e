import type { AppLoadContext } from "@remix-run/node";
import { startSession } from "#app/auth/session.server.ts";

type Handler = (args: { request: Request; context: AppLoadContext; params: Record<string, string | undefined> }) => unknown;

const origin = "http://lamplight.test";

const freshContext = (): AppLoadContext => ({
	nonce: "test",
	clientNetwork: "192.0.2.1",
	isDocument: true,
	origin,
	memo: new Map(),
	cooked: new Map(),
});

/** A signed-in browser of this person, as the value of a Cookie header. */
export async function cookieOf(person: { id: string }): Promise<string> {
	const [cookie] = (await startSession(new Request(origin), person.id)).split(";");
	return cookie ?? "";
}

const statusOf = (answer: unknown): number => {
	if (answer instanceof Response) return answer.status;
	// What `data()` makes; anything else that is thrown is an error and no answer.
	if (answer !== null && typeof answer === "object" && "init" in answer && "type" in answer)
		return (answer as { init: ResponseInit | null }).init?.status ?? 200;
	throw answer;
};

/** Calls a loader, or an action when there is a form, as `cookie`'s owner. Returns the status and what came back; throws real errors. */
export async function call(
	handler: Handler,
	cookie: string,
	options: { path?: string; params?: Record<string, string>; form?: Record<string, string> } = {},
) {
	const request = new Request(`${origin}${options.path ?? "/"}`, {
		headers: { Cookie: cookie },
		...(options.form ? { method: "POST", body: new URLSearchParams(options.form) } : {}),
	});
	try {
		const answer = await handler({ request, context: freshContext(), params: options.params ?? {} });
		const special = answer instanceof Response || (answer !== null && typeof answer === "object" && "init" in answer && "type" in answer);
		return { status: special ? statusOf(answer) : 200, answer };
	} catch (thrown) {
		return { status: statusOf(thrown), answer: thrown };
	}
}
