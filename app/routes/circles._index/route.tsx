import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Lock, Plus } from "lucide-react";
import { requireViewer } from "#app/auth/session.server.ts";
import { listCircles } from "#app/circles/queries.server.ts";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "Circles · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return { circles: await listCircles(viewer) };
}

export default function Circles() {
	const { circles } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<div className="hello">
				<h1>Circles</h1>
				<p className="lead">
					Small communities around a kind of work. Joining brings their threads to “For you”; reading an open one needs no joining.
				</p>
			</div>
			{circles.length === 0 ? <Empty title="No circle yet">Open the first one: a name and one line about what belongs there.</Empty> : null}
			<ul className="list">
				{circles.map((circle) => (
					<li className="row" key={circle.id}>
						<span>
							<Link to={`/circles/${circle.slug}`}>
								{circle.visibility === "private" ? (
									<Lock className="icon inline" aria-label="Private, only its members know of it" />
								) : null}{" "}
								{circle.name}
							</Link>
							<small>{circle.purpose}</small>
						</span>
						{circle.isMember ? (
							<span className="meta push">joined</span>
						) : (
							<Form method="post" action={`/circles/${circle.slug}/membership`}>
								<button className="mini" type="submit" name="join" value="1" aria-label={`Join ${circle.name}`}>
									Join
								</button>
							</Form>
						)}
					</li>
				))}
			</ul>
			<p className="apart">
				<Link className="btn quiet" to="/circles/new">
					<Plus className="icon" aria-hidden="true" /> Open a circle
				</Link>
			</p>
		</main>
	);
}
