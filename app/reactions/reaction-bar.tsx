import { useFetcher } from "@remix-run/react";
import { Bookmark, Flame, HeartHandshake, Lightbulb, Users } from "lucide-react";
import { type ReactionKind, reactionKinds } from "#db/enums.ts";
import { reactionPeople } from "./words.ts";

const faces = {
	thanks: { Icon: HeartHandshake, word: "Thanks" },
	"same-here": { Icon: Users, word: "Same here" },
	learned: { Icon: Lightbulb, word: "Learned something" },
	brave: { Icon: Flame, word: "Brave" },
} as const;

function Reaction({ postId, kind, on }: { postId: string; kind: ReactionKind; on: boolean }) {
	const fetcher = useFetcher({ key: `reaction:${postId}:${kind}` });
	const { Icon, word } = faces[kind];
	const sent = fetcher.formData?.get("on");
	const pressed = sent === undefined ? on : sent === "1";
	return (
		<fetcher.Form method="post" action={`/posts/${postId}/reactions`}>
			<input type="hidden" name="kind" value={kind} />
			<button className="mini" type="submit" name="on" value={pressed ? "0" : "1"} aria-pressed={pressed}>
				<Icon className="icon" aria-hidden="true" /> {word}
			</button>
		</fetcher.Form>
	);
}

/** Keeps a post for oneself; nobody else sees it. */
export function Keep({ postId, on }: { postId: string; on: boolean }) {
	const fetcher = useFetcher({ key: `keep:${postId}` });
	const sent = fetcher.formData?.get("on");
	const pressed = sent === undefined ? on : sent === "1";
	return (
		<fetcher.Form method="post" action={`/posts/${postId}/keep`}>
			<button className="mini" type="submit" name="on" value={pressed ? "0" : "1"} aria-pressed={pressed}>
				<Bookmark className="icon" aria-hidden="true" /> {pressed ? "Kept" : "Keep"}
			</button>
		</fetcher.Form>
	);
}

type Given = { kind: ReactionKind; count: number | null }[];
type Props = { postId: string; mine: ReactionKind[]; offered?: readonly ReactionKind[] };

/** The reactions that the viewer can give. No numbers: they would rank. */
export function ReactionBar({ postId, mine, offered = reactionKinds }: Props) {
	return offered.map((kind) => <Reaction key={kind} postId={postId} kind={kind} on={mine.includes(kind)} />);
}

/** What colleagues gave, in words; the author alone reads how many. */
export function Given({ given }: { given: Given }) {
	const words = reactionKinds.flatMap((kind) => {
		const found = given.find((reaction) => reaction.kind === kind);
		if (!found) return [];
		if (found.count === null) return [`colleagues ${reactionPeople(kind, 2)}`];
		return [`${found.count === 1 ? "a colleague" : `${found.count} colleagues`} ${reactionPeople(kind, found.count)}`];
	});
	if (words.length === 0) return null;
	const [first = "", ...rest] = words;
	return <span>{[first[0]?.toUpperCase() + first.slice(1), ...rest.map((word) => word.replace(/^colleagues /, ""))].join(", ")}</span>;
}
