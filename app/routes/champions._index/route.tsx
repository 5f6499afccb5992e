import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { ChampionCard } from "#app/champions/champion-card.tsx";
import { alumni, championList, championPlaces, type DirectoryFilter, ownTerms } from "#app/champions/queries.server.ts";
import { deskPath, scopeWords, termPath } from "#app/champions/rules.ts";
import { isId } from "#app/core/ids.ts";
import { listsForForms } from "#app/people/queries.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Filters } from "./filters.tsx";

export const meta: MetaFunction = () => [{ title: "Champions · Lamplight" }];

const names = ["who", "department", "role", "tool", "language", "zone", "open"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const word = (name: string) => searchParams.get(name)?.toWellFormed().replaceAll("\0", "").slice(0, 80) || undefined;
	const filter: DirectoryFilter = Object.fromEntries(names.flatMap((name) => (word(name) ? [[name, word(name)]] : [])));
	const after = searchParams.get("after");
	const narrowed = Object.keys(filter).length > 0;
	const [page, lists, places, former, own] = await Promise.all([
		championList(viewer, filter, isId(after) ? after : null),
		listsForForms(),
		championPlaces(),
		narrowed || after ? [] : alumni(viewer),
		ownTerms(viewer),
	]);
	return { ...page, lists, places, former, own, narrowed };
}

export default function Champions() {
	const { items, next, lists, places, former, own, narrowed } = useLoaderData<typeof loader>();
	const [params] = useSearchParams();
	const more = new URLSearchParams(params);
	if (next) more.set("after", next);
	return (
		<main id="main">
			<h1>Champions</h1>
			<p className="lead">Colleagues who gladly help others to use AI at work, and are still learning themselves.</p>
			<p className="actions apart">
				<Link className="btn" to="/champions/nominate">
					Propose a champion
				</Link>
				<Link className="btn quiet" to="/champions/coverage">
					Coverage
				</Link>
				{own.champion ? (
					<Link className="btn quiet" to={deskPath}>
						Your desk
					</Link>
				) : null}
			</p>
			<OwnNotice asked={own.asked} ending={own.ending} />
			<Filters lists={lists} places={places} />
			{items.length === 0 && narrowed ? (
				<Empty title="Nobody yet" action={<Link to="/champions">Show all champions</Link>}>
					No champion looks after this today. Try fewer filters, or propose somebody who would be good at it.
				</Empty>
			) : null}
			{items.length === 0 && !narrowed ? (
				<Empty title="Nobody is champion yet">
					A champion looks after a department, a job role or a tool: they answer what nobody answered, and offer sessions. Who helped you
					last? Propose them, or yourself.
				</Empty>
			) : null}
			{items.map((champion) => (
				<ChampionCard key={champion.id} champion={champion} />
			))}
			{next ? (
				<p className="pager">
					<Link className="btn quiet" to={`?${more}`}>
						More champions
					</Link>
				</p>
			) : null}
			{former.length > 0 ? (
				<section className="apart">
					<h2>Who was champion</h2>
					<ul className="list">
						{former.map(({ id, handle, name, photo, scopes }) => (
							<li className="row centred" key={id}>
								<Avatar name={name} photo={photo} />
								<span>
									<Link to={`/people/${handle}`}>{name}</Link>
									<small>{scopeWords(scopes)}</small>
								</span>
							</li>
						))}
					</ul>
				</section>
			) : null}
		</main>
	);
}

function OwnNotice({ asked, ending }: { asked: string | null; ending: string | null }) {
	if (asked)
		return (
			<p className="notice">
				You were proposed as a champion. <Link to={termPath(asked)}>Would you like to?</Link>
			</p>
		);
	if (ending)
		return (
			<p className="notice">
				Your term ends soon. <Link to={`${termPath(ending)}/wish`}>What comes after it?</Link>
			</p>
		);
	return null;
}
