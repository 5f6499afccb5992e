import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { isModerator } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { firstBroken, latestDecisions } from "#app/moderation/log.server.ts";
import { actWords } from "#app/moderation/rules.ts";
import { Empty } from "#app/ui/empty.tsx";
import { When } from "#app/ui/when.tsx";
import type { ModerationAct } from "#db/enums.ts";

export const meta: MetaFunction = () => [{ title: "What was decided · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!isModerator(viewer)) throw notFound();
	return { broken: await firstBroken(), rows: await latestDecisions(viewer) };
}

/** What stands by itself: it is about no post and no thread. */
const alone = new Set<ModerationAct>(["officers", "note-fine", "note-removed"]);

export default function Log() {
	const { broken, rows } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<p>
				<Link to="/moderation">What waits for care</Link>
			</p>
			<h1>What was decided</h1>
			<p className={broken === null ? "lead" : "notice bad"}>
				{broken === null
					? "The log is whole: every row holds the sum of the one before it."
					: `Row ${broken} is not as it was written, or the one before it is missing. Somebody changed the database by hand.`}
			</p>
			{rows.length === 0 ? <Empty title="Nothing yet">What is flagged and decided stands here for good.</Empty> : null}
			<ul className="list apart">
				{rows.map(({ id, at, act, words, by, postId, title }) => (
					<li className="row" key={id}>
						<span>
							{alone.has(act) ? "" : postId ? <Link to={`/moderation/${postId}`}>{title ?? "A post"}</Link> : (title ?? "A thread")}{" "}
							{actWords[act]}
							<small>
								{by ? `${by}, ` : ""}
								<When at={at} />
								{words ? `: ${words}` : ""}
							</small>
						</span>
					</li>
				))}
			</ul>
		</main>
	);
}
