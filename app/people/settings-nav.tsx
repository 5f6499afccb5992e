import { NavLink } from "@remix-run/react";

const pages = [
	{ to: "/settings/profile", label: "Profile" },
	{ to: "/settings/account", label: "Account" },
	{ to: "/settings/appearance", label: "Appearance" },
	{ to: "/settings/notifications", label: "Notifications" },
	{ to: "/settings/following", label: "Following" },
	{ to: "/settings/badges", label: "Badges" },
	{ to: "/settings/calendar", label: "Calendar" },
	{ to: "/settings/feeds", label: "Feeds" },
];

export function SettingsNav() {
	return (
		<nav className="tabs sections" aria-label="Settings">
			{pages.map(({ to, label }) => (
				<NavLink key={to} to={to}>
					{label}
				</NavLink>
			))}
		</nav>
	);
}
