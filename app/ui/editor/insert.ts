/** Puts text in place of the selection so that the browser's own undo takes it back, and tells listeners. */
export function insertText(area: HTMLTextAreaElement, text: string): void {
	area.focus();
	// The only way into the undo history; browsers keep it although it is marked as deprecated.
	if (document.execCommand("insertText", false, text)) return;
	area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
	area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Wraps the selection, or puts the placeholder between the marks and selects it. */
export function wrap(area: HTMLTextAreaElement, before: string, after: string, placeholder: string): void {
	const { selectionStart: start, selectionEnd: end, value } = area;
	const inner = value.slice(start, end) || placeholder;
	insertText(area, before + inner + after);
	area.setSelectionRange(start + before.length, start + before.length + inner.length);
}

/** Puts a mark before each selected line. */
export function prefixLines(area: HTMLTextAreaElement, mark: string): void {
	const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
	area.setSelectionRange(from, area.selectionEnd);
	const lines = area.value.slice(from, area.selectionEnd).split("\n");
	insertText(area, lines.map((line) => mark + line).join("\n"));
}

/** Adds a block of its own at the end, e.g. a quotation, and leaves the cursor after it. */
export function appendBlock(area: HTMLTextAreaElement, block: string): void {
	area.setSelectionRange(area.value.length, area.value.length);
	const gap = area.value === "" ? "" : area.value.endsWith("\n\n") ? "" : area.value.endsWith("\n") ? "\n" : "\n\n";
	insertText(area, `${gap}${block}\n\n`);
}
