// npm run search:reindex: builds the search indexes anew, beside those that answer meanwhile, and puts them in place.
import { rebuildSearch } from "#app/core/search.server.ts";
import { progress, withDatabase } from "./with-database.ts";

await withDatabase(
	async () => {
		const busy = await rebuildSearch((target, done, all) => progress(done, all, `in ${target}`));
		for (const target of busy) console.error(`A server is bringing ${target} up to date at the moment: try again in a minute.`);
		if (busy.length === 0) console.log("The search indexes are new.");
		process.exitCode = busy.length > 0 ? 1 : 0;
	},
	// Of an error of the Meilisearch client only its name: what caused it holds the key.
	(error) =>
		error instanceof Error && error.name.startsWith("Meilisearch")
			? `MEILISEARCH_URL does not lead to a Meilisearch that takes documents (${error.name}).`
			: null,
);
