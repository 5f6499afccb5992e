import { type RefObject, useEffect, useRef, useState } from "react";
import type { FormState } from "#app/ui/field.tsx";
import type { Fields } from "./draft-form.ts";
import { type DraftNote, keepDraft } from "./draft-keeper.ts";

type Options = {
	viewerId: string;
	submission: string;
	serverAt: Date | null;
	/** What the action said: a form that was refused is a draft again. */
	state: FormState;
	/** What the form holds without a draft. */
	fresh?: Fields;
	/** It holds words from elsewhere, which are no draft before somebody writes on. */
	prefilled?: boolean;
};
export type Draft = DraftNote & { startAfresh(): void; bringBack(): void };

/** Keeps what is written in a form as the viewer's draft at a place: see `keepDraft`. Returns what `DraftStatus` shows. */
export function useDraft(
	place: string,
	form: RefObject<HTMLFormElement>,
	{ viewerId, submission, serverAt, state, fresh = {}, prefilled = false }: Options,
): Draft {
	const [note, setNote] = useState<DraftNote>({ status: "", found: false, dropped: false });
	const keeper = useRef<ReturnType<typeof keepDraft>>();

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new submission key means a new form, whose draft starts afresh
	useEffect(() => {
		if (!form.current) return;
		setNote({ status: "", found: false, dropped: false });
		keeper.current = keepDraft(form.current, {
			place,
			viewerId,
			serverAt: serverAt?.getTime() ?? null,
			refused: state !== undefined || prefilled,
			fresh,
			report: setNote,
		});
		return keeper.current.stop;
	}, [viewerId, place, submission]);
	useEffect(() => {
		if (state) keeper.current?.cameBack();
	}, [state]);
	return { ...note, startAfresh: () => keeper.current?.startAfresh(), bringBack: () => keeper.current?.bringBack() };
}
