import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { now } from "#app/core/clock.server.ts";
import { decodeCursor } from "#app/core/cursor.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refusedByResource } from "#app/core/http.server.ts";
import { glassAbout } from "#app/moderation/glass.server.ts";
import { glassWords } from "#app/moderation/glass-rules.ts";
import { hiddenOf } from "#app/moderation/queries.server.ts";
import { noteTakenAwaySeen, takenAwayFrom } from "#app/moderation/thank-yous.server.ts";
import { readAll, readGroup, unreadAgain } from "#app/notifications/commands.server.ts";
import { filterFrom, filters } from "#app/notifications/filters.ts";
import { inbox } from "#app/notifications/inbox.server.ts";
import { readInput } from "#app/notifications/input.ts";
import { noticesOf } from "#app/notifications/notice-list.server.ts";
import { readNotices } from "#app/notifications/notices.server.ts";
import { sealedGroups } from "#app/notifications/sealed.server.ts";
import { noteSeen, noteThanksSeen } from "#app/recognition/commands.server.ts";
import { isAskedToRead } from "#app/recognition/nominations.server.ts";
import { unseenAwards } from "#app/recognition/queries.server.ts";
import { unseenThanks } from "#app/recognition/thanks.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { AwardNews } from "./award-news.tsx";
import { GroupCard } from "./group-card.tsx";
import { NoticeList } from "./notice-list.tsx";
import { SealedNews } from "./sealed-news.tsx";
import { ThanksNews } from "./thanks-news.tsx";

export const meta: MetaFunction = () => [{ title: "Notifications · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const filter = filterFrom(searchParams.get("show"));
	const page = await inbox(viewer, filter, decodeCursor(searchParams.get("after")));
	const first = !searchParams.has("after") && (filter === "all" || filter === "unread" || filter === "replies");
	const sealed = first ? await sealedGroups(viewer, filter === "unread") : [];
	const notices = first && filter !== "replies" ? await noticesOf(viewer, filter === "unread") : [];
	const hidden = first ? await hiddenOf(viewer) : [];
	const glass = first ? await glassAbout(viewer) : [];
	return {
		filter,
		...page,
		sealed,
		notices,
		glass,
		earned: first && filter !== "replies" ? (await unseenAwards(viewer)).map(({ badge, tier }) => ({ badge, tier })) : [],
		thanked: first && filter !== "replies" ? await unseenThanks(viewer) : [],
		takenAway:
			first && filter !== "replies" ? (await takenAwayFrom(viewer)).filter(({ fresh }) => fresh).map(({ id, to }) => ({ id, to })) : [],
		toRead: first && filter !== "replies" && (await isAskedToRead(viewer)),
		hidden: hidden.map(({ postId, title, state }) => ({ postId, title, state })),
		newest: latestOf([page.groups[0]?.at, notices[0]?.at]),
		marked: searchParams.get("marked"),
	};
}

const latestOf = (instants: (Date | undefined)[]): Date =>
	new Date(Math.max(0, ...instants.map((at) => at?.getTime() ?? 0)) || now().getTime());

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), readInput);
	if (!form.ok) return refusedByResource(form.errors);
	const { intent, threadId, at } = form.data;
	if (intent === "thread" && threadId) await readGroup(viewer, threadId);
	if (intent === "notices" && at) await readNotices(viewer, at, now());
	if (intent === "undo" && at) await unreadAgain(viewer, at);
	if (intent === "all") await Promise.all([noteSeen(viewer), noteThanksSeen(viewer), noteTakenAwaySeen(viewer)]);
	if (intent === "all" && at) return goTo(`/notifications?marked=${(await readAll(viewer, at)).toISOString()}`);
	return goTo("/notifications");
}

const empty = {
	all: {
		title: "Nothing has come yet",
		text: "Here you will see answers to what you write, and when a colleague mentions you. Asking a question is the quickest way to fill it.",
	},
	unread: { title: "All read", text: "Nothing waits for you." },
	mentions: { title: "No mentions", text: "When a colleague writes your @handle, it shows up here." },
	replies: { title: "No replies yet", text: "Replies to what you wrote, and in threads that you follow, gather here." },
	questions: {
		title: "No question waits for you",
		text: "When a question stays without an answer and you work with what it is about, it is brought to you here. You can always pass it on.",
	},
	thanks: {
		title: "Nothing yet",
		text: "When colleagues thank you or learned something from you, you see it here. Nobody else sees how many they were.",
	},
};

export default function Notifications() {
	const { filter, groups, sealed, notices, hidden, glass, earned, thanked, takenAway, toRead, next, marked, newest } =
		useLoaderData<typeof loader>();
	const [params] = useSearchParams();
	const told = earned.length + thanked.length + takenAway.length + (toRead ? 1 : 0);
	const anyUnread = [...groups, ...sealed, ...notices].some(({ unread }) => unread) || earned.length + thanked.length > 0;
	return (
		<main id="main">
			<div className="hello spread">
				<h1>Notifications</h1>
				<div className="acts">
					{anyUnread && filter !== "thanks" ? (
						<Form method="post">
							<input type="hidden" name="at" value={newest.toISOString()} />
							<button className="btn quiet" type="submit" name="intent" value="all">
								Mark all as read
							</button>
						</Form>
					) : null}
					<Link className="btn quiet" to="/settings/notifications">
						What to hear of
					</Link>
				</div>
			</div>
			{glass.map(({ id, alias, title, reason, phase }) => (
				<p className="notice" key={id}>
					Two moderators asked who wrote as {alias} in “{title}”, because: “{reason}” It {glassWords[phase]}.{" "}
					<Link to="/anonymity">What that means</Link>
				</p>
			))}
			{hidden.map(({ postId, title, state }) => (
				<p className="notice" key={postId}>
					{state === "mended" ? "You mended your post in " : "A moderator hid your post in "}
					<Link to={`/hidden/${postId}`}>{title}</Link>
					{state === "mended" ? "; it waits to be looked at." : ", and says why. You can mend it."}
				</p>
			))}
			<output>
				{marked ? (
					<Form method="post" className="notice actions">
						Everything is marked as read.
						<input type="hidden" name="at" value={marked} />
						<button className="mini" type="submit" name="intent" value="undo">
							Undo
						</button>
					</Form>
				) : null}
			</output>
			<nav className="tabs" aria-label="What to show">
				{filters.map(({ name, label }) => (
					<Link key={name} to={name === "all" ? "?" : `?show=${name}`} aria-current={filter === name ? "page" : undefined}>
						{label}
					</Link>
				))}
			</nav>
			{groups.length + sealed.length + notices.length + told === 0 && !params.has("after") ? (
				<Empty title={empty[filter].title}>{empty[filter].text}</Empty>
			) : null}
			<ThanksNews thanked={thanked} takenAway={takenAway} toRead={toRead} />
			<AwardNews earned={earned} />
			<NoticeList notices={notices} />
			<SealedNews groups={sealed} />
			<div className="inbox">
				{groups.map((group) => (
					<GroupCard key={group.thread.id} group={group} />
				))}
			</div>
			{next ? (
				<p className="pager">
					<Link className="btn quiet" to={`?${new URLSearchParams({ ...(filter === "all" ? {} : { show: filter }), after: next })}`}>
						Earlier ones
					</Link>
				</p>
			) : null}
		</main>
	);
}
