import { type Side, sideWords } from "./rules.ts";

type Week = { week: string } & Record<Side, number>;
const sides: Side[] = ["gave", "learned", "tried"];
const size = { bar: 14, gap: 6, height: 96 };

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const dayOf = (week: string) => day.format(new Date(`${week}T00:00:00Z`));

/** Half a year of weeks as small bars; the figures stand in a table below. Bars are compared with nothing but each other. */
export function WeekChart({ weeks }: { weeks: Week[] }) {
	const most = Math.max(4, ...weeks.map((one) => one.tried + one.learned + one.gave));
	const width = weeks.length * (size.bar + size.gap);
	const active = weeks.filter((one) => one.tried + one.learned + one.gave > 0);
	return (
		<figure className="week-chart">
			<svg viewBox={`0 0 ${width} ${size.height + 2}`} aria-hidden="true">
				{weeks.map((one, index) => (
					<Bar key={one.week} week={one} x={index * (size.bar + size.gap)} most={most} />
				))}
			</svg>
			<figcaption>
				{sides
					.slice()
					.reverse()
					.map((side) => (
						<span key={side} className={`week-key week-${side}`}>
							{sideWords[side]}
						</span>
					))}
				<span className="hint">
					From {dayOf(weeks[0]?.week ?? "")} to this week. Empty weeks are weeks off, and nothing is lost by them.
				</span>
			</figcaption>
			<details>
				<summary>The figures</summary>
				{active.length > 0 ? (
					<table>
						<thead>
							<tr>
								<th scope="col">Week from</th>
								<th scope="col">{sideWords.tried}</th>
								<th scope="col">{sideWords.learned}</th>
								<th scope="col">{sideWords.gave}</th>
							</tr>
						</thead>
						<tbody>
							{active.map(({ week, tried, learned, gave }) => (
								<tr key={week}>
									<th scope="row">{dayOf(week)}</th>
									<td>{tried}</td>
									<td>{learned}</td>
									<td>{gave}</td>
								</tr>
							))}
						</tbody>
					</table>
				) : (
					<p className="hint">There is nothing in these weeks yet.</p>
				)}
			</details>
		</figure>
	);
}

function Bar({ week, x, most }: { week: Week; x: number; most: number }) {
	let bottom = size.height;
	return (
		<>
			<rect className="week-ground" x={x} y={size.height} width={size.bar} height={2} />
			{sides.map((side) => {
				const height = (week[side] / most) * (size.height - 4);
				bottom -= height;
				return height > 0 ? <rect key={side} className={`week-${side}`} x={x} y={bottom} width={size.bar} height={height} /> : null;
			})}
		</>
	);
}
