import { Form } from "@remix-run/react";
import { FormError, type FormState, TextArea } from "#app/ui/field.tsx";
import type { Excerpt } from "./excerpts.server.ts";
import { sessionPath } from "./rules.ts";
import { sessionLimits, whoReads } from "./session-rules.ts";

type Props = { id: string; excerpt: Excerpt | null; state: FormState };

/** What came out of a session for colleagues to read: one offers it, another one agrees, either takes it back. */
export function ExcerptCard({ id, excerpt, state }: Props) {
	const action = `${sessionPath(id)}/excerpt`;
	const offers = !excerpt || (excerpt.mine && !excerpt.agreed);
	return (
		<section className="apart" id="excerpt" aria-labelledby="excerpt-title">
			<h2 id="excerpt-title">What others may read</h2>
			<p className="hint">{whoReads.excerpt}</p>
			{excerpt ? (
				<>
					<blockquote className="said">{excerpt.text}</blockquote>
					<Form method="post" action={action} className="form close" preventScrollReset>
						{offers ? null : <FormError state={state} />}
						<input type="hidden" name="seen" value={excerpt.offeredAt} />
						<p className="hint">
							{excerpt.agreed
								? "You agreed on this, and colleagues can read it."
								: excerpt.mine
									? "You offered this. It is shown once somebody else of this session agrees."
									: "This was offered by somebody else of this session. It is shown once you agree."}
						</p>
						<div className="actions">
							{excerpt.mine || excerpt.agreed ? null : (
								<button className="btn" type="submit" name="intent" value="agree">
									Agree to show it
								</button>
							)}
							<button className="btn quiet" type="submit" name="intent" value="back">
								{excerpt.mine || excerpt.agreed ? "Take it back" : "Rather not"}
							</button>
						</div>
					</Form>
				</>
			) : null}
			{offers ? (
				<Form method="post" action={action} className="form close" preventScrollReset>
					<FormError state={state} />
					<TextArea
						name="text"
						label={excerpt ? "Other words" : "What came out of it, in a few sentences"}
						hint="Leave out names and whatever belongs to somebody else."
						state={state}
						maxLength={sessionLimits.excerpt}
						required
					/>
					<div className="actions">
						<button className="btn quiet" type="submit" name="intent" value="offer">
							Offer it
						</button>
					</div>
				</Form>
			) : null}
		</section>
	);
}
