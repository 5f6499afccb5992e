import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { When } from "#app/ui/when.tsx";
import type { Thing } from "./queries.server.ts";

type Props = {
	text: string;
	by: { name: string; handle: string };
	/** Instead of the name alone. */
	label?: ReactNode;
	about?: Thing | null;
	at: Date;
	id?: string;
	/** Stands behind the date. */
	sign?: ReactNode;
	children?: ReactNode;
};

/** A thank-you note: its words, whose they are, what they are about and when they were written; and beneath it what can be done with it. */
export function ThanksNote({ text, by, label, about = null, at, id, sign, children }: Props) {
	return (
		<blockquote className="thanks" id={id}>
			<p>{text}</p>
			<footer className="meta">
				<Link to={`/people/${by.handle}`}>{label ?? by.name}</Link>
				{about ? <Link to={about.path}>{about.title}</Link> : null}
				<When at={at} />
				{sign}
			</footer>
			{children}
		</blockquote>
	);
}
