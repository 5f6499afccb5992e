import { useEffect, useState } from "react";
import { written } from "#app/threads/draft-form.ts";
import { allUnsaved, forgetUnsaved, storageKey, type Unsaved, writer, writeUnsaved } from "#app/threads/draft-storage.ts";

export type Kept = { place: string; unsaved: Unsaved };

/** The drafts kept in this browser for whoever is signed in in it; `undefined` until it was looked. Writes what is changed of them. */
export function useKept() {
	const [viewerId, setViewerId] = useState<string | null>();
	const [drafts, setDrafts] = useState<Kept[]>([]);

	useEffect(() => {
		const look = () => {
			const id = writer();
			setViewerId(id);
			setDrafts(id ? allUnsaved(id).filter(({ unsaved }) => written(unsaved.fields)) : []);
		};
		look();
		// Another tab wrote, or signed out.
		window.addEventListener("storage", look);
		return () => window.removeEventListener("storage", look);
	}, []);

	function change(place: string, before: Unsaved, fields: Unsaved["fields"]): Unsaved {
		// Words that go on are a draft again, whatever became of those that were sent.
		const { sent: _, ...rest } = before;
		const unsaved = { ...rest, at: Date.now(), fields };
		if (viewerId && written(fields)) writeUnsaved(storageKey(viewerId, place), unsaved);
		else if (viewerId) forgetUnsaved(storageKey(viewerId, place));
		return unsaved;
	}
	return { viewerId, drafts, change };
}
