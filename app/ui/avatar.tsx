type Props = { name: string; photo: string | null; large?: boolean };

const initials = (name: string) => {
	const words = name.split(/\s+/).filter(Boolean);
	return [words[0], words.length > 1 ? words.at(-1) : undefined]
		.map((word) => Array.from(word ?? "")[0] ?? "")
		.join("")
		.toUpperCase();
};

/** A person's photo, or their initials. Decoration: the name always stands beside it. */
export function Avatar({ name, photo, large }: Props) {
	const className = large ? "who large" : "who";
	if (photo) return <img className={className} src={`/uploads/${photo}`} alt="" loading="lazy" />;
	return (
		<span className={className} aria-hidden="true">
			{initials(name)}
		</span>
	);
}
