import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { aboutThreads } from "#app/coaching/about.server.ts";
import { AboutLine } from "#app/coaching/about-line.tsx";
import { threadIn, withWords, wordIn } from "#app/coaching/address.ts";
import { holdFromPool, poolFor } from "#app/coaching/hold.server.ts";
import { slotInput } from "#app/coaching/input.ts";
import { startsOf, topicNamed } from "#app/coaching/offers.server.ts";
import { SlotWeek } from "#app/coaching/slot-week.tsx";
import { shownSlots, weekOf } from "#app/coaching/weeks.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound } from "#app/core/http.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `Any champion for ${page?.name ?? "this"} · Lamplight` }];

async function poolOf(viewer: Viewer, url: string) {
	const { searchParams } = new URL(url);
	const asked = { tool: wordIn(searchParams, "tool"), role: wordIn(searchParams, "role") };
	const named = await topicNamed(asked);
	if (!named) throw notFound();
	return { ...named, asked, searchParams, offers: await poolFor(viewer, named.topic) };
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { name, offers, asked, searchParams } = await poolOf(viewer, request.url);
	const [[thread = null], starts] = await Promise.all([aboutThreads(viewer, [threadIn(searchParams)]), startsOf(viewer, offers)]);
	const horizonDays = Math.max(1, ...offers.map((offer) => offer.horizonDays));
	const hosts = new Map(offers.map(({ host }) => [host.handle, { handle: host.handle, name: host.name, photo: host.photo }]));
	return {
		name,
		asked,
		thread,
		zone: viewer.timeZone,
		hosts: [...hosts.values()],
		week: weekOf(starts, { from: searchParams.get("from"), horizonDays, zone: viewer.timeZone, hostZone: null }),
	};
}

/** Keeps a slot with whoever of the pool is free then, and leads to its form. */
export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { topic } = await poolOf(viewer, request.url);
	const form = parseForm(await request.formData(), slotInput);
	if (!form.ok) return data({ errors: { form: "Choose a time." }, values: form.values, next: [] }, { status: 422 });
	const held = await holdFromPool(viewer, topic, form.data.startsAt);
	if ("id" in held) return goTo(withWords(`/coaching/holds/${held.id}`, { thread: form.data.threadId ?? "" }));
	const next = shownSlots(held.next, { zone: viewer.timeZone, hostZone: null });
	return data(
		{ errors: { form: "Somebody was quicker: this time is taken. Nothing was booked." }, values: form.values, next },
		{ status: 409 },
	);
}

/** What was taken meanwhile is not shown as free any longer. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
	actionStatus === 409 || defaultShouldRevalidate;

export default function AnyChampion() {
	const { name, asked, thread, zone, hosts, week } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<>
			<main id="main">
				<p className="meta">
					<Link to={withWords("/coaching/book", { ...asked, thread: thread?.id ?? "" })}>Find a time</Link>
				</p>
				<h1>Any champion for {name}</h1>
				<p className="lead">Choose a time that suits you. You see with whom before anything is booked.</p>
				<AboutLine about={thread} />
				<SlotWeek week={week} zone={zone} host={null} state={state} next={state?.next}>
					{thread ? <input type="hidden" name="threadId" value={thread.id} /> : null}
				</SlotWeek>
			</main>
			<aside className="aside" aria-label="Beside these times">
				<section className="quietcard">
					<h2>Who could it be</h2>
					{hosts.length === 0 ? <p>Everybody who could help has enough for now. Look in again in some days.</p> : null}
					{hosts.map(({ handle, name: who, photo }) => (
						<div className="row" key={handle}>
							<Avatar name={who} photo={photo} />
							<Link to={`/people/${handle}`}>{who}</Link>
						</div>
					))}
				</section>
			</aside>
		</>
	);
}
