import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { applyForm } from "#app/core/resource.server.ts";
import { BadgeDrawing } from "#app/recognition/badge-drawing.tsx";
import { badgeBySlug, familyWords } from "#app/recognition/catalogue.ts";
import { setView } from "#app/recognition/commands.server.ts";
import { issuedOf } from "#app/recognition/export.server.ts";
import { viewInput } from "#app/recognition/input.ts";
import { wordsBehind } from "#app/recognition/nominations.server.ts";
import { modeOf, type OwnBadge, ownBadges } from "#app/recognition/queries.server.ts";
import { Choices } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.badge.name ?? "Badge"} · Lamplight` }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const badge = badgeBySlug(params.slug);
	if (!badge) throw notFound();
	const own = (await ownBadges(viewer)).find((one) => one.badge === badge.slug) ?? null;
	const { slug, family, name, earned, why, hint, peer = false } = badge;
	const taken = (await issuedOf(viewer, slug)).length > 0;
	const words = own && peer ? await wordsBehind(viewer, slug) : [];
	return { badge: { slug, family, name, earned, why, hint, peer }, own, taken, words, mode: await modeOf(viewer) };
}

/** Sets who sees it. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	return applyForm({ request, context }, viewInput, ({ view }) => setView(viewer, params.slug, view));
}

export default function BadgePage() {
	const { badge, own, taken, words, mode } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<p className="meta">
				<Link to="/badges">Badges</Link> <span>{familyWords[badge.family].title}</span>
			</p>
			<div className="badge-page">
				<BadgeDrawing badge={badge} tier={own?.tier ?? 1} dim={!own || own.revoked !== null} large />
				<div>
					<h1>{badge.name}</h1>
					<p className="lead">It says: “You {badge.earned}.”</p>
				</div>
			</div>
			<p>{badge.why}</p>
			{own ? <Own own={own} mode={mode} /> : null}
			{words.map(({ noteId, text, name }) => (
				<blockquote className="thanks" key={noteId}>
					<p>{text}</p>
					<footer className="meta">
						<Link to={`/thanks#note-${noteId}`}>{name} proposed you with this</Link>
					</footer>
				</blockquote>
			))}
			{taken || (own?.at && own.revoked === null) ? (
				<p>
					<Link to={`/badges/${badge.slug}/export`}>Take it along</Link> as a signed file that stays yours.
				</p>
			) : null}
			{badge.peer ? (
				<section className="quietcard apart">
					<h2>How it is given</h2>
					<p>
						{badge.hint} One champion or moderator who is neither of the two reads it and decides. Do you think of somebody?{" "}
						<Link to="/people">Find them, and thank them</Link>
					</p>
				</section>
			) : own || mode === "out" ? null : (
				<section className="quietcard apart">
					<h2>A way to it</h2>
					<p>{badge.hint}</p>
				</section>
			)}
		</main>
	);
}

function Own({ own, mode }: { own: OwnBadge; mode: string }) {
	if (own.revoked !== null)
		return (
			<section className="quietcard apart">
				<h2>It was revoked</h2>
				<p>An admin said why: “{own.revoked}” If you think that this is wrong, talk to them. Nobody else is told.</p>
			</section>
		);
	return (
		<section className="quietcard apart">
			<h2>Yours</h2>
			<p>
				{own.at ? (
					<>
						Since <When at={own.at} />
						{own.evidence ? (
							<>
								, with <Link to={own.evidence.path}>{own.evidence.title}</Link>
							</>
						) : null}
						. Since when is shown to nobody else.
					</>
				) : (
					"You earned it with something that you did without your name. It is written down nowhere: only you see it here."
				)}
			</p>
			{own.at ? null : (
				<p className="notice">
					Think before you show it: whoever knows what you did with your name could guess that you did something without it.
				</p>
			)}
			{mode === "each" || own.at === null ? (
				<Form method="post" className="form">
					<Choices
						kind="radio"
						name="view"
						label="Who sees it"
						state={undefined}
						initial={[own.view]}
						options={[
							{ value: "mine", label: "Only you" },
							{ value: "shown", label: "Everybody, on your profile" },
							...(own.at ? [{ value: "evidence", label: "Everybody, with what it was for, as far as they may read that" }] : []),
						]}
					/>
					<div className="actions">
						<button className="btn" type="submit">
							Save
						</button>
					</div>
				</Form>
			) : (
				<p>
					{mode === "all" ? "You show all of your badges." : "You show none of your badges."} <Link to="/settings/badges">Change that</Link>
				</p>
			)}
		</section>
	);
}
