import { Form } from "@remix-run/react";
import { FormError, type FormState, SelectField, TextField } from "#app/ui/field.tsx";
import { sessionPath } from "./rules.ts";
import { sessionLimits, whoReads } from "./session-rules.ts";

type Topic = { id: string; text: string; tool: string | null };
type Props = { id: string; topics: Topic[]; tools: { id: string; name: string }[]; state: FormState };

/** What a host says keeps coming up, over all their sessions. */
export function RecurringForm({ id, topics, tools, state }: Props) {
	const action = `${sessionPath(id)}/recurring`;
	return (
		<section className="apart" id="recurring" aria-labelledby="recurring-title">
			<h2 id="recurring-title">What keeps coming up</h2>
			<p className="hint">{whoReads.recurring}</p>
			<Form method="post" action={action} className="form close" preventScrollReset key={topics.length}>
				<FormError state={state} />
				<TextField
					name="text"
					label="In one line"
					hint="What many ask you, not what this guest said."
					state={state}
					maxLength={sessionLimits.recurring}
					autoComplete="off"
					required
				/>
				<SelectField
					name="toolId"
					label="Tool"
					empty="None, or not in the list"
					state={state}
					options={tools.map(({ id: value, name }) => ({ value, label: name }))}
				/>
				<div className="actions">
					<button className="btn quiet" type="submit" name="intent" value="add">
						Add it
					</button>
				</div>
			</Form>
			{topics.length > 0 ? (
				<details className="more">
					<summary>What you said so far ({topics.length})</summary>
					<ul className="list">
						{topics.map((topic) => (
							<li className="row centred" key={topic.id}>
								<span>
									{topic.text}
									{topic.tool ? <small>{topic.tool}</small> : null}
								</span>
								<Form method="post" action={action} preventScrollReset>
									<input type="hidden" name="intent" value="drop" />
									<button className="mini" type="submit" name="id" value={topic.id} aria-label={`Take back: ${topic.text}`}>
										Take back
									</button>
								</Form>
							</li>
						))}
					</ul>
				</details>
			) : null}
		</section>
	);
}
