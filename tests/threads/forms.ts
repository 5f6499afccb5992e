import type { Viewer } from "#app/auth/rules.ts";
import { startSession } from "#app/auth/session.server.ts";
import { cookieFrom } from "#tests/auth/visit.ts";

/** A signed-in browser of this person, as a Cookie header. */
export const cookieOf = async (person: Viewer) =>
	cookieFrom({ setCookies: [await startSession(new Request("http://lamplight.test"), person.id)] });

let sent = 0;
/** A key that no form has used. */
export const freshKey = () => `submission-${++sent}`;

/** What the composer sends for a question that will do. */
export const aQuestion = (circleId: string) => ({
	kind: "question",
	title: "Does it read a table from a scan?",
	want: "Read **tables** from a scanned letter.",
	circleId,
	submission: freshKey(),
});
