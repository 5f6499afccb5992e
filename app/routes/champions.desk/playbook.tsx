import { useFetcher } from "@remix-run/react";
import { Check } from "lucide-react";
import { playbook } from "#app/champions/playbook.ts";

/** The steps of the first weeks; the ticks are the viewer's own. */
export function Playbook({ ticks }: { ticks: string[] }) {
	return (
		<section className="apart" id="playbook">
			<h2>Playbook</h2>
			<p className="hint">What helps in the first weeks, in any order. Only you see what you ticked off.</p>
			<ul className="playbook">
				{playbook.map((step) => (
					<Step key={step.id} step={step} done={ticks.includes(step.id)} />
				))}
			</ul>
		</section>
	);
}

/** Each has a fetcher of its own, so that several can be ticked off in a row. */
function Step({ step: { id, title, text }, done }: { step: (typeof playbook)[number]; done: boolean }) {
	const sending = useFetcher();
	const shown = sending.formData ? sending.formData.get("on") === "1" : done;
	return (
		<li>
			<sending.Form method="post" action="/champions/playbook">
				<input type="hidden" name="step" value={id} />
				<button className="tick" type="submit" name="on" value={shown ? "0" : "1"} aria-pressed={shown} aria-label={title}>
					{shown ? <Check className="icon" aria-hidden="true" /> : null}
				</button>
			</sending.Form>
			<div>
				<b>{title}</b>
				<p>{text}</p>
			</div>
		</li>
	);
}
