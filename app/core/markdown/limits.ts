// Pure and browser-safe: what a piece of markdown may be, and the refusals that need no parser.

/** Characters (UTF-16 units) of one piece of markdown. */
export const markdownLimit = 20_000;
/** Different people one piece can mention; further handles stay text. */
export const mentionLimit = 10;
/** Lists, quotes and emphasis inside one another. */
export const depthLimit = 50;
/** Paragraphs, list items, cells, links, emphases and so on of one piece; a full 20,000 characters of busy prose has about 1,500. */
export const elementLimit = 4_000;
const columnLimit = 50;
/** From each `<!` and `<?` the parser looks for the end in all that follows. */
const openLimit = 1_000;

/** The text is too long, too deeply nested or too slow to be cooked. Nothing of it was kept. */
export class MarkdownTooComplex extends Error {
	constructor(why: string) {
		super(`This text can not be shown: ${why}.`);
		this.name = "MarkdownTooComplex";
	}
}

const containerMark = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/y;
const thematicBreak = /^[ \t>]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/;
const delimiterRow = /^[ \t>]*[|:-][|:\- \t]*$/;

/**
 * Throws MarkdownTooComplex for what the parser would take long over, or throw at, or blow up: more than 50 markers of quotes and
 * lists on one line, tables whose header pads thousands of short rows, comments by the thousand. Linear in the source.
 */
export function refuseTooComplex(source: string): void {
	if (source.length > markdownLimit) throw new MarkdownTooComplex(`it has more than ${markdownLimit.toLocaleString("en")} characters`);
	if ((source.match(/<[!?]/g) ?? []).length > openLimit) throw new MarkdownTooComplex("it has too much markup in it");
	let cells = 0;
	let columns = 0;
	for (const line of source.split(/\r\n?|\n/)) {
		if (!thematicBreak.test(line) && containerMarks(line) > depthLimit)
			throw new MarkdownTooComplex(`it nests deeper than ${depthLimit} levels`);
		if (!line.trim()) columns = 0;
		else if (delimiterRow.test(line) && line.includes("-"))
			columns = Math.max(columns, line.replace(/^[ \t>]*\||\|[ \t]*$/g, "").split("|").length);
		if (columns > 1) cells += columns;
		if (columns > columnLimit) throw new MarkdownTooComplex(`a table has more than ${columnLimit} columns`);
		if (cells > elementLimit) throw new MarkdownTooComplex(`its tables have more than ${elementLimit.toLocaleString("en")} cells`);
	}
}

function containerMarks(line: string): number {
	let marks = 0;
	containerMark.lastIndex = 0;
	while (containerMark.test(line)) marks += 1;
	return marks;
}
