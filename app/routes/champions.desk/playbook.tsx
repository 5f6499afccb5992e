import { Form } from "@remix-run/react";
import { Check } from "lucide-react";
import { playbook } from "#app/champions/playbook.ts";

/** The steps of the first weeks; the ticks are the viewer's own. */
export function Playbook({ ticks }: { ticks: string[] }) {
	return (
		<section className="apart" id="playbook">
			<h2>Playbook</h2>
			<p className="hint">What helps in the first weeks, in any order. Only you see what you ticked off.</p>
			<ul className="playbook">
				{playbook.map(({ id, title, text }) => {
					const done = ticks.includes(id);
					return (
						<li key={id}>
							<Form method="post" action="/champions/playbook">
								<input type="hidden" name="step" value={id} />
								<button className="tick" type="submit" name="on" value={done ? "0" : "1"} aria-pressed={done} aria-label={title}>
									{done ? <Check className="icon" aria-hidden="true" /> : null}
								</button>
							</Form>
							<div>
								<b>{title}</b>
								<p>{text}</p>
							</div>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
