// Four weeks of slots of fifty champions: computed alone, and with what the database says of who is taken.
import { sql } from "drizzle-orm";
import { offersWhere, slotsFor } from "#app/coaching/availability.server.ts";
import { type Hours, slotsOf } from "#app/coaching/slots.server.ts";
import { useDb } from "#app/core/db.server.ts";
import type { Db } from "#db/client.server.ts";
import { median } from "./load.ts";

const champions = 50;
const dayMs = 86_400_000;
const rounds = 20;
const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London", "Australia/Sydney", "America/Sao_Paulo", "Asia/Tokyo"];

/** Fifty champions with weekly hours and forty sessions each in the next weeks. Written anew each time. */
async function prepare(db: Db): Promise<void> {
	await db.execute(sql`delete from coaching_sessions where id like 'bench%'`);
	await db.execute(sql`delete from office_hours where id like 'bench%'`);
	await db.execute(sql`delete from champion_terms where id like 'bench%'`);
	await db.execute(sql`
		with made as (select row_number() over (order by id) as n, id from people order by id limit ${champions})
		insert into champion_terms (id, person_id, state, nominated_by, why, proposed_at, admin_id, admin_agreed_at, person_agreed_at, starts_on, ends_on)
		select 'bench' || lpad(n::text, 9, '0'), id, 'agreed', id, 'Why.', now(), id, now(), now(), current_date - 30, current_date + 300 from made`);
	await db.execute(sql`
		with made as (select row_number() over (order by id) as n, id from people order by id limit ${champions})
		insert into office_hours (id, host_id, title, kind, minutes, buffer_before, buffer_after, weekly_limit, time_zone, created_at)
		select 'bench' || lpad(n::text, 9, '0'), id, 'Hours of the bench', 'one', 30, 5, 10, 20, (${sql.param(zones)}::text[])[1 + n % ${zones.length}], now() from made`);
	await db.execute(sql`
		insert into office_hour_rules (office_hours_id, weekday, from_minute, to_minute)
		select h.id, d, f, f + 180 from office_hours h cross join generate_series(1, 5) d cross join (values (540), (840)) w(f) where h.id like 'bench%'`);
	// Some slots are taken: on the grid of each, by the hour, where they do not meet.
	await db.execute(sql`
		insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, created_at)
		select 'bench' || substr(h.id, 10) || lpad(n::text, 4, '0'), h.id, h.host_id, 'one', 'booked', 1, at, at + interval '30 minutes', at - interval '5 minutes', at + interval '40 minutes', now()
		from office_hours h cross join generate_series(0, 39) n, lateral (select date_trunc('day', now()) + n / 2 * interval '1 day' + (9 + n % 2 * 5) * interval '1 hour' as at) s
		where h.id like 'bench%'`);
}

const timed = async (work: () => unknown): Promise<number> => {
	const start = performance.now();
	await work();
	return performance.now() - start;
};

export async function measureCoaching(db: Db): Promise<void> {
	await prepare(db);
	useDb(db);
	const range = { from: new Date(), to: new Date(Date.now() + 28 * dayMs) };
	const offers = (await offersWhere(sql`office_hours.id like 'bench%'`)).slice(0, champions);
	const busy = new Map(
		offers.map(({ id }, index) => [
			id,
			Array.from({ length: 40 }, (_, n) => ({ from: Date.now() + n * 7e7 + index, to: Date.now() + n * 7e7 + 27e5 })),
		]),
	);
	let slots = 0;
	const compute = () => {
		slots = 0;
		for (const offer of offers as Hours[] & { id: string }[])
			slots += slotsOf(offer, {
				from: range.from.getTime(),
				to: range.to.getTime(),
				at: Date.now(),
				busy: busy.get(offer.id) ?? [],
				booked: [],
			}).length;
	};
	const cold = await timed(compute);
	const times: number[] = [];
	for (let round = 0; round < rounds; round += 1) times.push(await timed(compute));
	const whole: number[] = [];
	for (let round = 0; round < rounds; round += 1) whole.push(await timed(() => slotsFor(null, offers, range)));
	console.log(
		`\nFour weeks of ${offers.length} champions: ${slots} slots; computed in ${median(times).toFixed(1)} ms (the first time ${cold.toFixed(1)} ms), with who is taken from the database in ${median(whole).toFixed(1)} ms.`,
	);
}
