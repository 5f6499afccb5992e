import { Form, Link, useNavigation, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { FormError, type FormState } from "#app/ui/field.tsx";
import type { ShownSlot, Week } from "./weeks.server.ts";

const words = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
/** A local day ("2026-12-24") in words. */
export const dayName = (day: string) => words.format(new Date(`${day}T00:00:00Z`));
const zoneName = (zone: string) => zone.replaceAll("_", " ");

type Host = { name: string; timeZone: string };
type Props = {
	week: Week;
	/** The zone of whoever chooses. */
	zone: string;
	/** Whose clock stands beside it. */
	host: Host | null;
	state: FormState;
	/** What is free in the place of a slot that was taken meanwhile. */
	next?: ShownSlot[] | undefined;
	children?: ReactNode;
};

/** A week of free slots, a button each. Everything stands in the address, and works without scripts. */
export function SlotWeek({ week, zone, host, state, next = [], children }: Props) {
	const [params] = useSearchParams();
	const { state: sending } = useNavigation();
	const at = (day: string) => {
		const to = new URLSearchParams(params);
		to.set("from", day);
		return `?${to}`;
	};
	const differs = host !== null && [...next, ...week.days.flatMap(({ slots }) => slots)].some(({ theirs }) => theirs !== null);
	return (
		<Form method="post" className="slots" aria-busy={sending === "submitting"}>
			{children}
			<FormError state={state} />
			{next.length > 0 ? (
				<div className="slot-next">
					<p>The next ones that are free:</p>
					<Slots slots={next} host={host} withDay />
				</div>
			) : null}
			<div className="week-head">
				<h2>
					{dayName(week.from)} to {dayName(week.to)}
				</h2>
				<nav className="actions" aria-label="Weeks">
					{week.earlier ? (
						<Link className="mini" to={at(week.earlier)} preventScrollReset>
							Earlier
						</Link>
					) : null}
					{week.later ? (
						<Link className="mini" to={at(week.later)} preventScrollReset>
							Later
						</Link>
					) : null}
				</nav>
			</div>
			<p className="hint">
				Your clock: {zoneName(zone)}.{differs && host ? ` Beside it stands ${host.name}’s: ${zoneName(host.timeZone)}.` : ""}
			</p>
			{week.days.length === 0 ? (
				<p className="slot-none">
					Nothing is free in these seven days.{" "}
					{week.next ? (
						<Link to={at(week.next)} preventScrollReset>
							The next free time is on {dayName(week.next)}
						</Link>
					) : (
						"Nothing else is, for now: new times come with every day."
					)}
				</p>
			) : null}
			{week.days.map(({ day, slots }) => (
				<section key={day} className="slot-day" aria-labelledby={`day-${day}`}>
					<h3 id={`day-${day}`}>{dayName(day)}</h3>
					<Slots slots={slots} host={host} />
				</section>
			))}
		</Form>
	);
}

const dayWords = (daysOn: number) => (daysOn > 0 ? ", on the next day" : daysOn < 0 ? ", on the day before" : "");

/** Free times as buttons of a form; the day is said to whoever does not see the heading. */
export function Slots({ slots, host, withDay = false }: { slots: ShownSlot[]; host: Host | null; withDay?: boolean }) {
	return (
		<ul className={`slot-list${host && slots.some(({ theirs }) => theirs) ? " both" : ""}${withDay ? " dated" : ""}`}>
			{slots.map(({ startsAt, day, mine, theirs, daysOn }) => (
				<li key={startsAt}>
					<button className="slot" type="submit" name="startsAt" value={startsAt}>
						<span className={withDay ? undefined : "away"}>{dayName(day)}, </span>
						<b>{mine}</b>
						{theirs && host ? (
							<small>
								{theirs} for {host.name.split(" ")[0]}
								{dayWords(daysOn)}
							</small>
						) : null}
					</button>
				</li>
			))}
		</ul>
	);
}
