import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { gapsFor } from "#app/coaching/recurring.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "Gaps · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	return { gaps: await gapsFor(viewer) };
}

export default function Gaps() {
	const { gaps } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Gaps</h1>
			<AdminNav />
			<p className="lead">
				What champions say keeps coming up in their sessions, from the last six months. It is shown once two of them say the same; who said
				it, in which session and of whom stands nowhere.
			</p>
			{gaps.length > 0 ? (
				<ul className="list">
					{gaps.map(({ about, champions, texts }) => (
						<li key={about}>
							<h2>{about}</h2>
							<p className="hint">{champions} champions say so</p>
							{texts.length > 0 ? (
								<ul className="gap-words">
									{texts.map((text) => (
										<li key={text}>{text}</li>
									))}
								</ul>
							) : null}
						</li>
					))}
				</ul>
			) : (
				<Empty title="No gap shows yet">
					After a session its host can say in one line what keeps coming up, “Which data may go in” for example. It comes here when a second
					champion says the same.
				</Empty>
			)}
		</main>
	);
}
