import { Form } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";
import type { OfficeHourKind } from "#db/enums.ts";
import { sessionPath } from "./rules.ts";
import { sessionLimits, whoReads } from "./session-rules.ts";

const place = (id: string) => `${sessionPath(id)}/notes`;

type Mine = { id: string; text: string; state: FormState; kept: boolean };

/** The viewer's own notes about a session. */
export function MyNotes({ id, text, state, kept }: Mine) {
	return (
		<section className="apart" id="my-notes" aria-labelledby="my-notes-title">
			<h2 id="my-notes-title">My notes</h2>
			<Form method="post" action={place(id)} className="form close">
				<FormError state={state} />
				<TextArea name="text" label="For yourself" hint={whoReads.mine} state={state} initial={text} maxLength={sessionLimits.notes} />
				<Kept kept={kept} name="mine" label="Keep my notes" />
			</Form>
		</section>
	);
}

type Notes = { text: string; revision: number };
type Ours = { id: string; kind: OfficeHourKind; notes: Notes; theirs: Notes | null; state: FormState; kept: boolean };

/** What host and guests share. Whoever was slower keeps what they typed and sees what the other one wrote. */
export function OurNotes({ id, kind, notes, theirs, state, kept }: Ours) {
	const form = useRef<HTMLFormElement>(null);
	// What somebody else wrote since comes into the box only where nothing was typed: the revision says what the writer has seen.
	const [held, setHeld] = useState(notes);
	useEffect(() => {
		if (notes.revision === held.revision) return;
		const typed = String(new FormData(form.current ?? undefined).get("ours") ?? "").trim();
		if (typed === held.text.trim() || typed === notes.text.trim()) setHeld(notes);
	}, [notes, held]);
	return (
		<section className="apart" id="our-notes" aria-labelledby="our-notes-title">
			<h2 id="our-notes-title">Our notes</h2>
			<Form method="post" action={place(id)} className="form close" ref={form} key={held.revision}>
				<FormError state={state} />
				<input type="hidden" name="revision" value={theirs?.revision ?? held.revision} />
				{theirs ? (
					<div className="notice">
						<p>Somebody else wrote meanwhile. This stands there now; put together below what should stand there, and keep it.</p>
						<blockquote className="said">{theirs.text || "Nothing: it was emptied."}</blockquote>
					</div>
				) : null}
				<TextArea
					name="ours"
					label={kind === "one" ? "For the two of you" : "For all of you"}
					hint={whoReads.ours(kind)}
					state={state}
					initial={held.text}
					maxLength={sessionLimits.notes}
				/>
				<Kept kept={kept} name="ours" label="Keep our notes" />
			</Form>
		</section>
	);
}

function Kept({ kept, name, label }: { kept: boolean; name: string; label: string }) {
	return (
		<div className="actions">
			<button className="btn quiet" type="submit" name="intent" value={name}>
				{label}
			</button>
			<output>{kept ? "Kept." : ""}</output>
		</div>
	);
}
