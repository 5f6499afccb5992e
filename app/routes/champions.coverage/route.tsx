import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { coverage } from "#app/champions/coverage.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Figures } from "./figures.tsx";
import { Grid } from "./grid.tsx";

export const meta: MetaFunction = () => [{ title: "Coverage · Champions · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const by = new URL(request.url).searchParams.get("by") === "role" ? ("role" as const) : ("tool" as const);
	return { by, ...(await coverage(viewer, by)) };
}

const tabs = [
	{ by: "tool", label: "By tool" },
	{ by: "role", label: "By job role" },
] as const;

export default function CoveragePage() {
	const { by, topics, small, rows } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<p className="meta">
				<Link to="/champions">Champions</Link>
			</p>
			<h1>Coverage</h1>
			<p className="lead">Where somebody looks after people and tools, where there is room, and where nobody does yet.</p>
			<nav className="tabs sections" aria-label="Coverage">
				{tabs.map((tab) => (
					<Link key={tab.by} to={`?by=${tab.by}`} aria-current={tab.by === by ? "page" : undefined}>
						{tab.label}
					</Link>
				))}
			</nav>
			{topics.length === 0 ? (
				<Empty title="Too few people to say anything">
					Figures are shown for groups of five people or more. Ask colleagues to choose their department, role and tools in their profile.
				</Empty>
			) : (
				<>
					<Grid topics={topics} rows={rows} />
					<Figures by={by} rows={rows} />
				</>
			)}
			{small.length > 0 ? <p className="hint apart">In every department fewer than five people: {small.join(", ")}.</p> : null}
			<p className="hint">
				Somebody who looks after a department, or after {by === "role" ? "a job role" : "a tool"}, counts in each of its cells. Questions
				are those of the last 90 days that everybody can read. What was asked without a name counts nowhere.
			</p>
			<p>
				<Link className="btn" to="/champions/nominate">
					Propose a champion
				</Link>
			</p>
		</main>
	);
}
