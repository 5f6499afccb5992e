import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { insertText } from "./insert.ts";

export type Candidate = { handle: string; name: string };
const typing = /(^|[\s(])@([a-z0-9-]{0,29})$/i;
const pause = 150;

/** Completes a handle while it is typed after an @. */
export function useMentions(area: () => HTMLTextAreaElement | null) {
	const [found, setFound] = useState<Candidate[]>([]);
	const [active, setActive] = useState(0);
	const timer = useRef<ReturnType<typeof setTimeout>>();
	useEffect(() => () => clearTimeout(timer.current), []);

	const prefix = () => {
		const target = area();
		if (!target || document.activeElement !== target || target.selectionStart !== target.selectionEnd) return null;
		return typing.exec(target.value.slice(0, target.selectionStart))?.[2] ?? null;
	};

	function onInput() {
		clearTimeout(timer.current);
		if (prefix() === null) {
			if (found.length > 0) setFound([]);
			return;
		}
		timer.current = setTimeout(async () => {
			const word = prefix();
			if (word === null) return setFound([]);
			const response = await fetch(`/people/mentions?q=${encodeURIComponent(word)}`).catch(() => null);
			const list: Candidate[] = response?.ok ? await response.json() : [];
			if (prefix() !== word) return;
			setActive(0);
			setFound(list);
		}, pause);
	}

	function choose({ handle }: Candidate) {
		const target = area();
		const word = prefix();
		if (!target || word === null) return;
		target.setSelectionRange(target.selectionStart - word.length, target.selectionStart);
		insertText(target, `${handle} `);
		setFound([]);
	}

	/** Returns whether the key was for the list. */
	function onKeyDown(event: KeyboardEvent): boolean {
		const chosen = found[active];
		if (!chosen) return false;
		if (event.key === "ArrowDown") setActive((active + 1) % found.length);
		else if (event.key === "ArrowUp") setActive((active + found.length - 1) % found.length);
		else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
		else if (event.key === "Escape") setFound([]);
		else return false;
		event.preventDefault();
		return true;
	}
	return { found, active, choose, onInput, onKeyDown, close: () => setFound([]) };
}
