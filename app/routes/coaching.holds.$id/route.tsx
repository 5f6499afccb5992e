import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { Viewer } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { aboutThreads } from "#app/coaching/about.server.ts";
import { threadIn, withWords } from "#app/coaching/address.ts";
import { offerById } from "#app/coaching/availability.server.ts";
import { bookHeld, heldBy, holdSlot, letGoOf, nextFree } from "#app/coaching/hold.server.ts";
import { againInput } from "#app/coaching/input.ts";
import { sessionById } from "#app/coaching/queries.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { shownSlots } from "#app/coaching/weeks.server.ts";
import { now } from "#app/core/clock.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo } from "#app/core/http.server.ts";
import { isId } from "#app/core/ids.ts";
import { localAt } from "#app/core/temporal.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Moment } from "#app/ui/moment.tsx";
import { BookForm } from "./book-form.tsx";

export const meta: MetaFunction = () => [{ title: "Book it · Coaching · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const held = await heldBy(viewer, params.id);
	const thread = threadIn(new URL(request.url).searchParams);
	if (!held) {
		const session = await sessionById(viewer, params.id);
		if (session?.kind === "one" && session.booking?.state === "booked") throw goTo(sessionPath(session.id));
		return data({ held: null, about: null, thread }, { status: 404 });
	}
	const { startsAt, endsAt, heldUntil, offer } = held;
	const [about = null] = await aboutThreads(viewer, [thread]);
	const [slot] = shownSlots([startsAt], { zone: viewer.timeZone, hostZone: offer.host.timeZone });
	return data({
		held: {
			startsAt,
			minutes: Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000),
			until: heldUntil && heldUntil > now() ? localAt(heldUntil, viewer.timeZone).time : null,
			hoursId: offer.id,
			title: offer.title,
			host: offer.host,
			theirs: slot?.theirs ?? null,
		},
		about,
		thread,
	});
}

/** What else is free, when a slot is no longer kept. */
async function nextFor(viewer: Viewer, hoursId: string | undefined) {
	const offer = isId(hoursId) ? await offerById(hoursId) : null;
	if (!offer || offer.hostId === viewer.id || offer.kind !== "one") return { next: [], host: null };
	const next = shownSlots(await nextFree(viewer, [offer], now()), { zone: viewer.timeZone, hostZone: offer.host.timeZone });
	return { next, host: offer.host };
}

/** Books what is held, or lets go of it. When it is no longer kept, another slot can be chosen and booked with the same words. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const body = await request.formData();
	const thread = threadIn(new URL(request.url).searchParams);
	if (body.get("intent") === "let-go") {
		const held = await heldBy(viewer, params.id);
		await letGoOf(viewer, params.id);
		return goTo(withWords(held ? `/coaching/book/${held.offer.id}` : "/coaching/book", { thread }));
	}
	const form = parseForm(body, againInput);
	if (!form.ok) {
		const held = await heldBy(viewer, params.id);
		const other = held ? { next: [], host: null } : await nextFor(viewer, String(form.values.hoursId ?? ""));
		return data({ errors: form.errors, values: form.values, kept: held !== null, ...other }, { status: held ? 422 : 404 });
	}
	const { hoursId, startsAt, ...words } = form.data;
	const again = hoursId && startsAt ? await holdSlot(viewer, hoursId, startsAt) : { id: params.id };
	const made =
		"id" in again
			? await bookHeld(viewer, again.id, words)
			: { errors: { form: "Somebody was quicker: this time is taken. Nothing was booked, and your words are kept." } };
	if ("path" in made) return goTo(`${made.path}?kept=booked`);
	return data({ errors: made.errors, values: form.values, kept: false, ...(await nextFor(viewer, hoursId)) }, { status: 409 });
}

export default function BookIt() {
	const { held: found, about, thread } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	// After a refusal the page was not read again.
	const held = state?.kept === false ? null : found;
	const again = withWords(found ? `/coaching/book/${found.hoursId}` : "/coaching/book", { thread });
	return (
		<main id="main">
			{held ? (
				<>
					<p className="meta">
						<Link to={again}>{held.title}</Link>
					</p>
					<h1>What do you want to try?</h1>
					<div className="quietcard apart">
						<div className="session-host">
							<Avatar name={held.host.name} photo={held.host.photo} />
							<p>
								<Moment at={held.startsAt} />, {held.minutes} minutes with {held.host.name}
								{held.theirs ? ` (${held.theirs} by their clock)` : ""}
							</p>
						</div>
						<p className="hint kept-until">
							{held.until
								? `Kept for you until ${held.until}. Nobody else can take it meanwhile.`
								: "The ten minutes are over. Nobody took it so far, and it is yours once you book it."}
						</p>
					</div>
				</>
			) : (
				<>
					<h1>{state ? "This time is no longer kept" : "Nothing is kept for you here"}</h1>
					<p className="lead">
						{state
							? "Your words are still here. Choose another time below, and it is booked with them."
							: "A time is kept for ten minutes while you write. Nothing was booked."}
					</p>
				</>
			)}
			{held || state ? (
				<BookForm
					kept={held !== null}
					hoursId={found?.hoursId ?? ""}
					about={about}
					thread={thread}
					state={state}
					next={state?.next ?? []}
					host={state?.host ?? null}
				/>
			) : null}
			{held ? null : (
				<p className="apart">
					<Link className={state ? "mini" : "btn"} to={again}>
						Find a time
					</Link>
				</p>
			)}
		</main>
	);
}
