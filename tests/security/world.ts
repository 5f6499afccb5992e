// One server with somebody for each role and something in each state, for the tests that knock at every door.
import postgres from "postgres";
import { type RunningServer, signInAs, startServer } from "#tests/support/server.ts";

export const roles = ["signedOut", "member", "circleMember", "keeper", "moderator", "admin", "disabled", "expired"] as const;
export type RoleName = (typeof roles)[number];
/** In an open circle; in a private one; taken back; of no circle at all. */
export const states = ["open", "private", "deleted", "missing"] as const;
export type State = (typeof states)[number];
export type Things = {
	ama: string;
	amaQuestion: string;
	thread: string;
	slug: string;
	opening: string;
	reply: string;
	circle: string;
	upload: string;
	notification: string;
	session: string;
	booking: string;
	/** Proposed by noor for carla, who is champion already; and carla's term, which ends soon. */
	proposedTerm: string;
	term: string;
};
export type World = {
	server: RunningServer;
	cookies: Record<RoleName, string>;
	things: Record<State, Things>;
	canary: string;
	sql: postgres.Sql;
};

// Each private object bears this word; nobody outside may ever be sent it.
const canary = "zanzibarquux";
const handles: Partial<Record<RoleName, string>> = {
	member: "walter",
	circleMember: "carla",
	keeper: "noor",
	moderator: "fatima",
	admin: "priya",
	disabled: "kenji",
	expired: "bianca",
};

/** The private circle is the demo's payroll pilot, without the moderator, so that no role sees it by its role. */
export async function makeWorld(): Promise<World> {
	const server = await startServer();
	const sql = postgres(server.databaseUrl, { max: 2, onnotice: () => undefined });
	const cookies = { signedOut: "" } as Record<RoleName, string>;
	for (const role of roles) if (handles[role]) cookies[role] = await signInAs(server.origin, handles[role] ?? "");
	await sql`delete from circle_members where person_id = (select id from people where handle = 'fatima') and circle_id = (select id from circles where slug like 'payroll-pilot%')`;
	await sql`update accounts set disabled_at = now() where email = 'kenji@northwind.example'`;
	await sql`update sessions set expires_at = now() - interval '1 second' where user_id = (select id from people where handle = 'bianca')`;

	const things = {
		missing: {
			ama: "zzzzzzzzzzzzzz",
			amaQuestion: "zzzzzzzzzzzzzz",
			thread: "zzzzzzzzzzzzzz",
			slug: "nothing",
			opening: "zzzzzzzzzzzzzz",
			reply: "zzzzzzzzzzzzzz",
			circle: "nothing-here",
			upload: `${"0".repeat(32)}.webp`,
			notification: "zzzzzzzzzzzzzz",
			session: "zzzzzzzzzzzzzz",
			booking: "zzzzzzzzzzzzzz",
			proposedTerm: "zzzzzzzzzzzzzz",
			term: "zzzzzzzzzzzzzz",
		},
	} as Record<State, Things>;
	const [closed] = await sql`select id, slug from circles where visibility = 'private'`;
	const [open] = await sql`select id, slug from circles where slug = 'code-and-data'`;
	for (const [state, circle, n] of [
		["open", open, 1],
		["private", closed, 2],
		["deleted", open, 3],
	] as const) {
		const id = (kind: string) => `${kind}000000000000${n}`.slice(0, 13) + n;
		const word = state === "open" ? "visible" : canary;
		await sql`insert into threads (id, kind, title, slug, circle_id, author_id, state, excerpt, reply_count, deleted_at)
			values (${id("t")}, 'question', ${`About ${word} ${state}`}, ${`about-${state}`}, ${circle?.id}, (select id from people where handle = 'carla'), 'open', ${`${word} words`}, 1, ${state === "deleted" ? new Date() : null})`;
		for (const [post, opening] of [
			[id("p"), 1],
			[id("r"), 0],
		] as const)
			await sql`insert into posts (id, thread_id, opening, author_id, sections, cooked, cooker_version, text, submission, revision, edited_at)
				values (${post}, ${id("t")}, ${opening}, (select id from people where handle = 'carla'), ${sql.json({ [opening ? "want" : "text"]: word })}, ${sql.json({ [opening ? "want" : "text"]: `<p>${word}</p>` })}, 1, ${`${word} text`}, ${post}, 2, now())`;
		await sql`insert into post_revisions (post_id, revision, sections, cooked, written_at) values (${id("r")}, 1, ${sql.json({ text: word })}, ${sql.json({ text: `<p>${word} before</p>` })}, now())`;
		// An AMA that carla answers, with a question of noor's.
		await sql`insert into threads (id, kind, title, slug, circle_id, author_id, excerpt, reply_count, deleted_at)
			values (${id("a")}, 'ama', ${`Ask ${word} ${state}`}, 'ask', ${circle?.id}, (select id from people where handle = 'carla'), ${`${word} words`}, 1, ${state === "deleted" ? new Date() : null})`;
		await sql`insert into amas (thread_id, opens_at, closes_at) values (${id("a")}, now() - interval '1 hour', now() + interval '1 day')`;
		await sql`insert into ama_hosts (thread_id, person_id, role) select ${id("a")}, id, 'leader' from people where handle = 'carla'`;
		for (const [post, opening, by] of [
			[id("o"), 1, "carla"],
			[id("q"), 0, "noor"],
		] as const)
			await sql`insert into posts (id, thread_id, opening, author_id, sections, cooked, cooker_version, text, submission)
				values (${post}, ${id("a")}, ${opening}, (select id from people where handle = ${by}), ${sql.json({ text: word })}, ${sql.json({ text: `<p>${word}</p>` })}, 1, ${`${word} text`}, ${post})`;
		const upload = `${String(n).repeat(32)}.webp`;
		await sql`insert into uploads (name, owner, created_at) values (${upload}, 'nobody here', now())`;
		await sql`insert into post_uploads (post_id, upload) values (${id("r")}, ${upload})`;
		// Everybody was told of it once, also who may not see it any more. Carla's has an id that is known.
		await sql`insert into notifications (id, person_id, kind, cause, thread_id, post_id, at)
			select case when handle = 'carla' then ${id("n")} else left('n' || ${n}::text || replace(handle, '-', '') || '000000000000', 14) end,
				id, 'mention', ${`post:${id("r")}`}, ${id("t")}, ${id("r")}, now() from people`;
		// A session of noor's with carla as its guest: a group's, one of the two alone, and a slot that is only held.
		const kind = state === "open" ? "group" : "one";
		const [held, days] = [state === "deleted", state === "deleted" ? 200 : -30 - n];
		const began = new Date(Date.now() + days * 86_400_000);
		const ended = new Date(began.getTime() + 30 * 60_000);
		await sql`insert into office_hours (id, host_id, title, kind, minutes, seats, time_zone, created_at)
			select ${id("h")}, id, ${`Hours ${word}`}, ${kind}, 30, ${kind === "one" ? 1 : 8}, 'UTC', now() from people where handle = 'noor'`;
		await sql`insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, held_until, link, created_at)
			select ${id("s")}, ${id("h")}, id, ${kind}, ${held ? "held" : "booked"}, ${kind === "one" ? 1 : 8}, ${began}, ${ended}, ${began}, ${ended}, ${held ? ended : null}, ${canary}, now()
			from people where handle = 'noor'`;
		await sql`insert into bookings (id, session_id, guest_id, state, until, want, tried, created_at)
			select ${id("b")}, ${id("s")}, id, ${held ? "held" : "booked"}, ${held ? ended : null}, ${canary}, ${canary}, now() from people where handle = 'carla'`;
		await sql`insert into my_notes (session_id, person_id, text, updated_at) select ${id("s")}, id, ${`${canary} mine`}, now() from people where handle in ('noor', 'carla')`;
		await sql`insert into our_notes (session_id, text, updated_at) values (${id("s")}, ${`${canary} ours`}, now())`;
		await sql`insert into session_excerpts (session_id, text, offered_by, offered_at) select ${id("s")}, ${`${canary} offered`}, id, now() from people where handle = 'carla'`;
		await sql`insert into reflections (booking_id, tried, will_do, updated_at) values (${id("b")}, ${canary}, ${canary}, now())`;
		await sql`insert into no_shows (booking_id, side, at, appeal, appealed_at) values (${id("b")}, 'guest', now(), ${canary}, now())`;
		await sql`insert into recurring_topics (id, host_id, text, at) select ${id("k")}, id, ${canary}, now() from people where handle = 'noor'`;
		things[state] = {
			ama: id("a"),
			amaQuestion: id("q"),
			thread: id("t"),
			slug: `about-${state}`,
			opening: id("p"),
			reply: id("r"),
			circle: circle?.slug,
			upload,
			notification: id("n"),
			session: id("s"),
			booking: id("b"),
			proposedTerm: "proposed000001",
			term: "running0000001",
		};
	}
	// Her reasons and notes are nobody's but hers, noor's and the admins'.
	await sql`insert into champion_terms (id, person_id, state, nominated_by, why, proposed_at)
		select 'proposed000001', c.id, 'proposed', n.id, 'A why of the matrix.', now() from people c, people n where c.handle = 'carla' and n.handle = 'noor'`;
	await sql`insert into champion_terms (id, person_id, state, nominated_by, why, proposed_at, admin_id, admin_agreed_at, person_agreed_at, starts_on, ends_on)
		select 'running0000001', id, 'agreed', id, 'A why of the matrix.', now(), id, now(), now(), current_date - 300, current_date + 20 from people where handle = 'carla'`;
	await sql`insert into champions (person_id, notes) select id, ${canary} from people where handle = 'carla'`;
	return { server, cookies, things, canary, sql };
}
