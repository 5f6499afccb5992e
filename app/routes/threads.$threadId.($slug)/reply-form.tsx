import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { TriedOffer } from "#app/replies/rules.ts";
import type { AudienceSize } from "#app/threads/anonymous.ts";
import { DraftStatus } from "#app/threads/draft-status.tsx";
import { LookAgainNotice } from "#app/threads/look-again-notice.tsx";
import { NameChoice } from "#app/threads/name-choice.tsx";
import { useDraft } from "#app/threads/use-draft.ts";
import { Editor } from "#app/ui/editor/editor.tsx";
import { FormError, type FormState, typed } from "#app/ui/field.tsx";
import { TriedBox } from "./tried-box.tsx";

const sayEveryMs = 8000;

type Props = {
	threadId: string;
	/** Others are told that somebody writes here. */
	saysWriting: boolean;
	viewerId: string;
	submission: string;
	draft: { fields: Record<string, string | string[]>; updatedAt: Date } | null;
	posted: string | null;
	parent: { id: string; name: string } | null;
	state: FormState;
	alias: string | null;
	audience: AudienceSize;
	whoLearns: string;
	/** Whether they may say that they tried what stands above. */
	tried: TriedOffer;
};

/** Where one writes a reply. Keeps a draft; a failed submit brings everything back. */
export function ReplyForm({ threadId, saysWriting, viewerId, draft, posted, parent, state, tried, ...props }: Props) {
	// One form until it is sent: whatever else loads the page anew meanwhile leaves the words and the cursor alone.
	const [held, setHeld] = useState({ posted, submission: props.submission });
	if (held.posted !== posted) setHeld({ posted, submission: props.submission });
	const { submission } = held;
	const form = useRef<HTMLFormElement>(null);
	const { state: sending, formMethod } = useNavigation();
	const kept = useDraft(`reply:${threadId}`, form, { viewerId, submission, serverAt: draft?.updatedAt ?? null, state });
	const initial = typeof draft?.fields.text === "string" ? draft.fields.text : "";
	// biome-ignore lint/correctness/useExhaustiveDependencies: whoever chose "Reply" at a post wants to write now
	useEffect(() => {
		if (parent) form.current?.querySelector("textarea")?.focus();
	}, [parent?.id]);
	const said = useRef(0);
	const sayWriting = () => {
		if (!saysWriting || form.current?.querySelector('input[name="as"][value="alias"]:checked') || Date.now() - said.current < sayEveryMs)
			return;
		said.current = Date.now();
		// Whether it arrives is of no importance.
		fetch(`/threads/${threadId}/writing`, { method: "POST", keepalive: true }).catch(() => undefined);
	};
	return (
		<section className="write" id="write" aria-label="Your reply">
			<Form method="post" ref={form} onInput={sayWriting} action={parent ? `?reply=${parent.id}#write` : "?#write"} key={submission}>
				<FormError state={state} />
				<input type="hidden" name="submission" value={typed(state, "submission", submission)} />
				{parent ? (
					<p className="meta">
						<input type="hidden" name="parentId" value={parent.id} />
						Replying to {parent.name}
						<Link to="?#write" preventScrollReset>
							Reply to the thread instead
						</Link>
					</p>
				) : null}
				<Editor
					name="text"
					label="Your reply"
					hideLabel
					state={state}
					initial={initial}
					rows={3}
					placeholder="Write a reply. Half a thought is fine."
					takesQuotes
					imagePage
				/>
				<TriedBox offer={tried} ticked={(state ? state.values : draft?.fields)?.triedIt === "1"} />
				<LookAgainNotice form={form} state={state} />
				<NameChoice state={state} alias={props.alias} audience={props.audience} whoLearns={props.whoLearns} />
				<footer>
					<DraftStatus draft={kept} />
					<button className="link nojs-only" type="submit" name="intent" value="draft" formNoValidate>
						Keep as a draft
					</button>
					<button className="btn" type="submit" disabled={sending === "submitting" && formMethod === "POST"}>
						Reply
					</button>
				</footer>
			</Form>
		</section>
	);
}
