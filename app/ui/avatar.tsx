type Props = { name: string; photo: string | null; large?: boolean; alias?: boolean };

const initials = (name: string) => {
	const words = name.split(/\s+/).filter(Boolean);
	return [words[0], words.length > 1 ? words.at(-1) : undefined]
		.map((word) => Array.from(word ?? "")[0] ?? "")
		.join("")
		.toUpperCase();
};

/** A person's photo, or their initials; an alias's are hatched. Decoration: the name always stands beside it. */
export function Avatar({ name, photo, large, alias }: Props) {
	const className = `who${large ? " large" : ""}${alias ? " alias" : ""}`;
	if (photo) return <img className={className} src={`/uploads/${photo}`} alt="" loading="lazy" />;
	return (
		<span className={className} aria-hidden="true">
			{initials(name)}
		</span>
	);
}
