import { CircleCheck, CircleDashed, CirclePause } from "lucide-react";
import type { Cell, Coverage } from "#app/champions/coverage.server.ts";

const signOf = (cell: NonNullable<Cell>) => {
	if (cell.champions === 0) return { name: "none", Icon: CircleDashed, words: "nobody yet" };
	return cell.room ? { name: "room", Icon: CircleCheck, words: "with room" } : { name: "full", Icon: CirclePause, words: "no room now" };
};

/** The picture: a square for each cell. What it says stands below it as a table, too. */
export function Grid({ topics, rows }: Pick<Coverage, "topics" | "rows">) {
	return (
		<>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1) */}
			<section className="coverage" aria-label="Coverage as a picture" tabIndex={0}>
				<table>
					<thead>
						<tr>
							<td />
							{topics.map((topic) => (
								<th key={topic} scope="col">
									<span>{topic}</span>
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map(({ department, cells }) => (
							<tr key={department}>
								<th scope="row">{department}</th>
								{cells.map((cell, index) => (
									<Square key={topics[index]} cell={cell} />
								))}
							</tr>
						))}
					</tbody>
				</table>
			</section>
			<ul className="coverage-key">
				<li>
					<CircleCheck className="icon" aria-hidden="true" /> champions, one with room
				</li>
				<li>
					<CirclePause className="icon" aria-hidden="true" /> champions, none with room now
				</li>
				<li className="none">
					<CircleDashed className="icon" aria-hidden="true" /> nobody yet
				</li>
				<li>
					<span aria-hidden="true">·</span> fewer than five people
				</li>
			</ul>
		</>
	);
}

function Square({ cell }: { cell: Cell }) {
	if (!cell)
		return (
			<td className="few">
				<span aria-hidden="true">·</span>
				<span className="away">fewer than five people</span>
			</td>
		);
	const { name, Icon, words } = signOf(cell);
	return (
		<td className={name}>
			<Icon className="icon" aria-hidden="true" />
			{cell.champions > 0 ? <b>{cell.champions}</b> : null}
			<small className={cell.champions > 0 ? "away" : undefined}>{words}</small>
			{cell.waiting > 0 ? (
				<small>
					{cell.waiting} wait{cell.waiting === 1 ? "s" : ""}
				</small>
			) : null}
		</td>
	);
}
