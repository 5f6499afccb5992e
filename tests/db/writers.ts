// A process of its own for the fault tests, so that a crash is seen: node writers.ts URL ACKNOWLEDGED-FILE
// Twenty writers insert until the parent says stop; each id is noted once its insert was acknowledged.
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { connect } from "#db/client.server.ts";

const [url = "", file = ""] = process.argv.slice(2);
const sql = connect(url, { max: 10, statementTimeout: 5000 });

let stopping = false;
let oldest = 0;
let refused = 0;
let acknowledged = 0;
const begun = new Map<number, number>();
setInterval(() => {
	for (const since of begun.values()) oldest = Math.max(oldest, Date.now() - since);
}, 50).unref();

async function writer(number: number) {
	for (let round = 0; !stopping; round += 1) {
		const id = `${number}-${round}`;
		begun.set(number, Date.now());
		try {
			if (number % 2 === 0) await sql`insert into kept (id) values (${id})`;
			else
				await sql.begin(async (tx) => {
					await tx`insert into kept (id) values (${id})`;
					await Promise.all([tx`insert into outbox (id) values (${id})`, tx`select ${id}::text`]);
				});
			acknowledged += 1;
			appendFileSync(file, `${id}\n`);
		} catch {
			refused += 1;
			await pause(20);
		} finally {
			begun.delete(number);
		}
	}
}

process.once("message", () => {
	stopping = true;
});
const writers = Promise.all(Array.from({ length: 20 }, (_, number) => writer(number)));
process.send?.("writing");
await writers;
process.send?.({ oldest, refused, acknowledged });
await sql.end({ timeout: 2 });
process.exit(0);
