import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
	isRouteErrorResponse,
	Link,
	Links,
	Meta,
	Outlet,
	Scripts,
	ScrollRestoration,
	useLoaderData,
	useLocation,
	useRouteError,
	useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import type { Viewer } from "./auth/rules.ts";
import { getViewer } from "./auth/session.server.ts";
import { circlesOf } from "./circles/queries.server.ts";
import { now } from "./core/clock.server.ts";
import { useNonce } from "./core/page-context.tsx";
import { themeOf } from "./core/theme.server.ts";
import { unreadTold } from "./notifications/unread.server.ts";
import { usePush } from "./notifications/use-push.ts";
import { Shell } from "./shell.tsx";
import styles from "./styles.css?url";
import { useWriter } from "./threads/use-writer.ts";

export const links: LinksFunction = () => [
	{ rel: "stylesheet", href: styles },
	{ rel: "icon", href: "/icon.svg", type: "image/svg+xml" },
	{ rel: "apple-touch-icon", href: "/icons/apple-touch.png" },
	{ rel: "manifest", href: "/manifest.webmanifest" },
];
export const meta: MetaFunction = () => [{ title: "Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await getViewer({ request, context });
	return {
		viewer,
		theme: themeOf(request),
		now: now(),
		timeZone: viewer?.timeZone ?? "UTC",
		...(viewer ? await around(viewer) : { circles: [], unread: 0 }),
	};
}

// What stands around every page.
async function around(viewer: Viewer) {
	const [circles, unread] = await Promise.all([circlesOf(viewer), unreadTold(viewer)]);
	return { circles, unread };
}

export function Layout({ children }: { children: ReactNode }) {
	const root = useRouteLoaderData<typeof loader>("root");
	const nonce = useNonce();
	return (
		<html lang="en" data-theme={root?.theme}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)" />
				<meta name="theme-color" content="#15171c" media="(prefers-color-scheme: dark)" />
				<Meta />
				<Links />
				<script nonce={nonce} suppressHydrationWarning src="/js.js" />
			</head>
			<body>
				{children}
				<ScrollRestoration nonce={nonce} />
				<Scripts nonce={nonce} />
			</body>
		</html>
	);
}

export default function App() {
	const { viewer } = useLoaderData<typeof loader>();
	useWriter(viewer?.id ?? null);
	usePush(viewer?.id ?? null);
	return (
		<Shell>
			<Outlet />
		</Shell>
	);
}

const words: Record<number, { title: string; text: string }> = {
	404: { title: "This page is not here", text: "It may have been moved or taken back, or it belongs to a circle that you are not in." },
	403: { title: "This is not yours to change", text: "Nothing was changed." },
	413: { title: "This is too large", text: "Nothing was changed. Please try it with less." },
	429: { title: "A moment, please", text: "That was a lot at once. Your text is kept; try again in a minute." },
	503: {
		title: "Back in a moment",
		text: "The database is restarting. What you wrote is kept in this browser; please try again in a few seconds.",
	},
};

const unexpected = { title: "Something went wrong on our side", text: "Nothing you wrote was lost. Please try again in a moment." };
const noConnection = {
	title: "No connection right now",
	text: "Lamplight can not be reached from here. What you wrote is kept in this browser.",
};
// What Chromium, Firefox and Safari say of a request that got no answer.
const gotNoAnswer = (error: unknown) => error instanceof TypeError && /Failed to fetch|NetworkError|Load failed/.test(error.message);

export function ErrorBoundary() {
	const error = useRouteError();
	const location = useLocation();
	const lost = gotNoAnswer(error);
	const { title, text } = lost ? noConnection : (isRouteErrorResponse(error) && words[error.status]) || unexpected;
	return (
		<Shell>
			<main className="narrow" id="main">
				<title>{title}</title>
				<h1>{title}</h1>
				<p className="lead">{text}</p>
				<p>
					{lost ? (
						// A whole page load, which leads to the page that waits for the connection.
						<Link className="btn" to={location} reloadDocument>
							Try again
						</Link>
					) : (
						<Link className="btn quiet" to="/">
							Back to the start
						</Link>
					)}
				</p>
			</main>
		</Shell>
	);
}
