// The rules of the catalogue as one statement for any set of people. Docs: docs/decisions/021-recognition.md.
import { type SQL, sql } from "drizzle-orm";
import type { SealedAct } from "#app/anonymity/activity.server.ts";
import { type Badge, catalogue } from "./catalogue.ts";

/** One row for each event of each rule of each tier of each badge. */
const rowsOf = (badges: readonly Badge[]) =>
	badges.flatMap(({ slug, tiers }) =>
		tiers.flatMap((rules, tier) =>
			rules.flatMap(({ events, count, distinct = "subject", withinWeeks = null, excludingSelf = false }, part) =>
				events.map((event) => ({
					badge: slug,
					tier: tier + 1,
					part,
					parts: rules.length,
					event,
					count,
					distinct,
					within: withinWeeks,
					others: excludingSelf,
				})),
			),
		),
	);

const acts = (people: SQL, badges: readonly Badge[]) => sql`
	select person_id, event, coalesce(subject_id, id::text) as subject, subject_id as shown, other_id, place, at, week
	from activity where person_id = any(${people}) and event = any(${sql.param(eventsOf(badges))}::text[])`;
const eventsOf = (badges: readonly Badge[]) => [...new Set(badges.flatMap(({ tiers }) => tiers.flat().flatMap(({ events }) => events)))];
const sealedActs = (personId: string, sealed: SealedAct[]) => sql`
	select ${personId}::text, s.event, s.token, null, null, null, s.week::timestamp at time zone 'UTC', s.week
	from jsonb_to_recordset(${JSON.stringify(sealed)}::text::jsonb) as s(token text, event text, week date)`;

/**
 * A query for what people reached: person_id, badge, tier, at (the earliest instant) and evidence (what it was for, where a single thing
 * was). `sealed` is what one of them did without their name, `onlyNew` leaves out what a single person has already. Who opted out reaches nothing.
 */
export function reachedBy(
	people: SQL,
	{
		badges = catalogue,
		sealed,
		onlyNew = false,
	}: { badges?: readonly Badge[]; sealed?: { personId: string; acts: SealedAct[] }; onlyNew?: boolean } = {},
): SQL {
	return sql`
		with rule as materialized (
			select * from jsonb_to_recordset(${JSON.stringify(rowsOf(badges))}::text::jsonb)
				as r(badge text, tier int, part int, parts int, event text, count int, "distinct" text, within int, others boolean)
		), act as (${acts(people, badges)} ${sealed ? sql`union all ${sealedActs(sealed.personId, sealed.acts)}` : sql``}
		), keyed as (
			select a.person_id, r.badge, r.tier, r.part, r.parts, r.count, r.within, a.at, a.week,
				case r."distinct" when 'week' then a.week::text when 'other' then a.other_id when 'place' then a.place else a.subject end as key,
				case r."distinct" when 'subject' then a.shown end as shown
			from act a join rule r on r.event = a.event
			where not (r.others and a.other_id is not distinct from a.person_id)
				${onlyNew ? sql`and (r.badge, r.tier) not in (select w.badge, w.tier from awards w where w.person_id = any(${people}))` : sql``}
		), first as (
			select person_id, badge, tier, part, parts, count, within, key, min(at) as at, min(week) as week, min(shown) as shown
			from keyed where key is not null group by person_id, badge, tier, part, parts, count, within, key
		), placed as (
			select *, row_number() over turn as n, lag(week, count - 1) over turn as since
			from first window turn as (partition by person_id, badge, tier, part order by at, key)
		), met as (
			select distinct on (person_id, badge, tier, part) person_id, badge, tier, part, parts, at, shown
			from placed where n >= count and (within is null or since > week - 7 * within)
			order by person_id, badge, tier, part, at, key
		)
		select person_id, badge, tier, max(at) as at, (array_agg(shown order by at desc, part desc))[1] as evidence
		from met
		where not exists (select from recognition_choices c where c.person_id = met.person_id and c.mode = 'out')
		group by person_id, badge, tier, parts having count(*) = parts`;
}

/** Keeps what people reached. Each award is one row, whoever else does the same at once; the earlier instant stays. */
export const keepReached = (people: SQL, { onlyNew = false } = {}): SQL => sql`
	insert into awards (person_id, badge, tier, at, evidence_id)
	select person_id, badge, tier, at, evidence from (${reachedBy(people, { onlyNew })}) reached order by 1, 2, 3
	on conflict (person_id, badge, tier) do update set at = excluded.at, evidence_id = excluded.evidence_id where awards.at > excluded.at`;
