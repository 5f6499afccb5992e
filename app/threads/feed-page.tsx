import type { ReactNode } from "react";
import { Empty } from "#app/ui/empty.tsx";
import type { FeedItem } from "./feed.server.ts";
import { FeedList } from "./feed-list.tsx";
import { FeedTabs } from "./feed-tabs.tsx";

type Props = {
	title: string;
	lead: string;
	page: { items: FeedItem[]; next: string | null };
	/** Beside the title. */
	action?: ReactNode;
	empty: { title: string; text: string; action?: ReactNode };
};

/** A feed as a page of its own. */
export function FeedPage({ title, lead, page, empty, action }: Props) {
	return (
		<main id="main">
			<div className="hello">
				<h1>{title}</h1>
				<p className="lead">{lead}</p>
				{action ? <div className="acts">{action}</div> : null}
			</div>
			<FeedTabs />
			{page.items.length === 0 ? (
				<Empty title={empty.title} action={empty.action}>
					{empty.text}
				</Empty>
			) : (
				<FeedList {...page} />
			)}
		</main>
	);
}
