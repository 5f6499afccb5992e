import { sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { enqueue } from "#app/core/jobs.server.ts";
import { mails, notices, notifications } from "#db/schema/notifications.server.ts";

const readDays = 90;
const unreadDays = 365;
const mailDays = 90;
const mostAtOnce = 5000;

const before = (days: number) => sql`${new Date(now().getTime() - days * 86_400_000).toISOString()}::timestamptz`;

/** Takes away what was told long ago. A mail that waits though no job holds it (they are no part of a backup) gets one again. */
export async function sweepNotifications(tx = db): Promise<void> {
	await tx.execute(sql`
		delete from ${notifications} where id in (
			select n.id from ${notifications} n where n.at < ${before(unreadDays)} or (n.at < ${before(readDays)} and n.read_at is not null) limit ${mostAtOnce})`);
	// Read or not: calendars ask for a while what once was booked.
	await tx.execute(
		sql`delete from ${notices} where id in (select n.id from ${notices} n where n.at < ${before(unreadDays)} limit ${mostAtOnce})`,
	);
	await tx.execute(sql`
		delete from ${mails} where id in (select m.id from ${mails} m where m.created_at < ${before(mailDays)} and m.state <> 'waiting' limit ${mostAtOnce})`);
	const lost = await tx.execute<{ id: string }>(sql`
		select m.id from ${mails} m where m.state = 'waiting' and m.created_at < ${now().toISOString()}::timestamptz - interval '1 hour'
			and not exists (select from graphile_worker.jobs j where j.key = 'mail:' || m.id) limit ${mostAtOnce}`);
	for (const { id } of lost) await enqueue(tx, "notifications.mail", { mailId: id }, { key: `mail:${id}` });
}
