import { appendBlock } from "#app/ui/editor/insert.ts";

const longest = 1000;

/** Puts the words that are selected in a post into the reply as a quotation. With nothing selected there it does nothing. */
export function quoteSelection(postId: string): void {
	const selection = getSelection();
	const body = document.querySelector(`#post-${postId} .body`);
	const area = document.querySelector<HTMLTextAreaElement>("#write textarea");
	if (!selection || !body || !area || selection.isCollapsed) return;
	if (!body.contains(selection.anchorNode) || !body.contains(selection.focusNode)) return;
	const words = selection.toString().trim().slice(0, longest);
	if (words) appendBlock(area, words.replace(/^/gm, "> "));
}
