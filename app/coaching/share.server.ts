import type { Viewer } from "#app/auth/rules.ts";
import type { ComposedKind } from "#db/enums.ts";
import { ourNotesOf } from "./notes.server.ts";
import type { SessionView } from "./queries.server.ts";
import { reflectionOf } from "./reflections.server.ts";
import { canReflect } from "./session-rules.ts";

/** Words that can be taken along into a thread: where they come from, and the section of the composer that they go into. */
export type Words = { from: string; section: string; text: string };

const notesGoTo: Record<ComposedKind, string> = { win: "did", lesson: "happened", question: "want" };

/** Whether there is anything to take along: a guest's own look back, or the notes of a group for its host. */
export const canShare = (session: SessionView) => canReflect(session) || (session.side === "host" && session.kind === "group");

/** What the viewer can take along from a session into a thread of a kind. Nothing of anybody's name, unless it stands in the words. */
export async function wordsToShare(viewer: Viewer, session: SessionView, kind: ComposedKind): Promise<Words[]> {
	if (session.side === "host") {
		const notes = session.kind === "group" ? await ourNotesOf(viewer, session.id) : null;
		return some([{ from: "Our notes", section: notesGoTo[kind], text: notes?.text ?? "" }]);
	}
	const reflection = await reflectionOf(viewer, session.id);
	const [tried, willDo] = [reflection?.tried ?? "", reflection?.willDo ?? ""];
	const want = session.booking?.want ?? "";
	if (kind === "win")
		return some([
			{ from: "What I wanted to try", section: "task", text: want },
			{ from: "What I tried", section: "did", text: tried },
			{ from: "What I will do", section: "change", text: willDo },
		]);
	if (kind === "question")
		return some([
			{ from: "What I will do", section: "want", text: willDo },
			{ from: "What I tried", section: "tried", text: tried },
		]);
	return some([
		{ from: "What I tried", section: "tried", text: tried },
		{ from: "What I will do", section: "believe", text: willDo },
	]);
}

const some = (words: Words[]) => words.filter(({ text }) => text !== "");
