/** Text with what matched, which arrives between control characters, as marks. */
export function Marked({ text }: { text: string }) {
	return text.split("\u0002").map((part, index) => {
		const [marked = "", rest = ""] = part.split("\u0003");
		// biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name
		return index === 0 ? part : [<mark key={index}>{marked}</mark>, rest];
	});
}
