import { randomBytes } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";

export type Handler = (args: { request: Request; context: AppLoadContext; params: Record<string, string | undefined> }) => unknown;
type Options = {
	path?: string;
	params?: Record<string, string>;
	/** Makes it a POST. Multipart when it is a FormData. */
	form?: Record<string, string | string[]> | FormData;
	cookie?: string;
	/** A fresh one unless given, so that no limit of another test is met. */
	network?: string;
	agent?: string;
};
export type Answer = { status: number; location: string | null; setCookies: string[]; data: unknown };

const origin = "http://lamplight.test";

/** Calls a route's loader, or its action when there is a form, as a browser would. Real errors are thrown on. */
export async function visit(handler: Handler, options: Options = {}): Promise<Answer> {
	const request = new Request(`${origin}${options.path ?? "/"}`, {
		headers: { Cookie: options.cookie ?? "", "User-Agent": options.agent ?? "Mozilla/5.0 (X11; Linux x64) Firefox/140.0" },
		...(options.form ? { method: "POST", body: options.form instanceof FormData ? options.form : bodyOf(options.form) } : {}),
	});
	const context: AppLoadContext = {
		nonce: "test",
		clientNetwork: options.network ?? randomBytes(8).toString("hex"),
		isDocument: true,
		origin,
		memo: new Map(),
		cooked: new Map(),
	};
	try {
		return readAnswer(await handler({ request, context, params: options.params ?? {} }), false);
	} catch (thrown) {
		return readAnswer(thrown, true);
	}
}

function bodyOf(form: Record<string, string | string[]>): URLSearchParams {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
	return body;
}

function readAnswer(answer: unknown, thrown: boolean): Answer {
	if (answer instanceof Response)
		return { status: answer.status, location: answer.headers.get("Location"), setCookies: answer.headers.getSetCookie(), data: null };
	const wrapped = answer !== null && typeof answer === "object" && "type" in answer && "init" in answer && "data" in answer;
	// Anything else that is thrown is an error and no answer.
	if (thrown && !wrapped) throw answer;
	if (!wrapped) return { status: 200, location: null, setCookies: [], data: answer };
	const init = answer.init as ResponseInit | null;
	return { status: init?.status ?? 200, location: null, setCookies: new Headers(init?.headers).getSetCookie(), data: answer.data };
}

/** The Cookie header that a browser sends after these Set-Cookie headers. */
export const cookieFrom = ({ setCookies }: Pick<Answer, "setCookies">): string => setCookies.map((line) => line.split(";")[0]).join("; ");
