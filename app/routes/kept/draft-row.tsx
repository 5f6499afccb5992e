import { Form, Link } from "@remix-run/react";
import { newThreadPath } from "#app/threads/draft-places.ts";
import { When } from "#app/ui/when.tsx";

type Props = { place: string; path: string | null; title: string | null; text: string; updatedAt: Date };

const wordsOf = (place: string, title: string | null) => {
	if (newThreadPath(place)) return "A new thread";
	const what = place.startsWith("reply:") ? "A reply" : "An edit";
	return title ? `${what} in “${title}”` : what;
};

/** A draft with the way back to it. Without one its words can still be read and copied. */
export function DraftRow({ place, path, title, text, updatedAt }: Props) {
	return (
		<li className="row">
			<span className="draft">
				{path ? <Link to={path}>{wordsOf(place, title)}</Link> : <b>{wordsOf(place, title)}, whose place is gone</b>}
				<small>
					<When at={updatedAt} />
					{path ? `: ${text}` : null}
				</small>
				{path ? null : (
					<details className="more">
						<summary>What you wrote</summary>
						<p className="source">{text}</p>
					</details>
				)}
			</span>
			<Form method="post" preventScrollReset>
				<button className="mini" type="submit" name="place" value={place} aria-label={`Throw away: ${wordsOf(place, title)}`}>
					Throw away
				</button>
			</Form>
		</li>
	);
}
