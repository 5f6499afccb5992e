import { Bold, ImagePlus, Italic, Link, List, Quote, SquareTerminal } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { fence, prefixLines, wrap } from "./insert.ts";

export const commands = [
	{ id: "bold", label: "Bold", key: "b", Icon: Bold, run: (area: HTMLTextAreaElement) => wrap(area, "**", "**", "bold") },
	{ id: "italic", label: "Italic", key: "i", Icon: Italic, run: (area: HTMLTextAreaElement) => wrap(area, "_", "_", "italic") },
	{ id: "link", label: "Link", key: "k", Icon: Link, run: (area: HTMLTextAreaElement) => wrap(area, "[", "](https://)", "words") },
	{ id: "list", label: "List", key: null, Icon: List, run: (area: HTMLTextAreaElement) => prefixLines(area, "- ") },
	{ id: "quote", label: "Quote", key: null, Icon: Quote, run: (area: HTMLTextAreaElement) => prefixLines(area, "> ") },
	{
		id: "prompt",
		label: "Prompt",
		key: null,
		Icon: SquareTerminal,
		run: (area: HTMLTextAreaElement) => fence(area, "Your prompt"),
	},
] as const;

type Props = { area: () => HTMLTextAreaElement | null; controls: string; chooseImage: () => void };

/** One tab stop; arrow keys move between the buttons (WAI-ARIA toolbar pattern). */
export function Toolbar({ area, controls, chooseImage }: Props) {
	const [at, setAt] = useState(0);
	function move(event: KeyboardEvent<HTMLDivElement>) {
		const buttons = [...event.currentTarget.querySelectorAll("button")];
		const last = buttons.length - 1;
		const from = buttons.findIndex((button) => button.matches(":focus"));
		const next = { ArrowRight: from === last ? 0 : from + 1, ArrowLeft: from <= 0 ? last : from - 1, Home: 0, End: last }[event.key];
		if (next === undefined) return;
		setAt(next);
		buttons[next]?.focus();
		event.preventDefault();
	}
	return (
		<div className="toolbar js-only" role="toolbar" aria-label="Formatting" aria-controls={controls} onKeyDown={move}>
			{commands.map(({ id, label, key, Icon, run }, index) => (
				<button
					key={id}
					type="button"
					tabIndex={index === at ? 0 : -1}
					aria-keyshortcuts={key ? `Control+${key.toUpperCase()}` : undefined}
					title={key ? `${label} (Ctrl ${key.toUpperCase()})` : label}
					aria-label={label}
					onClick={() => {
						setAt(index);
						const target = area();
						if (target) run(target);
					}}
				>
					<Icon className="icon" aria-hidden="true" />
				</button>
			))}
			<button type="button" tabIndex={at === commands.length ? 0 : -1} title="Image" aria-label="Image" onClick={chooseImage}>
				<ImagePlus className="icon" aria-hidden="true" />
			</button>
		</div>
	);
}
