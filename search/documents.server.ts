// What leaves the tables for an index, whichever keeps it: this file decides, and no other.
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import type { DocumentKind } from "#db/enums.ts";
import { everybody } from "./engine.server.ts";

export type ThreadDocument = {
	kind: "thread";
	id: string;
	title: string;
	/** Tags, tool, roles, circle, and the public name of who began it: words that people search by. */
	labels: string[];
	opening: string;
	/** What was answered, without who did. */
	replies: string[];
	threadKind: string;
	circle: string;
	tool: string | null;
	roles: string[];
	department: string | null;
	tags: string[];
	/** Ids of those who wrote here under their name. */
	authors: string[];
	answered: boolean;
	/** Days since 1970: to the day, so that no index holds an exact time. */
	day: number;
	audience: string;
};
export type PersonDocument = { kind: "person"; id: string; title: string; labels: string[]; opening: string; audience: string };
export type CircleDocument = { kind: "circle"; id: string; title: string; labels: string[]; opening: string; audience: string };
export type SearchDocument = ThreadDocument | PersonDocument | CircleDocument;
export type DocumentName = { kind: DocumentKind; id: string };

const mostOpening = 20_000;
const mostReplies = 150_000;

/** The documents of those names that are there to be found. A thread that was taken back, or a closed account, has none. */
export async function documentsOf(names: DocumentName[], db: Db): Promise<SearchDocument[]> {
	const ids = (kind: DocumentKind) => names.filter((name) => name.kind === kind).map(({ id }) => id);
	const [threads, people, circles] = [
		await threadDocuments(ids("thread"), db),
		await personDocuments(ids("person"), db),
		await circleDocuments(ids("circle"), db),
	];
	return [...threads, ...people, ...circles];
}

const list = (ids: string[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;

async function threadDocuments(ids: string[], db: Db): Promise<ThreadDocument[]> {
	if (ids.length === 0) return [];
	const rows = await db.execute<Omit<ThreadDocument, "kind" | "labels"> & { circleName: string; names: (string | null)[] }>(sql`
		select t.id, t.title, t.kind as "threadKind", t.circle_id as circle, t.tool_id as tool, author.department_id as department,
			coalesce(t.state = 'answered', false) as answered, floor(extract(epoch from t.created_at) / 86400)::int as day,
			case when c.visibility = 'open' then ${everybody} else c.id end as audience,
			left(opening.text, ${mostOpening}) as opening, c.name as "circleName",
			array(select tt.tag from thread_tags tt where tt.thread_id = t.id order by tt.tag) as tags,
			array(select tr.job_role_id from thread_roles tr where tr.thread_id = t.id) as roles,
			array(select distinct p.author_id from posts p where p.thread_id = t.id and p.deleted_at is null and p.author_id is not null) as authors,
			array[tool.name, author.name] || array(select j.name from thread_roles tr join job_roles j on j.id = tr.job_role_id where tr.thread_id = t.id) as names,
			array(select p.text from posts p where p.thread_id = t.id and p.opening = 0 and p.deleted_at is null order by p.id = t.accepted_post_id desc, p.created_at, p.id limit 2000) as replies
		from threads t
		join circles c on c.id = t.circle_id
		join posts opening on opening.thread_id = t.id and opening.opening = 1 and opening.deleted_at is null
		left join people author on author.id = t.author_id
		left join tools tool on tool.id = t.tool_id
		where t.deleted_at is null and t.id in ${list(ids)}`);
	return [...rows].map(({ circleName, names, replies, ...row }) => ({
		kind: "thread",
		...row,
		labels: [...row.tags, circleName, ...names.filter((name) => name !== null)],
		replies: upTo(mostReplies, replies),
	}));
}

/** The first of the texts, as many as fit. */
function upTo(most: number, texts: string[]): string[] {
	let left = most;
	return texts.filter((text) => {
		left -= text.length;
		return left >= 0;
	});
}

async function personDocuments(ids: string[], db: Db): Promise<PersonDocument[]> {
	if (ids.length === 0) return [];
	const rows = await db.execute<{ id: string; title: string; labels: (string | null)[]; opening: string }>(sql`
		select p.id, p.name as title, concat_ws(' ', p.ask_me_about, p.learning_now) as opening,
			array[p.handle, d.name, j.name] || array(select t.name from person_tools pt join tools t on t.id = pt.tool_id where pt.person_id = p.id) as labels
		from people p
		join accounts a on a.id = p.id and a.disabled_at is null
		left join departments d on d.id = p.department_id
		left join job_roles j on j.id = p.job_role_id
		where p.id in ${list(ids)}`);
	return [...rows].map(({ labels, ...row }) => ({
		kind: "person",
		...row,
		labels: labels.filter((label) => label !== null),
		audience: everybody,
	}));
}

async function circleDocuments(ids: string[], db: Db): Promise<CircleDocument[]> {
	if (ids.length === 0) return [];
	const rows = await db.execute<{ id: string; title: string; opening: string; audience: string }>(sql`
		select c.id, c.name as title, c.purpose as opening, case when c.visibility = 'open' then ${everybody} else c.id end as audience
		from circles c where c.id in ${list(ids)}`);
	return [...rows].map((row) => ({ kind: "circle", ...row, labels: [] }));
}
