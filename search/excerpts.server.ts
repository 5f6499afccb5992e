import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import type { QuestionState, ThreadKind } from "#db/enums.ts";
import { threads } from "#db/schema/threads.server.ts";
import { wordsOf } from "./folding.ts";
import { meaningOf, termsOf } from "./lexicon.server.ts";
import type { Question } from "./question.ts";

/** A found thread as it is shown. `title` and `excerpt` mark what matched with \u0002 and \u0003; `postId` is the post that says it best. */
export type Hit = {
	id: string;
	slug: string;
	kind: ThreadKind;
	state: QuestionState | null;
	title: string;
	excerpt: string;
	postId: string;
	/** Whether that post is a reply, and so not by `author`. */
	inReply: boolean;
	circle: string;
	author: string;
	createdAt: Date;
};

const marks = "StartSel=\u0002, StopSel=\u0003";
const longestText = 8000;

/** What is shown of the threads with those ids, in their order; those that `visible` does not cover are not there. */
export async function hitsOf(ids: string[], question: Question, visible: SQL | undefined, db: Db): Promise<Hit[]> {
	if (ids.length === 0) return [];
	const phrases = question.phrases.flatMap(wordsOf);
	const terms = await termsOf(phrases.length === 0 ? question : { words: [...question.words, ...phrases], unfinished: false }, db);
	const rows = await db.execute<Omit<Hit, "createdAt"> & { createdAt: string; beginning: string }>(sql`
		with q as materialized (select ${meaningOf(terms)} as query)
		select ${threads.id} as id, ${threads.slug} as slug, ${threads.kind} as kind, ${threads.state} as state, ${threads.createdAt} as "createdAt",
			ts_headline('lamplight', ${threads.title}, q.query, ${`${marks}, HighlightAll=true`}) as title,
			ts_headline('lamplight', left(best.text, ${longestText}), q.query, ${`${marks}, MaxWords=30, MinWords=18, ShortWord=2, MaxFragments=1`}) as excerpt,
			left(best.text, 12) as beginning, best.id as "postId", best.opening = 0 as "inReply", c.name as circle, coalesce(a.name, ${threads.alias}) as author
		from q, jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality wanted (id, place)
		join ${threads} on ${threads.id} = wanted.id
		join circles c on c.id = ${threads.circleId}
		left join people a on a.id = ${threads.authorId}
		cross join lateral (
			select p.id, p.text, p.opening from posts p where p.thread_id = ${threads.id} and p.deleted_at is null
			order by ts_rank(p.search, q.query) desc, p.opening desc, p.created_at limit 1
		) best
		where ${visible ?? sql`true`}
		order by wanted.place`);
	return [...rows].map(({ beginning, ...row }) => ({
		...row,
		excerpt: ellipsed(row.excerpt, beginning),
		createdAt: new Date(row.createdAt),
	}));
}

/** An excerpt with an ellipsis where it was cut. */
function ellipsed(excerpt: string, beginning: string): string {
	const plain = excerpt.replace(/[\u0002\u0003]/g, "");
	return `${plain.startsWith(beginning.trim().slice(0, plain.length)) ? "" : "… "}${excerpt}${/[.!?:…]["”)]?$/.test(plain) ? "" : " …"}`;
}
