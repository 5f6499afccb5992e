import { Link, useFetcher } from "@remix-run/react";
import { CalendarCheck, CalendarClock, CalendarX, Hand, Lightbulb, NotebookPen, Ticket } from "lucide-react";
import type { Notice } from "#app/notifications/notice-list.server.ts";
import { When } from "#app/ui/when.tsx";

const signs = {
	booked: CalendarCheck,
	moved: CalendarClock,
	cancelled: CalendarX,
	offered: Ticket,
	reminder: CalendarClock,
	nudge: NotebookPen,
	"no-show": Hand,
	appeal: Hand,
	nominated: Lightbulb,
	nomination: Lightbulb,
	"term-agreed": Lightbulb,
	"term-ends": Lightbulb,
} as const;

function NoticeRow({ notice: { kind, at, unread, sentence, when, path } }: { notice: Notice }) {
	const Icon = signs[kind];
	return (
		<li className={unread ? "told unread" : "told"}>
			<Icon className="icon" aria-hidden="true" />
			<div className="what">
				<Link to={path}>
					{unread ? <span className="away">Unread: </span> : null}
					<b>{sentence}</b>
				</Link>
				{when ? <span className="at">{when}</span> : null}
			</div>
			<When at={at} />
		</li>
	);
}

/** What the viewer was told of their sessions and of champion terms. */
export function NoticeList({ notices }: { notices: Notice[] }) {
	// With scripts one stays where one is in the list.
	const fetcher = useFetcher();
	const [newest] = notices;
	if (!newest) return null;
	return (
		<section className="notices apart" aria-labelledby="notices-title">
			<h2 id="notices-title">Sessions and champions</h2>
			<ul>
				{notices.map((notice) => (
					<NoticeRow key={notice.id} notice={notice} />
				))}
			</ul>
			{notices.some(({ unread }) => unread) ? (
				<div className="acts">
					<fetcher.Form method="post" action="/notifications?index">
						<input type="hidden" name="at" value={newest.at.toISOString()} />
						<button className="mini" type="submit" name="intent" value="notices">
							Mark as read
						</button>
					</fetcher.Form>
				</div>
			) : null}
		</section>
	);
}
