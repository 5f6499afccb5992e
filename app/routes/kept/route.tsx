import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { draftsOf } from "#app/threads/drafts.server.ts";
import { keptBy } from "#app/threads/kept.server.ts";
import { KindSign } from "#app/threads/kind-sign.tsx";
import { postPath } from "#app/threads/rules.ts";
import { Empty } from "#app/ui/empty.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Kept and drafts · Lamplight" }];

const placeOf = (place: string) => {
	const [where, id] = place.split(":");
	if (where === "new") return { word: "A new thread", to: "/threads/new" };
	if (where === "reply") return { word: "A reply", to: `/threads/${id}#write` };
	return { word: "An edit", to: `/posts/${id}/edit` };
};

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [drafts, kept] = await Promise.all([draftsOf(viewer), keptBy(viewer)]);
	return {
		drafts: drafts.map(({ place, fields, updatedAt }) => ({
			...placeOf(place),
			place,
			updatedAt,
			beginning:
				Object.values(fields)
					.flat()
					.sort((a, b) => b.length - a.length)[0]
					?.slice(0, 120) ?? "",
		})),
		kept: kept.map(({ text, ...row }) => ({ ...row, beginning: text.slice(0, 200) })),
	};
}

export default function Kept() {
	const { drafts, kept } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Kept and drafts</h1>
			<p className="lead">Only you see this page.</p>
			{drafts.length > 0 ? (
				<section className="apart" aria-labelledby="drafts">
					<h2 id="drafts">Drafts</h2>
					<ul className="list">
						{drafts.map(({ place, word, to, beginning, updatedAt }) => (
							<li className="row" key={place}>
								<span>
									<Link to={to}>{word}</Link>
									<small>
										<When at={updatedAt} />: {beginning}
									</small>
								</span>
							</li>
						))}
					</ul>
				</section>
			) : null}
			<section className="apart" aria-labelledby="kept">
				<h2 id="kept">Kept</h2>
				{kept.length === 0 ? (
					<Empty title="Nothing kept yet">“Keep” under a post puts it here, for the day you need that prompt again.</Empty>
				) : null}
				{kept.map(({ postId, author, beginning, thread }) => (
					<article className="item" key={postId}>
						<div className="meta">
							<KindSign kind={thread.kind} /> <span>{author}</span>
						</div>
						<h2>
							<Link to={postPath(thread, postId)}>{thread.title}</Link>
						</h2>
						<p>{beginning}</p>
					</article>
				))}
			</section>
		</main>
	);
}
