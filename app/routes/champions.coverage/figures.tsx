import type { Coverage, CoverageBy } from "#app/champions/coverage.server.ts";

/** Minutes in words: "40 minutes", "5 hours", "3 days". */
const span = (minutes: number) => {
	const of = (n: number, unit: string) => (n === 1 ? `1 ${unit}` : `${n} ${unit}s`);
	if (minutes < 60) return of(minutes, "minute");
	const hours = Math.round(minutes / 60);
	return hours < 48 ? of(hours, "hour") : of(Math.round(hours / 24), "day");
};

/** The figures of the picture as a table. Cells with fewer than five people are not in it. */
export function Figures({ by, rows }: { by: CoverageBy; rows: Coverage["rows"] }) {
	const cells = rows.flatMap((row) => row.cells.filter((cell) => cell !== null));
	return (
		<section className="figures apart">
			<h2 id="figures">The same as a table</h2>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1) */}
			<section className="scroll" aria-labelledby="figures" tabIndex={0}>
				<table>
					<thead>
						<tr>
							<th scope="col">Department</th>
							<th scope="col">{by === "role" ? "Job role" : "Tool"}</th>
							<th scope="col">Champions</th>
							<th scope="col">Room</th>
							<th scope="col">Questions that wait</th>
							<th scope="col">First answer, median</th>
						</tr>
					</thead>
					<tbody>
						{cells.map((cell) => (
							<tr key={`${cell.department} ${cell.topic}`} className={cell.champions === 0 ? "none" : undefined}>
								<th scope="row">{cell.department}</th>
								<td>{cell.topic}</td>
								<td>{cell.champions === 0 ? "nobody yet" : cell.champions}</td>
								<td>{cell.champions === 0 ? "–" : cell.room ? "yes" : "not now"}</td>
								<td>{cell.waiting}</td>
								<td>{cell.minutes === null ? "–" : span(cell.minutes)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</section>
			<p className="hint">Every other cell: fewer than five people.</p>
		</section>
	);
}
