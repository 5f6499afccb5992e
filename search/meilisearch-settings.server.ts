import type { Settings } from "meilisearch";
import type { DocumentKind } from "#db/enums.ts";

// Words that say nothing, in English. Without them "prompt for meeting minutes" would ask for a "for".
const stopWords =
	"a an and are as at be but by can could did do does for from had has have how i if in into is it its me my of on or our so than that the their them then there they this to was we were what when where which who why will with would you your".split(
		" ",
	);

/** How an index of that kind ranks and filters. `synonyms`: groups of words that mean the same. */
export function settingsOf(kind: DocumentKind, synonyms: string[][]): Settings {
	return {
		searchableAttributes: kind === "thread" ? ["title", "labels", "opening", "replies"] : ["title", "labels", "opening"],
		filterableAttributes:
			kind === "thread"
				? ["audience", "threadKind", "circle", "department", "roles", "tool", "tags", "authors", "answered", "day"]
				: ["audience"],
		sortableAttributes: [],
		// What is shown is read from the tables; the index gives away nothing but ids.
		displayedAttributes: ["id"],
		rankingRules: ["words", "typo", "proximity", "attribute", "sort", "exactness"],
		stopWords,
		synonyms: Object.fromEntries(synonyms.flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)]))),
		typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 6 } },
		pagination: { maxTotalHits: 1000 },
	};
}
