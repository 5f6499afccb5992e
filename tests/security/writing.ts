// Writing as a browser does it: fetch the page, fill its form, send it. For the tests that end servers meanwhile.
import type { Sql } from "postgres";
import { signInAs } from "#tests/support/server.ts";

export type Form = { path: string; cookie: string; fields: URLSearchParams };
export type Written = { text: string; threadId: string; postId: string | null };
type Answer = { status: number; location: string | null; body: string };
export type Ask = (path: string, cookie: string, fields?: URLSearchParams) => Promise<Answer>;

/** Asks one origin directly. */
export const asking =
	(origin: () => Promise<string> | string): Ask =>
	async (path, cookie, fields) => {
		const at = await origin();
		const answer = await fetch(at + path, {
			redirect: "manual",
			headers: { Cookie: cookie, Origin: at },
			...(fields ? { method: "POST", body: fields } : {}),
		});
		return { status: answer.status, location: answer.headers.get("location"), body: await answer.text() };
	};

const submissionIn = (page: string) => {
	for (const [input] of page.matchAll(/<input[^>]+>/g)) if (input.includes('name="submission"')) return /value="([^"]+)"/.exec(input)?.[1];
	return undefined;
};

async function formAt(ask: Ask, path: string, cookie: string, values: Record<string, string>): Promise<Form> {
	const { status, body } = await ask(path, cookie);
	const submission = submissionIn(body);
	if (status !== 200 || !submission) throw new Error(`No form at ${path}: status ${status}`);
	return { path, cookie, fields: new URLSearchParams({ ...values, submission }) };
}

export const replyForm = (ask: Ask, thread: string, cookie: string, text: string) => formAt(ask, thread, cookie, { text });
export const questionForm = (ask: Ask, circleId: string, cookie: string, text: string) =>
	formAt(ask, "/threads/new?kind=question", cookie, { kind: "question", title: `A question, ${text}`, want: text, circleId });

/** Sends a form. Returns what was acknowledged, throws when it was answered with anything else. */
export async function sendForm(ask: Ask, { path, cookie, fields }: Form): Promise<Written> {
	const { status, location } = await ask(path, cookie, fields);
	const [, threadId, postId = null] = /^\/threads\/(\w{14})\/[^?]+\?(?:from=(\w{14})&)?posted/.exec(location ?? "") ?? [];
	if (status !== 303 || !threadId) throw new Error(`Not acknowledged: status ${status}, ${location}`);
	return { text: fields.get("text") ?? fields.get("want") ?? "", threadId, postId };
}

export const signInAll = (origin: string, handles: string[]): Promise<string[]> =>
	Promise.all(handles.map((handle) => signInAs(origin, handle)));

/** What is in the table of the texts like `pattern`, as `sendForm` returns it; in the order of the text. */
export const storedWritings = async (sql: Sql, pattern: string): Promise<Written[]> => [
	...(await sql<Written[]>`
		select text, thread_id as "threadId", case when opening = 0 then id end as "postId" from posts where text like ${pattern} order by text collate "C"`),
];

/** Statements after which nobody meets a rate limit: how much one person may write in an hour is another test's business. */
export const countNothing = `
	create function count_nothing() returns trigger language plpgsql as $$ begin new.count := 0; return new; end $$;
	create trigger count_nothing before insert or update on rate_limits for each row execute function count_nothing();`;
