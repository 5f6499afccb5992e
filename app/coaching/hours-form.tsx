import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { TimeZoneField } from "#app/people/time-zone-field.tsx";
import { Choices, FormError, type FormState, TextArea, TextField } from "#app/ui/field.tsx";
import { weekdayNames, weekdays } from "./hours-text.ts";
import { coachingLimits } from "./rules.ts";

type Entry = { id: string; name: string };
type Props = {
	state: FormState;
	initial: Record<string, string>;
	chosen: { tools: string[]; jobRoles: string[] };
	lists: { tools: Entry[]; jobRoles: Entry[] };
	/** The zones to choose from, and the one whose clock the times are by. */
	zones: string[];
	zone: string;
	/** Hours that exist: whom they are for stays. */
	kindStays?: boolean;
	children?: ReactNode;
};

const finer = ["otherDays", "bufferBefore", "bufferAfter", "noticeHours", "horizonDays", "weeklyLimit"];

/** What office hours are offered with. */
export function HoursForm({ state, initial, chosen, lists, zones, zone, kindStays = false, children }: Props) {
	const { state: sending } = useNavigation();
	const of = (name: string) => initial[name] ?? "";
	const number = (name: string, label: string, hint?: string) => (
		<TextField type="number" name={name} label={label} hint={hint} state={state} initial={of(name)} required={name === "minutes"} />
	);
	const pooled = state ? state.values.pooled === "on" : of("pooled") === "on";
	return (
		<Form method="post" className="form apart">
			<FormError state={state} />
			<TextField
				name="title"
				label="Title"
				hint="What people can bring."
				state={state}
				initial={of("title")}
				maxLength={coachingLimits.title}
				required
			/>
			<TextArea
				name="about"
				label="What it is about"
				hint="Optional. Say whom it suits, and that beginners are welcome if they are."
				state={state}
				initial={of("about")}
				maxLength={coachingLimits.about}
			/>
			{kindStays ? (
				<input type="hidden" name="kind" value={of("kind")} />
			) : (
				<Choices
					kind="radio"
					name="kind"
					label="Whom for"
					state={state}
					initial={[of("kind")]}
					options={[
						{ value: "one", label: "One person at a time" },
						{ value: "group", label: "A group" },
					]}
				/>
			)}
			<div className="numbers">
				{number("minutes", "Minutes", "15 to 60; a group up to 180.")}
				{kindStays && of("kind") === "one" ? (
					<input type="hidden" name="seats" value="1" />
				) : (
					<div className="seats-field">{number("seats", "Seats", "Of a group.")}</div>
				)}
			</div>
			<fieldset className="field">
				<legend>Every week</legend>
				<p className="hint">
					By the clock of the time zone below, also when clocks change. Write times like 09:00–11:00, 14:00–16:00, or leave a day empty.
				</p>
				<div className="week-times">
					{weekdays.map((name, index) => (
						<TextField key={name} name={name} label={weekdayNames[index] ?? ""} state={state} initial={of(name)} autoComplete="off" />
					))}
				</div>
			</fieldset>
			<TimeZoneField zones={zones} state={state} initial={zone} />
			<details className="finer" open={finer.some((name) => state?.errors[name])}>
				<summary>Finer points: other days, pauses between sessions, notice, limits</summary>
				<TextArea
					name="otherDays"
					label="Other days"
					hint="Optional. A line for each day on which it is different: 2026-12-24: none, or 2026-12-22: 10:00–12:00"
					state={state}
					initial={of("otherDays")}
				/>
				<div className="numbers">
					{number("bufferBefore", "Minutes free before")}
					{number("bufferAfter", "Minutes free after")}
					{number("noticeHours", "Hours of notice", "Nobody books later than that.")}
					{number("horizonDays", "Days ahead", "So far ahead it can be booked.")}
					{number("weeklyLimit", "Sessions a week, at most", "Empty: no limit.")}
				</div>
			</details>
			<TextField
				name="link"
				label="Where to meet"
				hint="A video link or a place. {session} in it becomes the session’s own id, for a room of its own. Only those who come see it."
				state={state}
				initial={of("link")}
				maxLength={300}
				autoComplete="off"
			/>
			<Choices
				kind="checkbox"
				name="tools"
				label="Tools you can be asked about"
				state={state}
				initial={chosen.tools}
				options={lists.tools.map(({ id, name }) => ({ value: id, label: name }))}
			/>
			<Choices
				kind="checkbox"
				name="jobRoles"
				label="Job roles you know from within"
				state={state}
				initial={chosen.jobRoles}
				options={lists.jobRoles.map(({ id, name }) => ({ value: id, label: name }))}
			/>
			<label className="choice alone">
				<input type="checkbox" name="pooled" defaultChecked={pooled} /> Also offer these times under “any champion” for these topics
			</label>
			<div className="actions">
				<button className="btn" type="submit" disabled={sending === "submitting"}>
					Save
				</button>
				{children}
			</div>
		</Form>
	);
}
