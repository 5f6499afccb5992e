// Every page, by its folder in app/routes. A page without an address here fails the crawl.
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import type { RunningServer } from "#tests/support/server.ts";

type Who = "maya" | "priya" | "tomas";
/** `only`: who may see it, if not everybody. */
export type Sample = { path: string; only?: Who[] };

/** Pages of people who are not signed in. */
export const signedOut = ["sign-in", "join", "offline", "badges.verify"];
/** What one route shows in quite another way. */
export const extras = [
	"(a session that is over)",
	"(a group session that is over)",
	"(a win from a lesson)",
	"(one's own thread)",
	"(a private circle)",
	"(nothing found)",
	"(not there)",
];

/** The folders of routes that render a page. */
export const pageRoutes = (): string[] =>
	readdirSync("app/routes").filter((name) => {
		const file = `app/routes/${name}/route.tsx`;
		return existsSync(file) && /export default/.test(readFileSync(file, "utf8"));
	});

/** Writes what the demo company lacks (a thread with an edited reply, kept by everybody, and drafts) and names an address for each page. */
export async function samples({ databaseUrl, dataDir }: Pick<RunningServer, "databaseUrl" | "dataDir">): Promise<Record<string, Sample>> {
	const db = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	const [circle] = await db`select id from circles where slug = 'prompting-at-work'`;
	const [person] = await db`select id from people where handle = 'tomas'`;
	// The busiest thread that everybody may read.
	const [busy] = await db`
		select t.id, t.slug from threads t join circles c on c.id = t.circle_id
		where c.visibility = 'open' and t.deleted_at is null order by t.reply_count desc, t.id limit 1`;
	const [lesson] = await db`select id from threads where id in (select grew_from_id from threads) order by id limit 1`;
	const id = "e2epages000001";
	await db`
		insert into threads (id, slug, kind, title, circle_id, author_id, excerpt, state, reply_count, created_at, last_activity_at)
		values (${id}, 'asked-for-the-crawl', 'question', 'Asked for the crawl', ${circle?.id}, ${person?.id}, 'Some words.', 'open', 1, now(), now())`;
	const texts = {
		want: "Some `words`.\n\n```\nA prompt that is much longer than a telephone is wide, so that it has to scroll inside of its block.\n```",
	};
	const cooked = {
		want: "<p>Some <code>words</code>.</p><pre><code>A prompt that is much longer than a telephone is wide, so that it has to scroll inside of its block.</code></pre>",
	};
	const post = (postId: string, opening: number, sections: object, html: object) => db`
		insert into posts (id, thread_id, author_id, sections, cooked, cooker_version, text, submission, opening, created_at)
		values (${postId}, ${id}, ${person?.id}, ${db.json(Object(sections))}, ${db.json(Object(html))}, 1, 'Some words.', ${postId}, ${opening}, now())`;
	await post("e2eopening0001", 1, texts, cooked);
	await post("e2ereply000001", 0, { text: "A reply." }, { text: "<p>A reply.</p>" });
	await db`insert into post_revisions (post_id, revision, sections, cooked, written_at) values ('e2ereply000001', 1, '{"text":"Before."}', '{"text":"<p>Before.</p>"}', now())`;
	await db`update posts set revision = 2, edited_at = now() where id = 'e2ereply000001'`;
	await db`insert into bookmarks (post_id, person_id) select 'e2eopening0001', id from people`;
	await db`insert into drafts (person_id, place, fields, updated_at) select id, 'new', '{"kind":"question","want":"Half a thought."}', now() from people`;
	for (const [cause, kind, at] of [
		["post:e2ereply000001", "mention", "e2ereply000001"],
		["question:e2epages000001", "question", "e2eopening0001"],
		["care:e2ereply000001", "care", "e2ereply000001"],
	])
		await db`insert into notifications (id, person_id, kind, cause, thread_id, post_id, at)
			select left(md5(id || ${cause ?? ""}), 14), id, ${kind ?? ""}, ${cause ?? ""}, ${id}, ${at ?? ""}, now() from people`;
	// What people are told of a session far ahead, with priya.
	await db`
		with hours as (insert into office_hours (id, host_id, title, kind, minutes, seats, time_zone, created_at)
			select 'e2enotices0001', id, 'Told of in the inbox', 'group', 60, 20, 'Europe/Amsterdam', now() from people where handle = 'priya' returning *)
		insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, created_at)
		select 'e2enotices0002', id, host_id, 'group', 'booked', seats, now() + interval '100 days', now() + interval '100 days 1 hour',
			now() + interval '100 days', now() + interval '100 days 1 hour', now() from hours`;
	await db`insert into bookings (id, session_id, guest_id, state, created_at)
		select left(md5('told' || id), 14), 'e2enotices0002', id, 'booked', now() from people where handle in ('maya', 'tomas')`;
	await db`insert into notices (id, person_id, kind, cause, session_id, at)
		select left(md5('notice' || id), 14), id, 'booked', 'session:e2enotices0002:0', 'e2enotices0002', now() from people`;
	await db`insert into follows (person_id, circle_id, level, reason) select id, ${circle?.id}, 'first', 'chosen' from people`;
	await db`insert into officers (slot, person_id) select 'outer', id from people where handle = 'maya'`;
	const [sealed] =
		await db`select p.id from posts p join threads t on t.id = p.thread_id where p.alias is not null and t.deleted_at is null order by p.id limit 1`;
	// Tomas bears an alias in that thread: whose it is only the key of this server says.
	const key = join(dataDir, "secrets", "anonymity");
	mkdirSync(join(dataDir, "secrets"), { recursive: true });
	if (!existsSync(key)) writeFileSync(key, Buffer.alloc(32, 7));
	const mark = (purpose: string, ...parts: string[]) =>
		createHmac("sha256", readFileSync(key))
			.update([purpose, ...parts].join("\0"))
			.digest("base64url");
	await db`insert into aliases (thread_id, name, mark, token) values
		(${id}, 'Quiet Heron', ${mark("alias", id, String(person?.id))}, ${mark("alias-number", String(person?.id), "0")})`;
	// A flagged reply of tomas, and one that is hidden.
	await post("e2ehidden00001", 0, { text: "Hidden words." }, { text: "<p>Hidden words.</p>" });
	await db`update posts set deleted_at = now(), deleted_by = (select id from people where handle = 'fatima') where id = 'e2ehidden00001'`;
	await db`insert into moderation_cases (post_id, state, opened_at, explanation) values
		('e2ereply000001', 'flagged', now(), null), ('e2ehidden00001', 'hidden', now(), 'This tells something about a customer. Please leave the name out.')`;
	await db`insert into flags (post_id, person_id, reason, words, at) select 'e2ereply000001', id, 'unkind', 'It made me sad.', now() from people where handle = 'maya'`;
	await db`insert into moderation_log (id, at, actor_id, post_id, act, words) select 0, now(), id, 'e2ehidden00001', 'hidden', 'Why.' from people where handle = 'fatima'`;
	// The AMA that is open now; priya is made a host of it.
	const [ama] = await db`
		select a.thread_id as id, p.handle as leader from amas a join ama_hosts h on h.thread_id = a.thread_id and h.role = 'leader'
		join people p on p.id = h.person_id where a.closes_at > now() order by a.closes_at limit 1`;
	await db`insert into ama_hosts (thread_id, person_id, role) select ${ama?.id}, id, 'co-host' from people where handle = 'priya' on conflict do nothing`;
	const [amaQuestion] =
		await db`select post_id as id from ama_questions where thread_id = ${ama?.id} and state = 'open' order by post_id limit 1`;
	const sessions = await sampleSessions(db, id);
	// Tomas, whose term ends soon, proposed maya as a champion.
	await db`update champion_terms set ends_on = current_date + 20 where id in (select id from champion_terms where person_id = ${person?.id} and state = 'agreed')`;
	const [term] = await db`select id from champion_terms where person_id = ${person?.id} and state = 'agreed' limit 1`;
	await db`insert into champion_terms (id, person_id, state, nominated_by, why, proposed_at)
		select 'e2eproposed001', id, 'proposed', ${person?.id}, 'She answers as if she had the time.', now() from people where handle = 'maya'`;
	// Everybody has a badge to take along.
	await db`insert into awards (person_id, badge, at, seen_at) select id, 'learning-log', now(), now() from people on conflict do nothing`;
	// Ruth thanked maya, who shows it to moderators; samuel proposed ruth with a note, and priya and tomas are asked to read one each.
	await db`insert into thank_yous (id, from_id, to_id, text, at, may_show)
		select n.id, f.id, t.id, n.text, now() - interval '1 day', true from (values
			('e2enote0000001', 'ruth', 'maya', 'Thank you for being so slow.'),
			('e2enote0000002', 'samuel', 'ruth', 'You let me find out by myself where my prompt went wrong.'),
			('e2enote0000003', 'grace', 'ruth', 'After you said that you had sent the wrong file, I told my team about mine.')
		) n(id, by, to_whom, text) join people f on f.handle = n.by join people t on t.handle = n.to_whom`;
	await db`insert into nominations (id, note_id, from_id, to_id, badge, asked_at, reviewer_id, reviewer_since)
		select n.id, n.note, t.from_id, t.to_id, n.badge, now(), r.id, now() from (values
			('e2enominate001', 'e2enote0000002', 'patient-ear', 'priya'), ('e2enominate002', 'e2enote0000003', 'went-first', 'tomas')
		) n(id, note, badge, reader) join thank_yous t on t.id = n.note join people r on r.handle = n.reader`;
	await db`insert into note_reports (note_id, from_id, to_id, text, words, at)
		select id, from_id, to_id, text, 'It made me sad.', now() from thank_yous where id = 'e2enote0000001'`;
	// What was revoked.
	await db`insert into awards (person_id, badge, at, seen_at, revoked_at, reason)
		select id, 'a-season', now(), now(), now(), 'It was got by pretence.' from people where handle = 'samuel' on conflict do nothing`;
	await db.end();
	return {
		_index: { path: "/" },
		"threads.$threadId.alias": { path: `/threads/${id}/alias`, only: ["tomas"] },
		anonymity: { path: "/anonymity" },
		"admin.officers": { path: "/admin/officers", only: ["priya"] },
		officer: { path: "/officer", only: ["maya"] },
		"moderation.$postId_.glass": { path: `/moderation/${sealed?.id}/glass`, only: ["priya"] },
		"moderation._index": { path: "/moderation" },
		"moderation.how": { path: "/moderation/how" },
		"moderation.decisions": { path: "/moderation/decisions", only: ["priya"] },
		"moderation.$postId": { path: "/moderation/e2ereply000001", only: ["priya"] },
		"posts.$postId.flag": { path: "/posts/e2ereply000001/flag", only: ["maya", "priya"] },
		"hidden.$postId": { path: "/hidden/e2ehidden00001", only: ["tomas"] },
		"ama._index": { path: "/ama" },
		"ama.new": { path: "/ama/new" },
		"ama.$id": { path: `/ama/${ama?.id}` },
		"ama.$id_.edit": { path: `/ama/${ama?.id}/edit`, only: ["priya"] },
		"ama.$id_.stage": { path: `/ama/${ama?.id}/stage`, only: ["priya"] },
		"ama.questions.$postId": { path: `/ama/questions/${amaQuestion?.id}`, only: ["priya"] },
		"people.$handle_.learning": { path: `/people/${ama?.leader}/learning` },
		...sessions,
		"thanks._index": { path: "/thanks" },
		"thanks.new": { path: "/thanks/new?to=ruth" },
		"thanks.$id_.report": { path: "/thanks/e2enote0000001/report", only: ["maya"] },
		"moderation.notes": { path: "/moderation/notes", only: ["priya"] },
		"badges.proposals": { path: "/badges/proposals" },
		"badges._index": { path: "/badges" },
		"badges.$slug": { path: "/badges/first-question" },
		"badges.$slug_.export": { path: "/badges/learning-log/export" },
		"badges.verify": { path: "/badges/verify" },
		"me.progress": { path: "/me/progress" },
		"settings.badges": { path: "/settings/badges" },
		"admin.badges": { path: "/admin/badges?try=open-book&count=2", only: ["priya"] },
		"champions._index": { path: "/champions" },
		"champions.nominate": { path: "/champions/nominate" },
		"champions.coverage": { path: "/champions/coverage" },
		"champions.desk": { path: "/champions/desk", only: ["tomas"] },
		"champions.terms.$termId": { path: "/champions/terms/e2eproposed001" },
		"champions.terms.$termId_.wish": { path: `/champions/terms/${term?.id}/wish`, only: ["tomas"] },
		"admin.champions._index": { path: "/admin/champions", only: ["priya"] },
		"admin.champions.$termId": { path: "/admin/champions/e2eproposed001", only: ["priya"] },
		latest: { path: "/latest" },
		unanswered: { path: "/unanswered" },
		wins: { path: "/wins" },
		questions: { path: "/questions" },
		lessons: { path: "/lessons" },
		kept: { path: "/kept" },
		"uploads.new": { path: "/uploads/new?place=new&field=want&wrong=none" },
		"search._index": { path: "/search?q=words" },
		"tags.$tag": { path: "/tags/tables" },
		"tools.$slug": { path: "/tools/claude" },
		"roles.$slug": { path: "/roles/dispatcher" },
		"people._index": { path: "/people" },
		"people.$handle": { path: "/people/tomas" },
		"circles._index": { path: "/circles" },
		"circles.new": { path: "/circles/new" },
		"circles.$slug": { path: "/circles/warehouse-and-routes" },
		"circles.$slug_.members": { path: "/circles/warehouse-and-routes/members" },
		"circles.$slug_.edit": { path: "/circles/warehouse-and-routes/edit", only: ["tomas"] },
		"threads.new": { path: "/threads/new" },
		"threads.$threadId.($slug)": { path: busy ? `/threads/${busy.id}/${encodeURIComponent(busy.slug)}` : "/" },
		"threads.$threadId_.edit": { path: `/threads/${id}/edit`, only: ["tomas"] },
		"threads.$threadId.aliases": { path: `/threads/${id}/aliases`, only: ["priya"] },
		"threads.$threadId.move": { path: `/threads/${id}/move`, only: ["priya"] },
		"posts.$postId.edit": { path: "/posts/e2ereply000001/edit", only: ["tomas"] },
		"posts.$postId.history": { path: "/posts/e2ereply000001/history" },
		"settings.profile": { path: "/settings/profile" },
		"settings.account": { path: "/settings/account" },
		"settings.appearance": { path: "/settings/appearance" },
		"settings.notifications": { path: "/settings/notifications" },
		"settings.following": { path: "/settings/following" },
		"notifications._index": { path: "/notifications" },
		"unsubscribe.$token": { path: endOfDigest(dataDir, person?.id) },
		"settings.calendar": { path: "/settings/calendar" },
		"settings.feeds": { path: "/settings/feeds" },
		"admin._index": { path: "/admin", only: ["priya"] },
		"admin.people": { path: "/admin/people", only: ["priya"] },
		"admin.invites": { path: "/admin/invites", only: ["priya"] },
		"admin.search": { path: "/admin/search", only: ["priya"] },
		"admin.mail": { path: "/admin/mail", only: ["priya"] },
		"admin.jobs": { path: "/admin/jobs", only: ["priya"] },
		"admin.lists": { path: "/admin/lists", only: ["priya"] },
		offline: { path: "/offline" },
		"sign-in": { path: "/sign-in" },
		join: { path: "/join" },
		"(a win from a lesson)": { path: `/threads/new?kind=win&from=${lesson?.id}` },
		"(one's own thread)": { path: `/threads/${id}/asked-for-the-crawl?reply=e2ereply000001` },
		"(a private circle)": { path: "/circles/payroll-pilot", only: ["maya"] },
		"(nothing found)": { path: "/search?q=zzzzqqqq" },
		"(not there)": { path: "/threads/zzzzzzzzzzzzzz" },
	};
}

/** Sessions of tomas: one with maya that is over, a group's that comes, and a group's that is over. Returns their pages. */
async function sampleSessions(db: postgres.Sql, threadId: string): Promise<Record<string, Sample>> {
	const host = db`(select id from people where handle = 'tomas')`;
	for (const [n, kind, days] of [
		[1, "one", -40],
		[2, "group", 300],
		[3, "group", -41],
	] as const) {
		const [hours, session] = [`e2ehours00000${n}`, `e2esession000${n}`];
		const seats = kind === "one" ? 1 : 8;
		await db`insert into office_hours (id, host_id, title, about, kind, minutes, seats, time_zone, created_at)
			values (${hours}, ${host}, 'Prompts, side by side', 'Bring one that does not do what you want.', ${kind}, 30, ${seats}, 'America/New_York', now())`;
		await db`insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, link, created_at)
			select ${session}, ${hours}, ${host}, ${kind}, 'booked', ${seats}, at, at + interval '30 minutes', at, at + interval '30 minutes', 'https://meet.example/prompts', now()
			from (select now() + make_interval(days => ${days}) as at) t`;
		await db`insert into bookings (id, session_id, guest_id, state, want, tried, thread_id, created_at)
			select ${`e2ebooking000${n}`}, ${session}, id, 'booked', 'Better briefs.', 'A long prompt.', ${threadId}, now() from people where handle = 'maya'`;
		await db`insert into our_notes (session_id, text, updated_at) values (${session}, 'Two examples first.', now())`;
	}
	// Maya holds a slot, and priya is offered a seat.
	await db`insert into coaching_sessions (id, office_hours_id, host_id, kind, state, seats, starts_at, ends_at, blocked_from, blocked_to, held_until, created_at)
		select 'e2eheldsession', 'e2ehours000001', ${host}, 'one', 'held', 1, at, at + interval '30 minutes', at, at + interval '30 minutes', now() + interval '1 day', now()
		from (select now() + interval '50 days' as at) t`;
	await db`insert into bookings (id, session_id, guest_id, state, until, created_at)
		select 'e2eheldbooking', 'e2eheldsession', id, 'held', now() + interval '1 day', now() from people where handle = 'maya'`;
	await db`insert into bookings (id, session_id, guest_id, state, until, created_at)
		select 'e2eofferedseat', 'e2esession0002', id, 'offered', now() + interval '1 day', now() from people where handle = 'priya'`;
	const [leila] = await db`select o.id from office_hours o join people p on p.id = o.host_id where p.handle = 'leila'`;
	const [own] =
		await db`select o.id from office_hours o join office_hour_rules r on r.office_hours_id = o.id where o.host_id = ${host} limit 1`;
	const [coming] = await db`
		select s.id from coaching_sessions s join bookings b on b.session_id = s.id join people p on p.id = b.guest_id
		where s.host_id = ${host} and p.handle = 'maya' and s.kind = 'one' and s.state = 'booked' and s.starts_at > now() limit 1`;
	await db`insert into reflections (booking_id, tried, will_do, updated_at) values ('e2ebooking0001', 'Two examples.', 'Three of them.', now())`;
	await db`insert into session_excerpts (session_id, text, offered_by, offered_at) select 'e2esession0001', 'Two examples help.', id, now() from people where handle = 'maya'`;
	await db`insert into no_shows (booking_id, side, at) values ('e2ebooking0001', 'guest', now())`;
	await db`insert into agenda_questions (id, session_id, author_id, mark, text, day) values
		('e2eagenda00001', 'e2esession0002', ${host}, 'a', 'How long may it be?', current_date),
		('e2eagenda00002', 'e2esession0002', null, 'b', 'Is it too late to begin?', current_date)`;
	await db`insert into recurring_topics (id, host_id, text, at) select left(md5(handle), 14), id, 'Which data may go in', date_trunc('day', now())
		from people where handle in ('tomas', 'maya')`;
	const over = (end = "") => `/coaching/e2esession0001${end}`;
	return {
		"coaching._index": { path: "/coaching" },
		"coaching.book._index": { path: `/coaching/book?tool=excel-copilot&thread=${threadId}` },
		"coaching.book.$hoursId": { path: `/coaching/book/${leila?.id}` },
		"coaching.book.any": { path: "/coaching/book/any?tool=excel-copilot" },
		"coaching.holds.$id": { path: "/coaching/holds/e2eheldsession", only: ["maya"] },
		"coaching.hours._index": { path: "/coaching/hours", only: ["tomas"] },
		"coaching.hours.new": { path: "/coaching/hours/new", only: ["tomas"] },
		"coaching.hours.$id": { path: `/coaching/hours/${own?.id}`, only: ["tomas"] },
		"coaching.hours.$id_.end": { path: `/coaching/hours/${own?.id}/end`, only: ["tomas"] },
		"coaching.$id_.move": { path: `/coaching/${coming?.id}/move`, only: ["maya", "tomas"] },
		"coaching.$id_.cancellation": { path: `/coaching/${coming?.id}/cancellation`, only: ["maya", "tomas"] },
		"coaching.$id_.seat": { path: "/coaching/e2esession0002/seat", only: ["maya", "priya"] },
		"coaching.offers.$bookingId": { path: "/coaching/offers/e2eofferedseat", only: ["priya"] },
		"coaching.$id": { path: "/coaching/e2esession0002" },
		"(a session that is over)": { path: over(), only: ["maya", "tomas"] },
		"(a group session that is over)": { path: "/coaching/e2esession0003" },
		"coaching.$id_.notes": { path: over("/notes"), only: ["maya", "tomas"] },
		"coaching.$id_.excerpt": { path: over("/excerpt"), only: ["maya", "tomas"] },
		"coaching.$id_.reflection": { path: over("/reflection"), only: ["maya"] },
		"coaching.$id_.share": { path: over("/share?kind=win"), only: ["maya"] },
		"coaching.$id_.recurring": { path: over("/recurring"), only: ["tomas"] },
		"coaching.$id_.no-show": { path: over("/no-show"), only: ["maya", "tomas"] },
		"coaching.$id_.agenda": { path: "/coaching/e2esession0002/agenda" },
		"admin.gaps": { path: "/admin/gaps", only: ["priya"] },
	};
}

/** The link by which somebody ends their digest, as a mail holds it. */
function endOfDigest(dataDir: string, personId: string): string {
	const file = join(dataDir, "secrets", "mail-links");
	mkdirSync(join(dataDir, "secrets"), { recursive: true });
	if (!existsSync(file)) writeFileSync(file, Buffer.alloc(32, 7));
	const text = `${personId}.digest`;
	const mac = createHmac("sha256", readFileSync(file)).update(text).digest("base64url").slice(0, 24);
	return `/unsubscribe/${Buffer.from(text).toString("base64url")}.${mac}`;
}
