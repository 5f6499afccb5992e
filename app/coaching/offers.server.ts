// What can be booked, as pages show it. Every list here takes the same number of queries, however long it is.
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { officeHours } from "#db/schema/coaching.server.ts";
import { people } from "#db/schema/people.server.ts";
import { isOffered, type Offer, offersWhere, slotsFor } from "./availability.server.ts";
import type { Topic } from "./hold.server.ts";

const dayMs = 86_400_000;
const shown = 30;

type Named = { slug: string; name: string };
export type Asked = { tool: string; role: string; with: string };

/** The tools and job roles that somebody offers hours about, and who offers some. Not the viewer's own. */
export async function offeredTopics(viewer: Viewer, tx = db): Promise<{ tools: Named[]; roles: Named[]; hosts: Named[] }> {
	const of = (table: "tools" | "job_roles", column: "tool_id" | "job_role_id") =>
		tx.execute<Named>(sql`
			select l.slug, l.name from ${sql.identifier(table)} l where exists (
				select from office_hour_topics ot join office_hours on office_hours.id = ot.office_hours_id
				where ot.${sql.identifier(column)} = l.id and ${officeHours.hostId} <> ${viewer.id} and ${isOffered()})
			order by l.name`);
	const [tools, roles, hosts] = await Promise.all([
		of("tools", "tool_id"),
		of("job_roles", "job_role_id"),
		tx
			.selectDistinct({ slug: people.handle, name: people.name })
			.from(officeHours)
			.innerJoin(people, eq(people.id, officeHours.hostId))
			.where(and(sql`${officeHours.hostId} <> ${viewer.id}`, isOffered()))
			.orderBy(people.name)
			.limit(300),
	]);
	return { tools: [...tools], roles: [...roles], hosts };
}

/** A tool or a job role by its slug, for a pool; null when there is none. */
export async function topicNamed({ tool, role }: Pick<Asked, "tool" | "role">, tx = db): Promise<{ topic: Topic; name: string } | null> {
	const table = tool ? sql`tools` : sql`job_roles`;
	const [row] =
		tool || role ? await tx.execute<{ id: string; name: string }>(sql`select id, name from ${table} where slug = ${tool || role}`) : [];
	return row ? { topic: tool ? { toolId: row.id } : { jobRoleId: row.id }, name: row.name } : null;
}

const aboutSlug = (table: "tools" | "job_roles", column: "tool_id" | "job_role_id", slug: string): SQL =>
	sql`exists (select from office_hour_topics ot join ${sql.identifier(table)} l on l.id = ot.${sql.identifier(column)}
		where ot.office_hours_id = ${officeHours.id} and l.slug = ${slug})`;

/** The offers of others that fit what is asked for, with all that a page says of them. `more`: there are others that are not shown. */
export async function offersFor(viewer: Viewer, asked: Asked, tx = db) {
	const offers = await offersWhere(
		and(
			sql`${officeHours.hostId} <> ${viewer.id}`,
			asked.tool ? aboutSlug("tools", "tool_id", asked.tool) : undefined,
			asked.role ? aboutSlug("job_roles", "job_role_id", asked.role) : undefined,
			asked.with ? eq(people.handle, asked.with) : undefined,
		),
		tx,
	);
	return { offers: await cardsOf(viewer, offers.slice(0, shown), tx), more: offers.length > shown };
}
export type OfferCard = Awaited<ReturnType<typeof cardsOf>>[number];

async function cardsOf(viewer: Viewer, offers: Offer[], tx: typeof db) {
	if (offers.length === 0) return [];
	const ids = offers.map(({ id }) => id);
	const of = sql.param(ids);
	const [topics, said, sessions, next] = await Promise.all([
		tx.execute<{ id: string; name: string }>(sql`
			select ot.office_hours_id as id, coalesce(t.name, r.name) as name from office_hour_topics ot
			left join tools t on t.id = ot.tool_id left join job_roles r on r.id = ot.job_role_id
			where ot.office_hours_id = any(${of}::text[]) order by ot.tool_id is null, 2`),
		// Words alone, as `excerptsOf` gives them: neither guest nor session nor day.
		tx.execute<{ id: string; text: string }>(sql`
			select h.id, e.text from unnest(${of}::text[]) h(id) cross join lateral (
				select x.text, x.agreed_at from session_excerpts x join coaching_sessions s on s.id = x.session_id
				where s.office_hours_id = h.id and x.agreed_at is not null order by x.agreed_at desc limit 3) e`),
		comingOf(offers, tx),
		firstFree(viewer, offers, tx),
	]);
	const languages = await languagesOf(offers, tx);
	const [byTopic, bySaid] = [Map.groupBy(topics, ({ id }) => id), Map.groupBy(said, ({ id }) => id)];
	return offers.map(({ id, hostId, title, about, kind, minutes, seats, host }) => ({
		id,
		title,
		about,
		kind,
		minutes,
		seats,
		host,
		languages: languages.get(hostId) ?? [],
		topics: (byTopic.get(id) ?? []).map(({ name }) => name),
		said: (bySaid.get(id) ?? []).map(({ text }) => text),
		sessions: sessions.get(id) ?? [],
		next: next.get(id) ?? null,
	}));
}

async function languagesOf(offers: Offer[], tx: typeof db): Promise<Map<string, string[]>> {
	const hosts = sql.param(offers.map(({ hostId }) => hostId));
	const rows = await tx.execute<{ id: string; languages: string[] }>(sql`
		select c.person_id as id, c.languages from champions c where c.person_id = any(${hosts}::text[])`);
	return new Map(rows.map(({ id, languages }) => [id, languages]));
}

/** The first free slot of each offer for one person at a time. */
async function firstFree(viewer: Viewer, offers: Offer[], tx: typeof db): Promise<Map<string, Date>> {
	const single = offers.filter(({ kind }) => kind === "one");
	const slots = await slotsFor(viewer, single, { from: now(), to: endOf(single) }, tx);
	return new Map([...slots].flatMap(([id, [first]]) => (first ? [[id, first.startsAt] as const] : [])));
}

const endOf = (offers: Offer[]) => new Date(now().getTime() + Math.max(1, ...offers.map(({ horizonDays }) => horizonDays)) * dayMs);

/** When all that these offers have free begins, from now to the end of their horizon. */
export async function startsOf(viewer: Viewer, offers: Offer[], tx = db): Promise<Date[]> {
	const slots = await slotsFor(viewer, offers, { from: now(), to: endOf(offers) }, tx);
	return [...slots.values()].flat().map(({ startsAt }) => startsAt);
}

export type Coming = { id: string; startsAt: Date; left: number };

/** The next sessions of group hours, with their free seats. */
export async function comingOf(offers: Pick<Offer, "id" | "kind">[], tx = db, most = 3): Promise<Map<string, Coming[]>> {
	const ids = offers.filter(({ kind }) => kind === "group").map(({ id }) => id);
	if (ids.length === 0) return new Map();
	const rows = await tx.execute<{ hours: string; id: string; at: number; left: number }>(sql`
		select h.id as hours, s.id, extract(epoch from s.starts_at) * 1000 as at, greatest(0, s.seats - (
			select count(*) from bookings b where b.session_id = s.id and b.state in ('held', 'booked', 'offered')))::int as left
		from unnest(${sql.param(ids)}::text[]) h(id) cross join lateral (
			select g.id, g.starts_at, g.seats from coaching_sessions g
			where g.office_hours_id = h.id and g.kind = 'group' and g.state = 'booked' and g.starts_at > ${now().toISOString()}::timestamptz
			order by g.starts_at limit ${most}) s
		order by s.starts_at`);
	const sessions = rows.map(({ hours, id, at, left }) => ({ hours, id, startsAt: new Date(Number(at)), left }));
	return Map.groupBy(sessions, ({ hours }) => hours);
}
