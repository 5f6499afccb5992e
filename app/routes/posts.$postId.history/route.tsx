import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { Cooked } from "#app/threads/cooked.tsx";
import { historyOf } from "#app/threads/history.server.ts";
import { postPath } from "#app/threads/rules.ts";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Earlier versions · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const history = await historyOf(viewer, params.postId);
	if (!history) throw notFound();
	return history;
}

export default function History() {
	const { post, versions } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Earlier versions</h1>
			<p className="lead">
				<Link to={postPath(post.thread, post.id)}>Back to “{post.thread.title}”</Link>
			</p>
			{versions.map((version) => (
				<article className="item" key={version.revision}>
					<div className="meta">
						<span>
							Written <When at={version.writtenAt} />
						</span>
					</div>
					{version.title ? <h2>{version.title}</h2> : null}
					<div className="body">
						{Object.entries(version.cooked).map(([section, html]) => (
							<Cooked key={section} postId={`${post.id}-${version.revision}`} section={section} html={html} />
						))}
					</div>
				</article>
			))}
		</main>
	);
}
