import { Link } from "@remix-run/react";
import type { About } from "#app/coaching/about.server.ts";
import type { SessionView } from "#app/coaching/queries.server.ts";
import { Avatar } from "#app/ui/avatar.tsx";

type Words = { want: string; tried: string; about: About | undefined; own?: boolean };

function Wishes({ want, tried, about, own = false }: Words) {
	if (!want && !tried && !about) return null;
	return (
		<dl className="session-wishes">
			{want ? (
				<>
					<dt>{own ? "You want to try" : "Wants to try"}</dt>
					<dd className="said">{want}</dd>
				</>
			) : null}
			{tried ? (
				<>
					<dt>{own ? "You have tried" : "Has tried"}</dt>
					<dd className="said">{tried}</dd>
				</>
			) : null}
			{about ? (
				<>
					<dt>It is about</dt>
					<dd>
						<Link to={about.path}>{about.title}</Link>
					</dd>
				</>
			) : null}
		</dl>
	);
}

type Props = { session: SessionView; about: About[] };

/** Who comes: to the host with what they want to try, to the others by name. */
export function Guests({ session: { guests, side, kind, phase }, about }: Props) {
	const come = guests.filter(({ state }) => state !== "cancelled");
	const left = guests.filter(({ state }) => state === "cancelled");
	if ((side !== "host" && kind === "one") || (phase === "cancelled" && guests.length === 0)) return null;
	return (
		<section className="apart" aria-labelledby="guests-title">
			<h2 id="guests-title">{phase === "over" ? "Who had a seat" : "Who comes"}</h2>
			{side === "host" ? <p className="hint">What they want to try and have tried only you and they read.</p> : null}
			{come.length === 0 ? <p className="hint">Nobody has taken a seat yet.</p> : null}
			{come.map(({ bookingId, name, handle, photo, state, want, tried, threadId }) => (
				<div className="session-guest" key={bookingId}>
					<div className="session-host">
						<Avatar name={name} photo={photo} />
						<Link to={`/people/${handle}`}>{name}</Link>
						{state === "offered" ? <span className="state-line">was offered a seat</span> : null}
					</div>
					<Wishes want={want} tried={tried} about={about.find(({ id }) => id === threadId)} />
				</div>
			))}
			{left.length > 0 ? <p className="hint">Gave up their seat: {left.map(({ name }) => name).join(", ")}</p> : null}
		</section>
	);
}

/** What a guest wrote when they booked. */
export function MyWishes({ session: { booking }, about }: Props) {
	if (!booking || (!booking.want && !booking.tried && !booking.threadId)) return null;
	return (
		<section className="apart" aria-labelledby="wishes-title">
			<h2 id="wishes-title">What you told your host</h2>
			<p className="hint">Only you and your host read this.</p>
			<Wishes own want={booking.want} tried={booking.tried} about={about.find(({ id }) => id === booking.threadId)} />
		</section>
	);
}
