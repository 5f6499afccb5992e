import { Link } from "@remix-run/react";
import { composedKinds } from "#db/enums.ts";
import { KindIcon } from "./kind-sign.tsx";
import { shapes } from "./kinds.ts";

/** The three ways to begin. */
export function StartCards() {
	return (
		<div className="start">
			{composedKinds.map((kind) => (
				<Link key={kind} className={`k-${kind}`} to={`/threads/new?kind=${kind}`}>
					<KindIcon kind={kind} />
					<b>{shapes[kind].invite}</b>
					<small>{shapes[kind].promise}</small>
				</Link>
			))}
		</div>
	);
}
