import { Form, Link, NavLink, useLocation, useRouteLoaderData } from "@remix-run/react";
import {
	Bookmark,
	CalendarClock,
	CircleHelp,
	HandHelping,
	House,
	Lock,
	LogOut,
	MessagesSquare,
	PenLine,
	Plus,
	Search,
	Settings,
	ShieldCheck,
	Sprout,
	UserRound,
	Users,
	UsersRound,
} from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { BellLink } from "./notifications/bell.tsx";
import { endPush } from "./notifications/use-push.ts";
import type { loader } from "./root.tsx";
import { Palette } from "./search/palette.tsx";
import { Avatar } from "./ui/avatar.tsx";

/** The frame of every page for somebody who is signed in. */
export function Shell({ children }: { children: ReactNode }) {
	const root = useRouteLoaderData<typeof loader>("root");
	if (!root?.viewer) return children;
	return (
		<>
			<a className="skip" href="#main">
				Skip to the page
			</a>
			<Top />
			<div className="page">
				<Side />
				{children}
			</div>
			<Phone />
		</>
	);
}

function Top() {
	const root = useRouteLoaderData<typeof loader>("root");
	const menu = useRef<HTMLDetailsElement>(null);
	const { key } = useLocation();
	// biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
	useEffect(() => menu.current?.removeAttribute("open"), [key]);
	if (!root?.viewer) return null;
	const { viewer } = root;
	return (
		<header className="top">
			<Link className="mark" to="/">
				<i /> Lamplight
			</Link>
			<Palette>
				{(open) => (
					<>
						<Form className="find" action="/search" role="search">
							<Search className="icon" aria-hidden="true" />
							<input
								type="search"
								name="q"
								placeholder="Find a win, an answer, a colleague"
								aria-label="Search"
								aria-keyshortcuts="Control+K Meta+K /"
								autoComplete="off"
								onClick={open}
							/>
							<span className="keys js-only" aria-hidden="true">
								Ctrl K
							</span>
						</Form>
						<Link
							className="find-phone"
							to="/search"
							aria-label="Search"
							onClick={(event) => {
								event.preventDefault();
								open();
							}}
						>
							<Search className="icon" aria-hidden="true" />
						</Link>
					</>
				)}
			</Palette>
			<Link className="btn" to="/threads/new">
				<PenLine className="icon" aria-hidden="true" /> Share something
			</Link>
			<BellLink unread={root.unread} />
			<details className="menu" ref={menu}>
				<summary>
					<Avatar name={viewer.name} photo={viewer.photo} />
					<span className="away">Your menu, {viewer.name}</span>
				</summary>
				<div className="menu-items">
					<Link to={`/people/${viewer.handle}`}>
						<UserRound className="icon" aria-hidden="true" /> Your profile
					</Link>
					<Link to="/ama">
						<MessagesSquare className="icon" aria-hidden="true" /> Ask me anything
					</Link>
					<Link to="/champions">
						<HandHelping className="icon" aria-hidden="true" /> Champions
					</Link>
					<Link to="/coaching">
						<CalendarClock className="icon" aria-hidden="true" /> Coaching
					</Link>
					<Link to="/me/progress">
						<Sprout className="icon" aria-hidden="true" /> Your progress
					</Link>
					<Link to="/kept">
						<Bookmark className="icon" aria-hidden="true" /> Kept and drafts
					</Link>
					<Link to="/settings/profile">
						<Settings className="icon" aria-hidden="true" /> Settings
					</Link>
					{viewer.role === "member" ? null : (
						<Link to="/moderation">
							<ShieldCheck className="icon" aria-hidden="true" /> What waits for care
						</Link>
					)}
					{viewer.role === "admin" ? (
						<Link to="/admin">
							<ShieldCheck className="icon" aria-hidden="true" /> Administration
						</Link>
					) : null}
					<Form method="post" action="/sign-out" onSubmit={endPush}>
						<button type="submit">
							<LogOut className="icon" aria-hidden="true" /> Sign out
						</button>
					</Form>
				</div>
			</details>
		</header>
	);
}

function Side() {
	const root = useRouteLoaderData<typeof loader>("root");
	return (
		<nav className="side" aria-label="Lamplight">
			<NavLink to="/" end>
				<House className="icon" aria-hidden="true" /> For you
			</NavLink>
			<NavLink to="/unanswered">
				<CircleHelp className="icon" aria-hidden="true" /> Waiting for an answer
			</NavLink>
			<NavLink to="/ama">
				<MessagesSquare className="icon" aria-hidden="true" /> Ask me anything
			</NavLink>
			<NavLink to="/people" end>
				<Users className="icon" aria-hidden="true" /> People
			</NavLink>
			<NavLink to="/champions">
				<HandHelping className="icon" aria-hidden="true" /> Champions
			</NavLink>
			<NavLink to="/coaching">
				<CalendarClock className="icon" aria-hidden="true" /> Coaching
			</NavLink>
			<NavLink to="/circles" end>
				<UsersRound className="icon" aria-hidden="true" /> Circles
			</NavLink>
			<h2 id="your-circles">Your circles</h2>
			<ul aria-labelledby="your-circles">
				{root?.circles.map(({ slug, name, visibility, isNew }) => (
					<li key={slug}>
						<NavLink to={`/circles/${slug}`}>
							{visibility === "private" ? <Lock className="icon" aria-label="Private" /> : null}
							{name}
							{isNew ? (
								<span className="dot">
									<span className="away">new since your last visit</span>
								</span>
							) : null}
						</NavLink>
					</li>
				))}
				<li>
					<Link to="/circles">
						<Plus className="icon" aria-hidden="true" /> Find a circle
					</Link>
				</li>
			</ul>
		</nav>
	);
}

function Phone() {
	return (
		<nav className="navphone" aria-label="Lamplight, on a phone">
			<NavLink to="/" end>
				<House className="icon" aria-hidden="true" /> For you
			</NavLink>
			<NavLink to="/unanswered">
				<CircleHelp className="icon" aria-hidden="true" /> Waiting
			</NavLink>
			<Link className="plus" to="/threads/new" aria-label="Share something">
				<Plus className="icon" aria-hidden="true" />
			</Link>
			<NavLink to="/circles">
				<UsersRound className="icon" aria-hidden="true" /> Circles
			</NavLink>
			<NavLink to="/people">
				<Users className="icon" aria-hidden="true" /> People
			</NavLink>
		</nav>
	);
}
