// npm run badges:backfill: gives everybody the badges that they reached, from what they did since the beginning. Can be run again at any time.
import { awardEverybody, countPeople } from "#app/recognition/award.server.ts";
import { progress, withDatabase } from "./with-database.ts";

await withDatabase(async () => {
	const all = await countPeople();
	await awardEverybody((done) => progress(done, Math.max(done, all), "people"));
	console.log("Everybody has the badges that they reached.");
});
