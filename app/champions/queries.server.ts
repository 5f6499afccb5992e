import { type SQL, sql } from "drizzle-orm";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { isId } from "#app/core/ids.ts";
import type { TermState, TermWish } from "#db/enums.ts";
import { runs, today } from "./load.server.ts";
import { canWish, type Scopes, termPhase } from "./rules.ts";
import { scopesOf } from "./scopes.server.ts";

export const directoryPage = 40;
export type DirectoryFilter = {
	who?: string;
	department?: string;
	role?: string;
	tool?: string;
	language?: string;
	zone?: string;
	open?: string;
};

const at = (): SQL => sql`${now().toISOString()}::timestamptz`;
const term = sql`ct`;
const person = sql`p.id, p.handle, p.name, p.photo`;
const present = sql`join people p on p.id = ct.person_id join accounts a on a.id = p.id and a.disabled_at is null`;
const looksAfter = (list: string, column: string, slug: string) =>
	sql`exists (select from champion_scopes cs join ${sql.identifier(list)} l on l.id = cs.${sql.identifier(column)} where cs.term_id = ct.id and l.slug = ${slug})`;

export type Champion = {
	id: string;
	handle: string;
	name: string;
	photo: string | null;
	scopes: Scopes;
	languages: string[];
	timeZone: string;
	/** What clocks there show now. */
	there: string;
	resting: boolean;
	openNow: boolean;
	/** They hold office hours, and do not rest. */
	bookable: boolean;
};

/** A page of the champions of today by name, after the person with the id `after`. Nothing says how much anybody does. */
export async function championList(_viewer: Viewer, filter: DirectoryFilter, after: string | null, tx = db) {
	const conditions: SQL[] = [
		runs(term),
		...(filter.who ? [sql`p.handle = ${filter.who}`] : []),
		...(filter.department ? [looksAfter("departments", "department_id", filter.department)] : []),
		...(filter.role ? [looksAfter("job_roles", "job_role_id", filter.role)] : []),
		...(filter.tool ? [looksAfter("tools", "tool_id", filter.tool)] : []),
		...(filter.language ? [sql`${filter.language} = any(c.languages)`] : []),
		...(filter.zone ? [sql`p.time_zone = ${filter.zone}`] : []),
		...(filter.open ? [sql`c.resting_since is null and c.open_until > ${at()}`] : []),
		...(after ? [sql`(p.name, p.id) > (select o.name, o.id from people o where o.id = ${after})`] : []),
	];
	const rows = await tx.execute<Omit<Champion, "there">>(sql`
		select ${person}, p.time_zone as "timeZone", coalesce(c.languages, '{}') as languages, ${scopesOf(sql`ct.id`)} as scopes,
			c.resting_since is not null as resting, coalesce(c.resting_since is null and c.open_until > ${at()}, false) as "openNow",
			c.resting_since is null and exists (select from office_hours o where o.host_id = p.id and o.retired_at is null) as bookable
		from champion_terms ct ${present} left join champions c on c.person_id = p.id
		where ${sql.join(conditions, sql` and `)}
		order by p.name, p.id limit ${directoryPage + 1}`);
	const items = rows.slice(0, directoryPage).map((row) => ({ ...row, there: clockIn(row.timeZone) }));
	return { items, next: rows.length > directoryPage ? (items.at(-1)?.id ?? null) : null };
}

const clockIn = (timeZone: string) => now().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });

/** The languages and time zones of today's champions: what their directory can be narrowed to. */
export async function championPlaces(tx = db): Promise<{ languages: string[]; zones: string[] }> {
	const [row] = await tx.execute<{ languages: string[]; zones: string[] }>(sql`
		select coalesce(array_agg(distinct p.time_zone), '{}') as zones,
			array(select distinct tag from champions c join champion_terms ct on ct.person_id = c.person_id and ${runs(term)}, unnest(c.languages) tag order by 1) as languages
		from champion_terms ct ${present} where ${runs(term)}`);
	return { languages: row?.languages ?? [], zones: row?.zones ?? [] };
}

type Alumnus = { id: string; handle: string; name: string; photo: string | null; scopes: Scopes };

/** Who was champion and wants it to be known, by name; without numbers. */
export async function alumni(_viewer: Viewer, tx = db): Promise<Alumnus[]> {
	return tx.execute<Alumnus>(sql`
		select ${person}, ${scopesOf(sql`ct.id`)} as scopes
		from (select distinct on (person_id) id, person_id from champion_terms
			where state = 'agreed' and ends_on <= ${today()}::date order by person_id, ends_on desc) ct
		${present} left join champions c on c.person_id = p.id
		where coalesce(c.shown_afterwards, true) and not exists (select from champion_terms r where r.person_id = p.id and ${runs(sql`r`)})
		order by p.name, p.id limit 100`);
}

/** What a person is champion for today, or was once and shows; null for everybody else. */
export async function championshipOf(personId: string, tx = db): Promise<{ running: boolean; scopes: Scopes } | null> {
	const [row] = await tx.execute<{ running: boolean; scopes: Scopes; shown: boolean }>(sql`
		select ${runs(term)} as running, ${scopesOf(sql`ct.id`)} as scopes, coalesce((select c.shown_afterwards from champions c where c.person_id = ct.person_id), true) as shown
		from champion_terms ct where ct.person_id = ${personId} and ct.state = 'agreed' and ct.starts_on <= ${today()}::date
		order by ct.ends_on desc limit 1`);
	if (!row || !(row.running || row.shown)) return null;
	return { running: row.running, scopes: row.scopes };
}

type TermRow = {
	id: string;
	state: TermState;
	why: string;
	startsOn: string | null;
	endsOn: string | null;
	personAgreed: boolean;
	adminAgreed: boolean;
	wish: TermWish | null;
	handOverTo: string | null;
	personId: string;
	person: { handle: string; name: string; photo: string | null };
	nominatedBy: { id: string; handle: string; name: string };
	scopes: Scopes;
};

export const termColumns = sql`ct.id, ct.state, ct.why, ct.starts_on::text as "startsOn", ct.ends_on::text as "endsOn", ct.person_agreed_at is not null as "personAgreed",
	ct.admin_agreed_at is not null as "adminAgreed", ct.wish, (select h.handle from people h where h.id = ct.hand_over_to) as "handOverTo", ct.person_id as "personId",
	json_build_object('handle', p.handle, 'name', p.name, 'photo', p.photo) as person,
	json_build_object('id', n.id, 'handle', n.handle, 'name', n.name) as "nominatedBy", ${scopesOf(sql`ct.id`)} as scopes`;

/**
 * A term as the person, whoever proposed them, or an admin sees it; null for everybody else. Who only proposed it learns whether it came
 * about, and nothing else.
 */
export async function termById(viewer: Viewer, id: string | undefined, tx = db) {
	if (!isId(id)) return null;
	const [row] = await tx.execute<TermRow>(sql`
		select ${termColumns} from champion_terms ct join people p on p.id = ct.person_id join people n on n.id = ct.nominated_by
		where ct.id = ${id} and (ct.person_id = ${viewer.id} or ct.nominated_by = ${viewer.id} or ${isAdmin(viewer)})`);
	if (!row) return null;
	const { personId, personAgreed, adminAgreed, wish, handOverTo, startsOn, endsOn, ...rest } = row;
	const own = personId === viewer.id;
	const phase = termPhase(row, today());
	const seesDays = own || isAdmin(viewer) || row.state === "agreed";
	return {
		...rest,
		own,
		phase,
		startsOn: seesDays ? startsOn : null,
		endsOn: seesDays ? endsOn : null,
		/** Whether the yes of the viewer's own side is given already. */
		personAgreed: own && personAgreed,
		adminAgreed: (own || isAdmin(viewer)) && adminAgreed,
		wish: own ? wish : null,
		handOverTo: own ? handOverTo : null,
		wishes: own && canWish(row, today()),
	};
}

/** Terms of the viewer's own that wait for their yes, and one that ends soon: what a page of champions leads them to. */
export async function ownTerms(viewer: Viewer, tx = db): Promise<{ champion: boolean; asked: string | null; ending: string | null }> {
	const rows = await tx.execute<{
		id: string;
		state: TermState;
		startsOn: string | null;
		endsOn: string | null;
		wish: string | null;
		waits: boolean;
	}>(sql`
		select id, state, starts_on::text as "startsOn", ends_on::text as "endsOn", wish, state = 'proposed' and person_agreed_at is null as waits
		from champion_terms where person_id = ${viewer.id} and state <> 'declined' order by ends_on desc nulls first limit 20`);
	return {
		champion: rows.some(({ state }) => state === "agreed"),
		asked: rows.find(({ waits }) => waits)?.id ?? null,
		ending: rows.find((row) => termPhase(row, today()) === "running" && row.wish === null && canWish(row, today()))?.id ?? null,
	};
}
