import { NavLink } from "@remix-run/react";

const pages = [
	{ to: "/admin", label: "Installation" },
	{ to: "/admin/people", label: "People" },
	{ to: "/admin/invites", label: "Invitations" },
	{ to: "/admin/champions", label: "Champions" },
	{ to: "/admin/badges", label: "Badges" },
	{ to: "/admin/lists", label: "Lists" },
	{ to: "/admin/gaps", label: "Gaps" },
	{ to: "/admin/officers", label: "Officers" },
	{ to: "/admin/search", label: "Search" },
	{ to: "/admin/mail", label: "Mail" },
	{ to: "/admin/jobs", label: "Jobs" },
];

export function AdminNav() {
	return (
		<nav className="tabs sections" aria-label="Administration">
			{pages.map(({ to, label }) => (
				<NavLink key={to} to={to} end>
					{label}
				</NavLink>
			))}
		</nav>
	);
}
