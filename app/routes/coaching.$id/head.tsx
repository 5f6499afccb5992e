import { Link } from "@remix-run/react";
import type { SessionView } from "#app/coaching/queries.server.ts";
import { sessionPath } from "#app/coaching/rules.ts";
import { canCancel, canMove, phaseWords } from "#app/coaching/session-rules.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Moment } from "#app/ui/moment.tsx";

/** What an instant is by the clock of a zone, without the year that stands beside it. */
const clockIn = (at: Date, timeZone: string) =>
	new Intl.DateTimeFormat("en-GB", {
		weekday: "long",
		hour: "2-digit",
		minute: "2-digit",
		timeZoneName: "short",
		timeZone,
	}).format(at);

const isAddress = (link: string) => /^https?:\/\/\S+$/i.test(link);

type Props = { session: SessionView; timeZone: string };

/** What the session is, when and where, with whom, and how it stands. */
export function Head({ session, timeZone }: Props) {
	const { id, hours, host, kind, phase, startsAt, endsAt, link } = session;
	const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
	return (
		<header className="session-head">
			<p className="meta">
				<span>{kind === "one" ? "One to one" : "A group session"}</span>
				<span className="session-state">{phaseWords[phase]}</span>
			</p>
			<h1>{hours.title}</h1>
			{hours.about ? <p className="lead said">{hours.about}</p> : null}
			{phase === "cancelled" ? <Cancelled session={session} /> : null}
			<dl className="session-facts">
				<dt>When</dt>
				<dd>
					<Moment at={startsAt} />
					{clockIn(startsAt, host.timeZone) === clockIn(startsAt, timeZone) ? null : (
						<small>
							For {host.name}: {clockIn(startsAt, host.timeZone)}
						</small>
					)}
				</dd>
				<dt>How long</dt>
				<dd>{minutes} minutes</dd>
				{link ? (
					<>
						<dt>Where</dt>
						<dd>
							{isAddress(link) ? (
								<a href={link} rel="noreferrer noopener">
									{link}
								</a>
							) : (
								link
							)}
						</dd>
					</>
				) : null}
				<dt>Host</dt>
				<dd className="session-host">
					<Avatar name={host.name} photo={host.photo} />
					<Link to={`/people/${host.handle}`}>{host.name}</Link>
				</dd>
			</dl>
			{canCancel(session) ? (
				<div className="actions">
					{canMove(session) ? (
						<Link className="mini" to={`${sessionPath(id)}/move`}>
							Move it
						</Link>
					) : null}
					<Link className="mini" to={`${sessionPath(id)}/cancellation`}>
						{session.side === "guest" && kind === "group" ? "Give up your seat" : "Cancel it"}
					</Link>
				</div>
			) : null}
		</header>
	);
}

function Cancelled({ session: { cancelledBy, host, reason } }: { session: SessionView }) {
	return (
		<div className="notice">
			<p>{cancelledBy === "host" ? `${host.name} cancelled this session.` : "This session was cancelled."}</p>
			{reason ? <p className="said">{reason}</p> : null}
		</div>
	);
}
