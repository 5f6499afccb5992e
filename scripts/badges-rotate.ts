// npm run badges:rotate: a new key signs badges from now on, and what earlier ones signed stays good. With `-- --leaked` the key so far is
// believed no longer: what it signed has to be taken along anew.
import { rotateKey } from "#app/recognition/rotate.server.ts";
import { withDatabase } from "./with-database.ts";

await withDatabase(async () => {
	const leaked = process.argv.includes("--leaked");
	console.log(`Badges are signed with ${await rotateKey({ leaked })} from now on.`);
	console.log(leaked ? "What the key before it signed is good no longer." : "What earlier keys signed stays good.");
});
