// npm run restore -- FILE [--replace]: puts a backup back, whole or not at all. The server must not run.
import { ConfigurationError } from "../db/configuration-error.ts";
import { restore } from "../db/restore.server.ts";
import { withInstallation } from "./installation.ts";

await withInstallation(async (place) => {
	const words = process.argv.slice(2);
	const file = words.find((word) => !word.startsWith("--"));
	if (!file) throw new ConfigurationError("Which backup? Run npm run restore -- FILE, with --replace when something is here already.");
	const { madeAt, tables } = await restore({ ...place, file, replace: words.includes("--replace") });
	console.log(`Restored ${tables.reduce((sum, table) => sum + table.rows, 0)} rows as of ${madeAt}. Start Lamplight with npm start.`);
});
