// npm run backup [-- FILE]: the database and the uploads in one file. The server may go on meanwhile.
import { backup } from "../db/backup.server.ts";
import { withInstallation } from "./installation.ts";

await withInstallation(async (place) => {
	const file = process.argv[2] ?? `lamplight-${new Date().toISOString().slice(0, 16).replaceAll(":", "-")}.tar.gz`;
	const { tables, files } = await backup({ ...place, file });
	const rows = tables.reduce((sum, table) => sum + table.rows, 0);
	const uploads = Object.keys(files).filter((path) => path.startsWith("uploads/")).length;
	console.log(`${file} holds ${rows} rows of ${tables.length} tables and ${uploads} uploads.`);
	console.log("The keys in DATA_DIR/secrets are not in it: keep a copy of that folder in another place.");
});
