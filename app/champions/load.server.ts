// Who is champion today, and how much they have on the table. Docs: docs/decisions/018-champions.md.
import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";

const windowDays = 28;
const defaultCapacity = 8;

/** The day by which terms begin and end. It is that of UTC for everybody: a directory changes at one instant, wherever one reads it. */
export const today = (): string => now().toISOString().slice(0, 10);
/** An instant so many days ago, for a query. */
export const daysAgo = (days: number): SQL => sql`${new Date(now().getTime() - days * 86_400_000).toISOString()}::timestamptz`;

/** Whether a row of `champion_terms`, by its alias in the query, runs today. */
export const runs = (term: SQL): SQL =>
	sql`(${term}.state = 'agreed' and ${term}.starts_on <= ${today()}::date and ${term}.ends_on > ${today()}::date)`;

/**
 * A champion's load: questions brought to them and not passed on, and sessions they host, of the last 28 days and to come, over their own
 * capacity. 1 is full; null while their capacity is zero. The number is for the person alone: others learn at most whether there is room.
 */
export const loadOf = (person: SQL | AnyColumn): SQL<number | null> => sql<number | null>`(
	((select count(*) from asked_helpers h where h.person_id = ${person} and h.asked_at > ${daysAgo(windowDays)} and h.passed_at is null)
	+ (select count(*) from coaching_sessions s where s.host_id = ${person} and s.state = 'booked' and s.starts_at > ${daysAgo(windowDays)}))::float8
	/ nullif(coalesce((select c.capacity from champions c where c.person_id = ${person}), ${defaultCapacity}::smallint), 0))`;

/** Whether something can be brought to a champion: they do not rest, and have room. */
export const hasRoom = (person: SQL | AnyColumn): SQL<boolean> => sql<boolean>`(
	not exists (select from champions c where c.person_id = ${person} and c.resting_since is not null) and coalesce(${loadOf(person)} < 1, false))`;
