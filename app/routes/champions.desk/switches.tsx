import { useFetcher } from "@remix-run/react";

type Props = { resting: boolean; open: string | null };

/** Resting, and being open for sessions now: one press each, and no reason. */
export function Switches({ resting, open }: Props) {
	const sending = useFetcher();
	return (
		<>
			<section className="quietcard">
				<h2>{resting ? "You are resting" : "Rest"}</h2>
				<p>
					{resting
						? "Nothing is brought to you, and your hours are not offered. What is booked stays."
						: "Nothing is brought to you meanwhile, and your hours are not offered. What is booked stays. Nobody is told why, or since when."}
				</p>
				<sending.Form method="post" action="/champions/rest">
					<button className="mini" type="submit" name="on" value={resting ? "0" : "1"}>
						{resting ? "I am back" : "Rest from now on"}
					</button>
				</sending.Form>
			</section>
			{resting ? null : (
				<section className="quietcard">
					<h2>{open ? "You are open now" : "Open for sessions now"}</h2>
					<p>
						{open
							? `Colleagues see it in the directory${open === "end" ? "." : `, until ${open}.`}`
							: "Colleagues see in the directory that you have a moment."}
					</p>
					<sending.Form method="post" action="/champions/open" className="actions">
						{open ? (
							<button className="mini" type="submit" name="for" value="off">
								No longer
							</button>
						) : (
							<>
								<button className="mini" type="submit" name="for" value="1h">
									For an hour
								</button>
								<button className="mini" type="submit" name="for" value="2h">
									For two hours
								</button>
								<button className="mini" type="submit" name="for" value="on">
									Until I end it
								</button>
							</>
						)}
					</sending.Form>
				</section>
			)}
		</>
	);
}
