import { sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden } from "#app/core/http.server.ts";
import type { TermWish } from "#db/enums.ts";
import { loadOf, runs, today } from "./load.server.ts";
import { championLimits, daysAfter, type Scopes } from "./rules.ts";
import { scopesOf } from "./scopes.server.ts";

type Person = { handle: string; name: string; photo: string | null };
type Proposed = { id: string; why: string; person: Person; nominatedBy: Person; own: boolean; personAgreed: boolean; adminAgreed: boolean };
type Running = { id: string; person: Person; scopes: Scopes; startsOn: string; endsOn: string; over: boolean };
type Ending = { id: string; person: Person; wish: TermWish | null; handOverTo: Person | null; endsOn: string };

const who = (alias: string) => {
	const p = sql.raw(alias);
	return sql`json_build_object('handle', ${p}.handle, 'name', ${p}.name, 'photo', ${p}.photo)`;
};

/**
 * For an admin: proposals that wait, champions of today, and terms that end soon with what is wished. Of load one word alone: `over`
 * is set for who has more than they said is enough. Throws 403 for everybody else.
 */
export async function championsForAdmin(viewer: Viewer, tx = db) {
	if (!isAdmin(viewer)) throw forbidden();
	const [proposed, running, ending] = await Promise.all([
		tx.execute<Proposed>(sql`
			select ct.id, ct.why, ${who("p")} as person, ${who("n")} as "nominatedBy", n.id = p.id as own,
				ct.person_agreed_at is not null as "personAgreed", ct.admin_agreed_at is not null as "adminAgreed"
			from champion_terms ct join people p on p.id = ct.person_id join people n on n.id = ct.nominated_by
			where ct.state = 'proposed' order by ct.admin_agreed_at is not null, ct.proposed_at limit 200`),
		tx.execute<Running>(sql`
			select ct.id, ${who("p")} as person, ${scopesOf(sql`ct.id`)} as scopes, ct.starts_on::text as "startsOn", ct.ends_on::text as "endsOn",
				coalesce(${loadOf(sql`p.id`)} >= 1, false) as over
			from champion_terms ct join people p on p.id = ct.person_id
			where ${runs(sql`ct`)} order by over desc, p.name, p.id limit 500`),
		tx.execute<Ending>(sql`
			select ct.id, ${who("p")} as person, ct.wish, case when h.id is null then null else ${who("h")} end as "handOverTo", ct.ends_on::text as "endsOn"
			from champion_terms ct join people p on p.id = ct.person_id left join people h on h.id = ct.hand_over_to
			where ct.state = 'agreed' and ct.ends_on between ${daysAfter(today(), -championLimits.askDays)}::date and ${daysAfter(today(), championLimits.askDays)}::date
				and not exists (select from champion_terms n where n.person_id = coalesce(ct.hand_over_to, ct.person_id) and n.nominated_by = ct.person_id
					and n.proposed_at >= ct.asked_at)
			order by ct.ends_on, ct.id limit 200`),
	]);
	return { proposed, running, ending };
}
