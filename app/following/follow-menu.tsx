import { useFetcher } from "@remix-run/react";
import { Bell, BellOff, BellRing } from "lucide-react";
import { useEffect, useRef } from "react";
import type { FollowTarget } from "#db/enums.ts";
import { type Following, followSentence, levelsFor, levelWords } from "./rules.ts";

type Props = { target: FollowTarget; id: string; following: Following; from?: "there" | "settings"; label?: string };

const signOf = (following: Following) => {
	if (following?.level === "muted") return { Icon: BellOff, word: "Muted" };
	if (following && following.level !== "mentions") return { Icon: BellRing, word: "Following" };
	return { Icon: Bell, word: "Follow" };
};

/** How much the viewer wants to hear of something, and the way to change it. Works as plain forms. */
export function FollowMenu({ target, id, following, from = "there", label }: Props) {
	// The address has no page of its own: with scripts one stays on this one.
	const fetcher = useFetcher();
	const menu = useRef<HTMLDetailsElement>(null);
	const { Icon, word } = signOf(following);
	const present = following?.level ?? "mentions";
	useEffect(() => {
		if (fetcher.state === "loading") menu.current?.removeAttribute("open");
	}, [fetcher.state]);
	return (
		<details className="follow" ref={menu}>
			<summary className="btn quiet">
				<Icon className="icon" aria-hidden="true" /> {word}
				{label ? <span className="away"> {label}</span> : null}
			</summary>
			<fetcher.Form method="post" action="/follows" className="follow-levels">
				<input type="hidden" name="target" value={target} />
				<input type="hidden" name="id" value={id} />
				<input type="hidden" name="from" value={from} />
				<p className="meta">{followSentence(target, following)}</p>
				{levelsFor(target).map((level) => {
					const { label: name, hint } = levelWords(target, level);
					return (
						<button key={level} type="submit" name="level" value={level === "mentions" ? "usual" : level} aria-pressed={present === level}>
							<b>{name}</b>
							<small>{hint}</small>
						</button>
					);
				})}
			</fetcher.Form>
		</details>
	);
}
