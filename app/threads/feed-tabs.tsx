import { NavLink } from "@remix-run/react";

const tabs = [
	{ to: "/", label: "For you" },
	{ to: "/latest", label: "Latest" },
	{ to: "/unanswered", label: "Unanswered" },
	{ to: "/wins", label: "Wins" },
	{ to: "/questions", label: "Questions" },
	{ to: "/lessons", label: "Lessons" },
];

/** The feeds that everybody has. */
export function FeedTabs() {
	return (
		<nav className="tabs" aria-label="Feeds">
			{tabs.map(({ to, label }) => (
				<NavLink key={to} to={to} end>
					{label}
				</NavLink>
			))}
		</nav>
	);
}
