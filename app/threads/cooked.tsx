import { useEffect, useRef, useState } from "react";
import { useCooked } from "#app/core/page-context.tsx";
import { copyText } from "#app/ui/copy.ts";

type Props = { postId: string; section: string; html: string | undefined };

/**
 * Cooked markdown. A document carries it once, in its HTML; the hydration data leaves it out, and the browser keeps what is
 * already there. After a navigation in the browser it comes with the data.
 */
export function Cooked({ postId, section, html }: Props) {
	const fromServer = useCooked().get(`${postId}:${section}`);
	const id = `cooked-${postId}-${section}`;
	const [kept] = useState(
		() => html ?? fromServer ?? (typeof document === "undefined" ? "" : (document.getElementById(id)?.innerHTML ?? "")),
	);
	const place = useRef<HTMLDivElement>(null);
	const shown = html ?? kept;

	// biome-ignore lint/correctness/useExhaustiveDependencies: the buttons are put again whenever the HTML is
	useEffect(() => {
		for (const block of place.current?.querySelectorAll<HTMLElement>("pre") ?? []) addCopyButton(block);
	}, [shown]);

	// biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by app/core/markdown, which lets nothing run
	return <div className="cooked" id={id} ref={place} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: shown }} />;
}

function addCopyButton(block: HTMLElement) {
	if (block.querySelector("button")) return;
	const button = document.createElement("button");
	button.type = "button";
	button.className = "mini";
	button.textContent = "Copy";
	button.setAttribute("aria-label", "Copy this block");
	button.addEventListener("click", async () => {
		const copied = await copyText(block.querySelector("code")?.textContent ?? "");
		button.textContent = copied ? "Copied" : "Select it and copy by hand";
		setTimeout(() => {
			button.textContent = "Copy";
		}, 2000);
	});
	block.append(button);
}
