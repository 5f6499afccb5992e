import { CircleHelp, MessagesSquare, Sparkles, Sprout } from "lucide-react";
import type { ThreadKind } from "#db/enums.ts";
import { shapes } from "./kinds.ts";

const signs = { win: Sparkles, question: CircleHelp, lesson: Sprout, ama: MessagesSquare };

export function KindIcon({ kind }: { kind: ThreadKind }) {
	const Icon = signs[kind];
	return <Icon className="icon" aria-hidden="true" />;
}

/** The quiet sign of a kind: icon, colour and word together. */
export function KindSign({ kind }: { kind: ThreadKind }) {
	return (
		<span className={`kind k-${kind}`}>
			<KindIcon kind={kind} /> {kind === "ama" ? "AMA" : shapes[kind].word}
		</span>
	);
}
