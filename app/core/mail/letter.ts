/** A mail before it is text or HTML: both say the same. */
export type Letter = {
	subject: string;
	/** The line that a mail program shows beside the subject. */
	preview: string;
	parts: Part[];
	action?: { label: string; url: string };
	/** Why it came and how to have it no more. */
	foot: { text: string; links: { label: string; url: string }[] };
};
export type Part = { heading?: string; items: Item[] };
export type Item = { title?: string; url?: string; meta?: string; text?: string };
