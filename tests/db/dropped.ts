// A process of its own for the fault tests: node dropped.ts URL [DRIVER]. Reports how a transaction fares whose connection drops.
import { setTimeout as pause } from "node:timers/promises";
import { connect, type Sql } from "#db/client.server.ts";

const [url = "", driver] = process.argv.slice(2);
const sql: Sql = driver ? (await import(driver)).default(url, { max: 1, backoff: () => 0.2 }) : connect(url);
const codeOf = (error: { code?: string; message: string }) => error.code ?? error.message;
await sql`create table if not exists dropped (who text)`;
await sql`truncate dropped`;

let late = "it was accepted";
const first = await sql
	.begin(async (tx) => {
		await tx`insert into dropped values ('of the first')`;
		await tx`select pg_terminate_backend(pg_backend_pid())`.catch(() => undefined);
		// Meanwhile the pool has given the connection, opened again, to the second transaction.
		const second = sql.begin(async (other) => {
			await other`insert into dropped values ('of the second')`;
			await tx`insert into dropped values ('late, of the first')`.catch((error) => {
				late = codeOf(error);
			});
			await pause(50);
		});
		await tx`select 1`.catch(() => undefined);
		await second;
	})
	.then(() => "it was committed", codeOf);
await pause(1500);
const rows = (await sql<{ who: string }[]>`select who from dropped order by who`).map(({ who }) => who);
process.send?.({ first, late, rows });
await sql.end({ timeout: 2 });
process.disconnect?.();
