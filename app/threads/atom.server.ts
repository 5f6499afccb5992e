import type { FeedItem } from "./feed.server.ts";
import { threadPath } from "./rules.ts";

const escaped: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const xml = (text: string) => text.replace(/[&<>"']/g, (character) => escaped[character] ?? "");

/** An Atom feed of threads (RFC 4287). Ids are tag URIs (RFC 4151), so that they outlast a change of address. */
export function atomFeed({
	title,
	self,
	origin,
	items,
	updated,
}: {
	title: string;
	self: string;
	origin: string;
	items: FeedItem[];
	updated: Date;
}): string {
	const host = new URL(origin).hostname;
	const entries = items.map(
		(thread) => `<entry>
<id>tag:${host},2026:thread/${thread.id}</id>
<title>${xml(thread.title)}</title>
<link rel="alternate" href="${xml(origin + threadPath(thread))}"/>
<published>${thread.createdAt.toISOString()}</published>
<updated>${thread.lastActivityAt.toISOString()}</updated>
<author><name>${xml(thread.author)}</name></author>
<category term="${thread.kind}"/>
<summary>${xml(thread.excerpt)}</summary>
</entry>`,
	);
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>tag:${host},2026:feed/${xml(title.toLowerCase().replaceAll(" ", "-"))}</id>
<title>${xml(title)}</title>
<link rel="self" href="${xml(self)}"/>
<link rel="alternate" href="${xml(origin)}/"/>
<updated>${updated.toISOString()}</updated>
${entries.join("\n")}
</feed>
`;
}
