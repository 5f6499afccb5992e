/**
 * Puts text in place of the selection so that the browser's own undo takes it back, and tells listeners. In a field that is out of
 * sight or not in use it takes no focus.
 */
export function insertText(area: HTMLTextAreaElement, text: string, { focus = true } = {}): void {
	if (focus) area.focus();
	// The only way into the undo history; browsers keep it although it is marked as deprecated.
	if (document.activeElement === area && (text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text)))
		return;
	area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
	area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Puts text in place of a stretch of it somewhere in the field; whoever writes elsewhere in it goes on where they were. */
export function replaceStretch(area: HTMLTextAreaElement, from: number, to: number, text: string): void {
	const { selectionStart, selectionEnd } = area;
	const moved = (at: number) => (at <= from ? at : at < to ? from + text.length : at + text.length - (to - from));
	area.setSelectionRange(from, to);
	insertText(area, text, { focus: false });
	area.setSelectionRange(moved(selectionStart), moved(selectionEnd));
}

/** Wraps the selection, or puts the placeholder between the marks and selects it. A second time takes the marks away. */
export function wrap(area: HTMLTextAreaElement, before: string, after: string, placeholder: string): void {
	const { selectionStart: start, selectionEnd: end, value } = area;
	if (value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after) {
		const inner = value.slice(start, end);
		area.setSelectionRange(start - before.length, end + after.length);
		insertText(area, inner);
		area.setSelectionRange(start - before.length, start - before.length + inner.length);
		return;
	}
	const inner = value.slice(start, end) || placeholder;
	insertText(area, before + inner + after);
	area.setSelectionRange(start + before.length, start + before.length + inner.length);
}

/** Puts a mark before each selected line, or takes it away where all of them have it. */
export function prefixLines(area: HTMLTextAreaElement, mark: string): void {
	const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
	area.setSelectionRange(from, area.selectionEnd);
	const lines = area.value.slice(from, area.selectionEnd).split("\n");
	const marked = lines.every((line) => line.startsWith(mark));
	insertText(area, lines.map((line) => (marked ? line.slice(mark.length) : mark + line)).join("\n"));
}

/** Puts the selection between fences on lines of their own, so that colleagues can copy it. */
export function fence(area: HTMLTextAreaElement, placeholder: string): void {
	const { selectionStart: start, selectionEnd: end, value } = area;
	const inner = value.slice(start, end) || placeholder;
	// Longer than any run of backticks inside (CommonMark 4.5).
	const longest = Math.max(2, ...[...inner.matchAll(/`+/g)].map(([run]) => run.length));
	const marks = "`".repeat(longest + 1);
	const open = `${start > 0 && value[start - 1] !== "\n" ? "\n" : ""}${marks}\n`;
	insertText(area, `${open}${inner}\n${marks}\n`);
	area.setSelectionRange(start + open.length, start + open.length + inner.length);
}

/** Adds a block of its own at the end, e.g. a quotation, and leaves the cursor after it. */
export function appendBlock(area: HTMLTextAreaElement, block: string): void {
	area.setSelectionRange(area.value.length, area.value.length);
	const gap = area.value === "" ? "" : area.value.endsWith("\n\n") ? "" : area.value.endsWith("\n") ? "\n" : "\n\n";
	insertText(area, `${gap}${block}\n\n`);
}

/** Each line of a text as a quotation. */
export const quoted = (text: string): string =>
	text
		.trim()
		.split("\n")
		.map((line) => `> ${line}`.trimEnd())
		.join("\n");

/** Dispatched on `document` with the words as `detail`, this puts them as a quotation into the editor that takes quotes. */
export const quoteEvent = "editor:quote";
