// That a session took place counts for its host, once, when somebody came.
import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { noteHeld } from "#app/coaching/held.server.ts";
import { forget, remind } from "#app/coaching/reminders.server.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { ownBadges } from "#app/recognition/queries.server.ts";
import { makeBooking, makeHours, makeSession } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { runJobs } from "#tests/support/jobs.ts";
import { makePerson } from "#tests/support/makers.ts";

const url = useTestDb();
const day = 86_400_000;
afterEach(async () => {
	await db.execute(sql`delete from graphile_worker._private_jobs`);
});

async function over(kind: "one" | "group" = "one") {
	const [host, guest] = [await makePerson(), await makePerson()];
	const session = await makeSession(await makeHours(host, { kind, seats: kind === "one" ? 1 : 5 }), {
		startsAt: new Date(now().getTime() - 3 * day),
	});
	return { host, guest, session, booking: await makeBooking(session, guest) };
}
const noted = async (personId: string) => [
	...(await db.execute<{ subject_id: string; other_id: string | null }>(
		sql`select subject_id, other_id from activity where person_id = ${personId} and event = 'hosted'`,
	)),
];

test("it counts once, however often it is looked at, and earns its badge", async () => {
	const { host, guest, session } = await over();
	const all = await Promise.all(Array.from({ length: 8 }, () => noteHeld({ sessionId: session.id })));
	expect(all.filter(Boolean)).toHaveLength(1);
	expect(await noted(host.id)).toEqual([{ subject_id: session.id, other_id: guest.id }]);
	expect(await noted(guest.id)).toEqual([]);
	await runJobs(url());
	expect((await ownBadges(host)).map(({ badge }) => badge)).toContain("hosted");
});

test("of a group nobody is noted as the other one", async () => {
	const { host, session } = await over("group");
	await noteHeld({ sessionId: session.id });
	expect(await noted(host.id)).toEqual([{ subject_id: session.id, other_id: null }]);
});

test("not when nobody came, the host did not, it was cancelled, or it is still to come", async () => {
	const missed = async (side: "host" | "guest") => {
		const { host, session, booking } = await over();
		await db.execute(sql`insert into no_shows (booking_id, side, at) values (${booking.id}, ${side}, now())`);
		return { host, session };
	};
	const cancelled = await over();
	await db.execute(
		sql`update coaching_sessions set state = 'cancelled', cancelled_at = now(), cancelled_by = 'host' where id = ${cancelled.session.id}`,
	);
	const empty = await over();
	await db.execute(sql`update bookings set state = 'cancelled' where id = ${empty.booking.id}`);
	const [host] = [await makePerson()];
	const coming = { host, session: await makeSession(await makeHours(host)) };
	await makeBooking(coming.session, await makePerson());
	for (const { host: who, session } of [await missed("host"), await missed("guest"), cancelled, empty, coming]) {
		expect(await noteHeld({ sessionId: session.id })).toBe(false);
		expect(await noted(who.id)).toEqual([]);
	}
});

test("it is looked at two days after it began, later when it moves, never when it is called off", async () => {
	const host = await makePerson();
	const session = await makeSession(await makeHours(host));
	const due = async () => [
		...(await db.execute<{ at: string }>(sql`select run_at as at from graphile_worker.jobs where task_identifier = 'coaching.held'`)),
	];
	await remind(db, session);
	expect((await due()).map(({ at }) => new Date(at).getTime())).toEqual([session.startsAt.getTime() + 2 * day]);
	const startsAt = new Date(session.startsAt.getTime() + day);
	await remind(db, { id: session.id, startsAt, sequence: 1 });
	expect((await due()).map(({ at }) => new Date(at).getTime())).toEqual([startsAt.getTime() + 2 * day]);
	await forget(db, session.id);
	expect(await due()).toEqual([]);
});
