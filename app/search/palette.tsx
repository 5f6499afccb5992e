import { useFetcher, useNavigate } from "@remix-run/react";
import { CornerDownLeft, Lock, PenLine, Search, UserRound, UsersRound } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { KindIcon } from "#app/threads/kind-sign.tsx";
import type { ThreadKind } from "#db/enums.ts";
import { Marked } from "./marked.tsx";

type Quick = {
	q: string;
	threads: { id: string; kind: ThreadKind; title: string; circle: string; answered: boolean; path: string }[];
	people: { handle: string; name: string; jobRole: string | null }[];
	circles: { slug: string; name: string; private: boolean }[];
};
type Choice = { key: string; path: string; icon: ReactNode; words: ReactNode; beside: string };

const pauseMs = 120;
const search = (q: string) => `/search?${new URLSearchParams({ q })}`;

/** What can be chosen for what is typed, in the order of the arrow keys. */
function choicesOf(q: string, found: Quick | undefined): Choice[] {
	if (!q) return [];
	const hits = found ?? { threads: [], people: [], circles: [] };
	return [
		...hits.threads.map(({ id, kind, title, circle, answered, path }) => ({
			key: id,
			path,
			icon: <KindIcon kind={kind} />,
			words: <Marked text={title} />,
			beside: answered ? `${circle}, answered` : circle,
		})),
		...hits.people.map(({ handle, name, jobRole }) => ({
			key: `p${handle}`,
			path: `/people/${handle}`,
			icon: <UserRound className="icon" aria-hidden="true" />,
			words: name,
			beside: jobRole ?? "Colleague",
		})),
		...hits.circles.map(({ slug, name, private: hidden }) => ({
			key: `c${slug}`,
			path: `/circles/${slug}`,
			icon: hidden ? <Lock className="icon" aria-hidden="true" /> : <UsersRound className="icon" aria-hidden="true" />,
			words: name,
			beside: hidden ? "Private circle" : "Circle",
		})),
		{
			key: "all",
			path: search(q),
			icon: <Search className="icon" aria-hidden="true" />,
			words: `Everything about “${q}”`,
			beside: "All results",
		},
		{
			key: "ask",
			path: `/threads/new?${new URLSearchParams({ kind: "question", title: q })}`,
			icon: <PenLine className="icon" aria-hidden="true" />,
			words: `Ask “${q}”`,
			beside: "New question",
		},
	];
}

/** Search from anywhere: opens with Ctrl or Cmd and K, or with a slash; shows what is found while one types; works by keyboard alone. */
export function Palette({ children }: { children: (open: () => void) => ReactNode }) {
	const dialog = useRef<HTMLDialogElement>(null);
	const input = useRef<HTMLInputElement>(null);
	const timer = useRef<ReturnType<typeof setTimeout>>();
	const fetcher = useFetcher<Quick>();
	const navigate = useNavigate();
	const [q, setQ] = useState("");
	const [at, setAt] = useState(0);
	const listId = useId();
	const choices = choicesOf(q, q ? fetcher.data : undefined);
	const chosen = choices[Math.min(at, choices.length - 1)];

	const open = () => {
		if (dialog.current?.open) return;
		dialog.current?.showModal();
		input.current?.select();
	};
	useEffect(() => {
		const onKey = (event: globalThis.KeyboardEvent) => {
			const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
			const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
			if (!slash && !((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k")) return;
			// In an editor these keys make a link.
			if (!slash && event.target instanceof HTMLTextAreaElement) return;
			event.preventDefault();
			open();
		};
		document.addEventListener("keydown", onKey);
		return () => document.removeEventListener("keydown", onKey);
	});

	function look(typed: string) {
		setQ(typed.trim());
		setAt(0);
		clearTimeout(timer.current);
		if (typed.trim()) timer.current = setTimeout(() => fetcher.load(`/search/quick?${new URLSearchParams({ q: typed })}`), pauseMs);
	}
	function go(path: string) {
		dialog.current?.close();
		navigate(path);
	}
	function onKeyDown(event: KeyboardEvent) {
		const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
		const step = steps[event.key];
		if (step && choices.length > 0) {
			event.preventDefault();
			setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length);
		}
		if (event.key === "Enter" && !event.nativeEvent.isComposing && chosen) {
			event.preventDefault();
			// What was found for fewer letters is not what was typed: Enter then means everything about it.
			go(fetcher.state === "idle" && fetcher.data?.q === q ? chosen.path : search(q));
		}
	}
	return (
		<>
			{children(open)}
			<dialog
				className="palette"
				ref={dialog}
				aria-label="Search"
				onClick={(event) => event.target === dialog.current && dialog.current.close()}
				onKeyDown={(event) => event.key === "Escape" && dialog.current?.close()}
			>
				<div className="palette-find">
					<Search className="icon" aria-hidden="true" />
					<input
						ref={input}
						type="search"
						role="combobox"
						aria-label="Search"
						aria-expanded={choices.length > 0}
						aria-controls={listId}
						aria-autocomplete="list"
						aria-activedescendant={chosen ? `${listId}-${chosen.key}` : undefined}
						placeholder="A win, an answer, a colleague"
						autoComplete="off"
						spellCheck={false}
						onChange={(event) => look(event.target.value)}
						onKeyDown={onKeyDown}
					/>
					<button type="button" className="mini" onClick={() => dialog.current?.close()}>
						Close
					</button>
				</div>
				{q ? null : <p className="palette-hint">Type a few letters. Misspelt ones will do, and so do filters such as kind:win.</p>}
				<div className="palette-list" id={listId} role="listbox" aria-label="Found">
					{choices.map((choice, index) => (
						// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the field, which keeps the focus
						<div
							key={choice.key}
							id={`${listId}-${choice.key}`}
							role="option"
							tabIndex={-1}
							aria-selected={choice === chosen}
							ref={choice === chosen ? (row) => row?.scrollIntoView({ block: "nearest" }) : undefined}
							onClick={() => go(choice.path)}
							onPointerMove={() => index !== at && setAt(index)}
						>
							{choice.icon}
							<span>{choice.words}</span>
							<small>{choice.beside}</small>
							<CornerDownLeft className="icon enter" aria-hidden="true" />
						</div>
					))}
				</div>
				<output className="away">{q && fetcher.data?.q === q ? `${choices.length - 2} found` : ""}</output>
			</dialog>
		</>
	);
}
