// The one file that speaks to a Meilisearch server. What it answers is a hint: ids, which the tables check before anything is shown.
import { createHash } from "node:crypto";
import { and, type SQL, sql } from "drizzle-orm";
import { Meilisearch } from "meilisearch";
import type { Db } from "#db/client.server.ts";
import { type DocumentKind, documentKinds } from "#db/enums.ts";
import { circles } from "#db/schema/circles.server.ts";
import { threads } from "#db/schema/threads.server.ts";
import { allDocuments } from "./all-documents.server.ts";
import type { SearchDocument } from "./documents.server.ts";
import type { Narrowing, Scope, SearchEngine } from "./engine.server.ts";
import { synonymGroups } from "./lexicon.server.ts";
import { filterOf } from "./meilisearch-filter.ts";
import { settingsOf } from "./meilisearch-settings.server.ts";
import { narrowed } from "./narrowing.server.ts";
import { asksWords, type Question } from "./question.ts";
import type { Store } from "./sync.server.ts";
import { tellingTerms } from "./telling.server.ts";

export type MeilisearchServer = { url: string; apiKey?: string };

// Raised whenever documents or settings change their shape.
const layout = "1";
const searchMs = 1000;
const requestMs = 15_000;
const taskMs = 60_000;
const indexOf = (kind: DocumentKind) => `lamplight_${kind}`;
const nextOf = (kind: DocumentKind) => `lamplight_${kind}_next`;

/** A question as Meilisearch takes it. The last word may be unfinished unless a space follows. */
const asTyped = ({ words, phrases, without, unfinished }: Question): string =>
	[...without.map((word) => `-${word}`), ...phrases.map((phrase) => `"${phrase.replaceAll('"', " ")}"`), ...words].join(" ") +
	(unfinished && words.length > 0 ? "" : " ");

/** Search by a Meilisearch server. `plain` answers what has no words to rank by. */
export function meilisearchEngine({ url, apiKey }: MeilisearchServer, plain: SearchEngine, db: Db): SearchEngine {
	const client = new Meilisearch({ host: url, apiKey, timeout: searchMs });
	const ids = async (kind: DocumentKind, q: string, filter: string[], limit: number, more: object = {}) => {
		const { hits } = await client
			.index<{ id: string }>(indexOf(kind))
			.search(q, { filter, limit, attributesToRetrieve: ["id"], matchingStrategy: "frequency", ...more });
		return hits.map(({ id }) => id);
	};
	return {
		name: "meilisearch",
		async threads(question, narrowing, scope, limit) {
			if (!asksWords(question)) return plain.threads(question, narrowing, scope, limit);
			const found = await ids("thread", asTyped(question), filterOf(narrowing, await scope.audience()), limit);
			const visible = await visibleThreads(found, scope, narrowing, db);
			// It gives up the common words one after another, and the last one left may be in no thread: Postgres tries them all.
			return visible.length === 0 && question.words.length > 1 ? plain.threads(question, narrowing, scope, limit) : visible;
		},
		async others(question, scope, limit) {
			if (question.words.length === 0 || question.phrases.length > 0) return { people: [], circles: [] };
			const allowed = filterOf({}, await scope.audience());
			const [people, found] = await Promise.all([
				ids("person", asTyped(question), [], limit, { matchingStrategy: "all" }),
				ids("circle", asTyped(question), allowed, limit, { matchingStrategy: "all" }),
			]);
			return { people, circles: await visibleOf(sql`${circles}`, sql`${circles.id}`, found, scope.circles, db) };
		},
		async similar(text, scope, limit, except) {
			const telling = await tellingTerms(text, db);
			if (telling.length === 0) return [];
			// The most common words are given up first.
			const found = await ids("thread", `${telling.map(({ word }) => word).join(" ")} `, filterOf({}, await scope.audience()), 4 * limit, {
				matchingStrategy: "frequency",
				rankingScoreThreshold: 0.2,
			});
			const others = found.filter((id) => id !== except);
			return (await visibleThreads(others, scope, {}, db)).slice(0, limit);
		},
	};
}

const visibleThreads = (ids: string[], scope: Scope, narrowing: Narrowing, db: Db) =>
	visibleOf(sql`${threads}`, sql`${threads.id}`, ids, and(scope.threads, narrowed(narrowing)), db);

/** Those of the ids whose rows meet the condition, in their order. */
async function visibleOf(table: SQL, column: SQL, ids: string[], condition: SQL | undefined, db: Db): Promise<string[]> {
	if (ids.length === 0) return [];
	const rows = await db.execute<{ id: string }>(sql`
		select wanted.id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality wanted (id, place)
		join ${table} on ${column} = wanted.id where ${condition ?? sql`true`} order by wanted.place`);
	return [...rows].map(({ id }) => id);
}

/** The index that a Meilisearch server keeps. It is rebuilt beside the old one and put in its place at once. */
export function meilisearchStore({ url, apiKey }: MeilisearchServer, db: Db): Store {
	const client = new Meilisearch({ host: url, apiKey, timeout: requestMs, defaultWaitOptions: { timeout: taskMs, interval: 20 } });

	const done = async (task: { waitTask(): Promise<{ status: string; error: unknown }> }) => {
		const { status } = await task.waitTask();
		if (status !== "succeeded") throw new MeilisearchTaskFailed(status);
	};
	const exists = async (index: string) => {
		const { results } = await client.getIndexes({ limit: 1000 });
		return results.some(({ uid }) => uid === index);
	};
	const drop = async (index: string) => {
		if (await exists(index)) await done(client.deleteIndex(index));
	};
	const add = async (index: (kind: DocumentKind) => string, documents: SearchDocument[]) => {
		for (const kind of documentKinds) {
			const of = documents.filter((document) => document.kind === kind).map(({ kind: _, ...document }) => document);
			if (of.length > 0) await done(client.index(index(kind)).addDocuments(of, { primaryKey: "id" }));
		}
	};

	/** Whether the server lost documents: it was restarted empty, or from an old disk. What is still to be brought may differ. */
	async function lost(): Promise<boolean> {
		const { indexes } = await client.getStats();
		const [there] = await db.execute<{ documents: Record<string, number> | null; open: number }>(sql`
			select (select json_object_agg(kind, count) from (select kind, count(*)::int from search_documents group by kind) d) as documents,
				(select count(*)::int from search_changes) as open`);
		return documentKinds.some((kind) => {
			const index = indexes[indexOf(kind)];
			return !index || Math.abs(index.numberOfDocuments - (there?.documents?.[kind] ?? 0)) > (there?.open ?? 0);
		});
	}

	return {
		target: "meilisearch",
		async put(names, documents) {
			await add(indexOf, documents);
			const there = new Set(documents.map(({ kind, id }) => `${kind} ${id}`));
			for (const kind of documentKinds) {
				const gone = names.filter((name) => name.kind === kind && !there.has(`${kind} ${name.id}`)).map(({ id }) => id);
				if (gone.length > 0) await done(client.index(indexOf(kind)).deleteDocuments(gone));
			}
		},
		async builtWith() {
			const settings = JSON.stringify(documentKinds.map((kind) => settingsOf(kind, [])));
			const synonyms = JSON.stringify(await synonymGroups(db));
			return createHash("sha256").update(`${layout}\0${url}\0${settings}\0${synonyms}`).digest("base64url");
		},
		lost,
		async rebuild(progress) {
			const synonyms = await synonymGroups(db);
			for (const kind of documentKinds) {
				await drop(nextOf(kind));
				for (const index of [nextOf(kind), indexOf(kind)])
					if (!(await exists(index))) await done(client.createIndex(index, { primaryKey: "id" }));
				await done(client.index(nextOf(kind)).updateSettings(settingsOf(kind, synonyms)));
			}
			for await (const { documents, done: read, all } of allDocuments(db)) {
				await add(nextOf, documents);
				progress?.(read, all);
			}
			await done(client.swapIndexes(documentKinds.map((kind) => ({ indexes: [indexOf(kind), nextOf(kind)], rename: false }))));
			for (const kind of documentKinds) await drop(nextOf(kind));
		},
	};
}

/** A task that the server took and did not bring to its end. */
class MeilisearchTaskFailed extends Error {
	override name = "MeilisearchTaskFailed";
}
