import { Link } from "@remix-run/react";
import type { SealedGroup } from "#app/notifications/sealed.server.ts";
import { threadPath } from "#app/threads/rules.ts";
import { Avatar } from "#app/ui/avatar.tsx";

const words = ({ alias, replies, accepted, reacted, unread }: SealedGroup): string => {
	if (unread && replies > 0) return replies === 1 ? `1 new reply where you are ${alias}` : `${replies} new replies where you are ${alias}`;
	if (accepted) return `What you wrote as ${alias} answered the question`;
	return reacted ? `Colleagues reacted to what you wrote as ${alias}` : `Replies where you are ${alias}`;
};

/** What came for what the viewer wrote without a name. Here alone: no mail and no push tells of it. */
export function SealedNews({ groups }: { groups: SealedGroup[] }) {
	if (groups.length === 0) return null;
	return (
		<section className="apart" aria-labelledby="sealed-title">
			<h2 id="sealed-title">Without your name</h2>
			<p className="hint">Only you see this. It is never mailed, so that no mailbox can tell which alias is yours.</p>
			{groups.map((group) => (
				<article key={group.thread.id} className={group.unread ? "item new" : "item"}>
					<h3>
						<Link to={`${threadPath(group.thread)}${group.firstReply ? `?from=${group.firstReply}#post-${group.firstReply}` : ""}`}>
							{group.thread.title}
						</Link>
					</h3>
					<p className="meta">
						<Avatar name={group.alias} photo={null} alias /> <span>{words(group)}</span>
					</p>
				</article>
			))}
		</section>
	);
}
