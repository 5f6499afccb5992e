// Every route once, with who may pass. A route that is not here fails the matrix.
import type { RoleName, State, Things } from "./world.ts";

export type Verdict = "ok" | "gone" | "sign-in" | "away";
type Who = (role: RoleName, state: State) => Verdict;
export type Door = {
	path(things: Things): string;
	get?: Who;
	post?: Who;
	body?(things: Things): Record<string, string>;
	public?: true;
	/** May be kept by anybody for some minutes. */
	cached?: true;
	perState?: true;
	only?: RoleName[];
};

const unknown = new Set<RoleName>(["signedOut", "disabled", "expired"]);
const insiders = new Set<RoleName>(["circleMember", "keeper"]);
const gate =
	(rule: Who): Who =>
	(role, state) =>
		unknown.has(role) ? "sign-in" : rule(role, state);

const sees: Who = (role, state) => (state === "open" || (state === "private" && insiders.has(role)) ? "ok" : "gone");
const anybody = gate(() => "ok");
const admins = gate((role) => (role === "admin" ? "ok" : "gone"));
const readers = gate(sees);
// A thread that was taken back stands in an open circle.
const circleReaders = gate((role, state) => (state === "deleted" ? "ok" : sees(role, state)));
/** Written by carla, who is the circle's plain member. */
const author = gate((role, state) => (role === "circleMember" && sees(role, state) === "ok" ? "ok" : "gone"));
const others = gate((role, state) => (role === "circleMember" ? "gone" : sees(role, state)));
const authorOrCare = gate((role, state) =>
	sees(role, state) === "ok" && (role === "circleMember" || carers(role, state)) ? "ok" : "gone",
);
const carers = (role: RoleName, state: State) => (state === "private" ? role === "keeper" : role === "moderator" || role === "admin");
const care = gate((role, state) => (sees(role, state) === "ok" && carers(role, state) ? "ok" : "gone"));
const keepers = gate((role, state) => (state === "private" && role === "keeper" ? "ok" : "gone"));
const openOrPrivate = (state: State) => state === "open" || state === "private";
/** The host and the guest of a session, whatever the others are. */
const takesPart = gate((role, state) => (insiders.has(role) && openOrPrivate(state) ? "ok" : "gone"));
const guest = gate((role, state) => (role === "circleMember" && openOrPrivate(state) ? "ok" : "gone"));
const host = gate((role, state) => (role === "keeper" && openOrPrivate(state) ? "ok" : "gone"));
/** What belongs to a group session: the open one. */
const ofGroup = gate((_role, state) => (state === "open" ? "ok" : "gone"));
/** A group is moved by its host alone. */
const movers = gate((role, state) =>
	(role === "keeper" && openOrPrivate(state)) || (role === "circleMember" && state === "private") ? "ok" : "gone",
);
/** Everybody but its host. */
const joiners = gate((role, state) => (state === "open" && role !== "keeper" ? "ok" : "gone"));
const nobody: Who = (role) => (unknown.has(role) ? "sign-in" : "gone");

/** Carla is champion in this world. */
const champion = gate((role) => (role === "circleMember" ? "ok" : "gone"));

const feed = (path: string): Door => ({ path: () => path, get: anybody });

export const doors: Record<string, Door> = {
	_index: feed("/"),
	latest: feed("/latest"),
	unanswered: feed("/unanswered"),
	wins: feed("/wins"),
	questions: feed("/questions"),
	lessons: feed("/lessons"),
	kept: feed("/kept"),
	"search._index": feed("/search?q=words"),
	"search.quick": feed("/search/quick?q=words"),
	"tags.$tag": feed("/tags/checking"),
	"tools.$slug": feed("/tools/claude"),
	"roles.$slug": feed("/roles/dispatcher"),
	"people._index": feed("/people"),
	"people.$handle": feed("/people/maya"),
	"people.mentions": feed("/people/mentions?q=ma"),
	"threads.similar": feed("/threads/similar?title=Something+about+words"),
	"circles._index": feed("/circles"),
	"circles.new": { path: () => "/circles/new", get: anybody, post: anybody },
	"threads.new": { path: () => "/threads/new", get: anybody, post: anybody },
	"settings._index": { path: () => "/settings", get: (role) => (unknown.has(role) ? "sign-in" : "away") },
	"settings.profile": { path: () => "/settings/profile", get: anybody, post: anybody },
	"settings.account": { path: () => "/settings/account", get: anybody, post: anybody },
	"settings.sessions": { path: () => "/settings/sessions", post: anybody },
	"settings.photo": { path: () => "/settings/photo", post: anybody },
	"settings.appearance": { path: () => "/settings/appearance", get: anybody, post: anybody },
	"settings.notifications": { path: () => "/settings/notifications", get: anybody, post: anybody },
	"settings.following": feed("/settings/following"),
	"notifications._index": { path: () => "/notifications?index", get: anybody, post: anybody },
	"notifications.unread": feed("/notifications/unread"),
	"notifications.$id.preview": {
		path: ({ notification }) => `/notifications/${notification}/preview`,
		get: gate((role, state) => (role === "circleMember" && sees(role, state) === "ok" ? "ok" : "gone")),
		perState: true,
	},
	// Signed out, it says nothing at all.
	live: { path: () => "/live?once", get: () => "ok", public: true },
	"threads.$threadId.live": { path: ({ thread }) => `/threads/${thread}/live`, get: readers, perState: true },
	"threads.$threadId.writing": { path: ({ thread }) => `/threads/${thread}/writing`, post: readers, perState: true },
	follows: {
		path: () => "/follows",
		post: readers,
		body: ({ thread }) => ({ target: "thread", id: thread, level: "all" }),
		perState: true,
	},
	// A link of a mail carries its own right; one that we did not make is not there.
	"unsubscribe.$token": { path: () => "/unsubscribe/nothing.nothing", get: () => "gone", post: () => "gone", public: true },
	"settings.feeds": { path: () => "/settings/feeds", get: anybody, post: anybody },
	"settings.calendar": { path: () => "/settings/calendar", get: anybody, post: anybody },
	"calendars.$token": { path: () => `/calendars/${"x".repeat(32)}`, get: () => "gone", public: true },
	drafts: { path: () => "/drafts", post: anybody },
	// Push is off where nothing is said of it.
	"push.subscription": { path: () => "/push/subscription", post: nobody },
	preview: { path: () => "/preview", post: anybody },
	// Nobody but its writer has this draft, and here nobody has one.
	"uploads.new": { path: () => "/uploads/new?place=new&field=want", get: nobody },
	"uploads._index": { path: () => "/uploads?index", post: anybody },
	"admin._index": { path: () => "/admin", get: admins, post: admins },
	"admin.people": { path: () => "/admin/people", get: admins, post: admins },
	"admin.invites": { path: () => "/admin/invites", get: admins, post: admins },
	"admin.search": { path: () => "/admin/search", get: admins, post: admins },
	"admin.jobs": { path: () => "/admin/jobs", get: admins, post: admins },
	"admin.mail": { path: () => "/admin/mail", get: admins },
	"admin.mail_.$name": { path: () => "/admin/mail/nothing.eml", get: nobody },
	"admin.lists": { path: () => "/admin/lists", get: admins, post: admins },
	"sign-in": { path: () => "/sign-in", get: (role) => (unknown.has(role) ? "ok" : "away"), post: () => "ok", public: true },
	"sign-out": { path: () => "/sign-out", post: () => "sign-in", only: ["signedOut", "disabled", "expired"], public: true },
	join: { path: () => "/join", get: (role) => (unknown.has(role) ? "ok" : "away"), post: () => "ok", public: true },
	offline: { path: () => "/offline", get: () => "ok", public: true },
	"feeds.$token.$feed": { path: () => `/feeds/${"x".repeat(32)}/latest.atom`, get: () => "gone", public: true },

	"circles.$slug": { path: ({ circle }) => `/circles/${circle}`, get: circleReaders, perState: true },
	"circles.$slug_.members": { path: ({ circle }) => `/circles/${circle}/members`, get: circleReaders, perState: true },
	"circles.$slug_.edit": { path: ({ circle }) => `/circles/${circle}/edit`, get: keepers, perState: true },
	"circles.$slug_.membership": {
		path: ({ circle }) => `/circles/${circle}/membership`,
		post: circleReaders,
		body: () => ({ join: "1" }),
		perState: true,
	},
	"threads.$threadId.($slug)": {
		path: ({ thread, slug }) => `/threads/${thread}/${slug}`,
		get: readers,
		post: readers,
		body: () => ({ text: "A reply from the matrix.", submission: "matrix-reply-1" }),
		perState: true,
	},
	"threads.$threadId_.edit": { path: ({ thread }) => `/threads/${thread}/edit`, get: author, perState: true },
	"threads.$threadId.acceptance": {
		path: ({ thread }) => `/threads/${thread}/acceptance`,
		post: authorOrCare,
		body: ({ reply }) => ({ postId: reply }),
		perState: true,
	},
	"threads.$threadId.pin": { path: ({ thread }) => `/threads/${thread}/pin`, post: care, body: () => ({ days: "0" }), perState: true },
	"threads.$threadId.closure": {
		path: ({ thread }) => `/threads/${thread}/closure`,
		post: care,
		body: () => ({ closed: "0" }),
		perState: true,
	},
	"threads.$threadId.move": {
		path: ({ thread }) => `/threads/${thread}/move`,
		get: care,
		post: care,
		body: () => ({ circleId: "zzzzzzzzzzzzzz" }),
		perState: true,
	},
	"posts.$postId.reactions": {
		path: ({ reply }) => `/posts/${reply}/reactions`,
		post: others,
		body: () => ({ kind: "thanks", on: "1" }),
		perState: true,
	},
	"posts.$postId.keep": { path: ({ reply }) => `/posts/${reply}/keep`, post: readers, body: () => ({ on: "1" }), perState: true },
	"posts.$postId.unread": { path: ({ reply }) => `/posts/${reply}/unread`, post: readers, perState: true },
	// Nobody was asked to help with this one.
	"threads.$threadId.pass": { path: ({ thread }) => `/threads/${thread}/pass`, post: nobody, perState: true },
	"posts.$postId.edit": { path: ({ reply }) => `/posts/${reply}/edit`, get: author, perState: true },
	"posts.$postId.history": { path: ({ reply }) => `/posts/${reply}/history`, get: readers, perState: true },
	// Whoever cares for nothing has nothing there.
	"moderation._index": feed("/moderation"),
	"moderation.how": feed("/moderation/how"),
	"moderation.decisions": {
		path: () => "/moderation/decisions",
		get: gate((role) => (role === "moderator" || role === "admin" ? "ok" : "gone")),
	},
	"moderation.notes": {
		path: () => "/moderation/notes",
		get: gate((role) => (role === "moderator" || role === "admin" ? "ok" : "gone")),
		post: nobody,
		body: () => ({ id: "zzzzzzzzzzzzzz", act: "fine" }),
	},
	"moderation.$postId": {
		path: ({ reply }) => `/moderation/${reply}`,
		get: care,
		post: care,
		body: () => ({ act: "note", words: "A note from the matrix." }),
		perState: true,
	},
	"posts.$postId.flag": {
		path: ({ reply }) => `/posts/${reply}/flag`,
		get: others,
		post: others,
		body: () => ({ reason: "other" }),
		perState: true,
	},
	// Nothing of anybody's is hidden.
	"hidden.$postId": { path: ({ reply }) => `/hidden/${reply}`, get: nobody, post: nobody, perState: true },
	anonymity: feed("/anonymity"),
	"admin.officers": { path: () => "/admin/officers", get: admins, post: admins },
	// Nobody is an officer, and nothing is written without a name.
	officer: { path: () => "/officer", get: nobody, post: nobody },
	"moderation.$postId_.glass": {
		path: ({ reply }) => `/moderation/${reply}/glass`,
		get: nobody,
		post: nobody,
		body: () => ({ act: "confirm" }),
		perState: true,
	},
	"ama._index": feed("/ama"),
	// Who is no leader is refused with 403: that there are AMAs is no secret.
	"ama.new": { path: () => "/ama/new", get: anybody, post: anybody },
	"ama.$id": {
		path: ({ ama }) => `/ama/${ama}`,
		get: readers,
		post: readers,
		body: () => ({ text: "A question from the matrix, if I may?", submission: "matrix-question-1", other: "1" }),
		perState: true,
	},
	"ama.$id_.calendar": { path: ({ ama }) => `/ama/${ama}/calendar`, get: readers, perState: true },
	"ama.$id_.live": { path: ({ ama }) => `/ama/${ama}/live`, get: readers, perState: true },
	"ama.$id_.edit": { path: ({ ama }) => `/ama/${ama}/edit`, get: author, perState: true },
	"ama.$id_.stage": { path: ({ ama }) => `/ama/${ama}/stage`, get: author, perState: true },
	"ama.$id_.archive": { path: ({ ama }) => `/ama/${ama}/archive`, post: author, perState: true },
	"ama.questions.$postId": { path: ({ amaQuestion }) => `/ama/questions/${amaQuestion}`, get: author, perState: true },
	"ama.questions.$postId_.vote": {
		path: ({ amaQuestion }) => `/ama/questions/${amaQuestion}/vote`,
		post: readers,
		body: () => ({ on: "1" }),
		perState: true,
	},
	"coaching.$id": { path: ({ session }) => `/coaching/${session}`, get: readers, perState: true },
	"coaching.$id_.notes": {
		path: ({ session }) => `/coaching/${session}/notes`,
		get: takesPart,
		post: takesPart,
		body: () => ({ intent: "ours", ours: "A note from the matrix.", revision: "1" }),
		perState: true,
	},
	"coaching.$id_.excerpt": {
		path: ({ session }) => `/coaching/${session}/excerpt`,
		get: takesPart,
		post: takesPart,
		body: () => ({ text: "What came out of it." }),
		perState: true,
	},
	"coaching.$id_.reflection": {
		path: ({ session }) => `/coaching/${session}/reflection`,
		get: guest,
		post: guest,
		body: () => ({ tried: "A table.", willDo: "Another one." }),
		perState: true,
	},
	// A guest's own words, and a group's notes for its host.
	"coaching.$id_.share": {
		path: ({ session }) => `/coaching/${session}/share`,
		get: gate((role, state) => ((role === "keeper" ? state === "open" : role === "circleMember" && openOrPrivate(state)) ? "ok" : "gone")),
		perState: true,
	},
	"coaching.$id_.recurring": {
		path: ({ session }) => `/coaching/${session}/recurring`,
		get: host,
		post: host,
		body: () => ({ text: "What many ask." }),
		perState: true,
	},
	"coaching.$id_.no-show": {
		path: ({ session }) => `/coaching/${session}/no-show`,
		get: takesPart,
		post: takesPart,
		body: ({ booking }) => ({ intent: "say", bookingId: booking }),
		perState: true,
	},
	"coaching.$id_.agenda": {
		path: ({ session }) => `/coaching/${session}/agenda`,
		get: ofGroup,
		post: ofGroup,
		body: () => ({ text: "A question from the matrix?", as: "name", submission: "matrix-agenda-1" }),
		perState: true,
	},
	"coaching._index": feed("/coaching"),
	"coaching.book._index": feed("/coaching/book?tool=claude"),
	// Noor is no champion: her hours are not offered.
	"coaching.book.$hoursId": {
		path: ({ session }) => `/coaching/book/h${session.slice(1)}`,
		get: nobody,
		post: nobody,
		body: () => ({ startsAt: "2030-01-01T10:00:00.000Z" }),
		perState: true,
	},
	"coaching.book.any": { path: () => "/coaching/book/any?tool=claude", get: anybody, post: anybody },
	// What is booked leads on to its session.
	"coaching.holds.$id": {
		path: ({ session }) => `/coaching/holds/${session}`,
		get: gate((role, state) => (role === "circleMember" && state === "private" ? "away" : "gone")),
		post: gate((role, state) => (role === "circleMember" && state === "private" ? "ok" : "gone")),
		perState: true,
	},
	"coaching.hours._index": {
		path: () => "/coaching/hours?index",
		get: champion,
		post: champion,
		body: () => ({ act: "add", fromDay: "2030-01-01" }),
	},
	"coaching.hours.new": { path: () => "/coaching/hours/new", get: champion, post: champion },
	"coaching.hours.$id": { path: ({ session }) => `/coaching/hours/h${session.slice(1)}`, get: nobody, post: nobody, perState: true },
	"coaching.hours.$id_.end": {
		path: ({ session }) => `/coaching/hours/h${session.slice(1)}/end`,
		get: nobody,
		post: nobody,
		perState: true,
	},
	"coaching.$id_.move": {
		path: ({ session }) => `/coaching/${session}/move`,
		get: movers,
		post: movers,
		body: () => ({ startsAt: "2030-01-01T10:00:00.000Z" }),
		perState: true,
	},
	"coaching.$id_.cancellation": {
		path: ({ session }) => `/coaching/${session}/cancellation`,
		get: takesPart,
		post: takesPart,
		perState: true,
	},
	"coaching.$id_.seat": {
		path: ({ session }) => `/coaching/${session}/seat`,
		get: joiners,
		post: joiners,
		body: () => ({ want: "To listen." }),
		perState: true,
	},
	"coaching.offers.$bookingId": {
		path: ({ booking }) => `/coaching/offers/${booking}`,
		get: guest,
		post: guest,
		body: () => ({ act: "take" }),
		perState: true,
	},
	"badges._index": { path: () => "/badges?index", get: anybody },
	// One's own badges alone are shown, and nobody has this one here.
	"badges.$slug": { path: () => "/badges/learning-log", get: anybody, post: nobody, body: () => ({ view: "shown" }) },
	// Nobody has one to take along here.
	"badges.$slug_.export": { path: () => "/badges/learning-log/export", get: nobody, post: nobody, body: () => ({ tier: "1" }) },
	"badges.$slug_.export_.$file": {
		path: () => "/badges/learning-log/export/00000000-0000-4000-8000-000000000000.json",
		get: nobody,
	},
	// A verifier has no session, and none of these says who has a badge.
	"badges.$slug_.achievement": { path: () => "/badges/learning-log/achievement", get: () => "ok", public: true, cached: true },
	"badges.issuer": { path: () => "/badges/issuer", get: () => "ok", public: true, cached: true },
	"badges.status.$list": { path: () => "/badges/status/1", get: () => "ok", public: true, cached: true },
	"badges.verify": { path: () => "/badges/verify", get: () => "ok", post: () => "ok", public: true },
	"me.progress": { path: () => "/me/progress", get: anybody, post: anybody },
	"settings.badges": { path: () => "/settings/badges", get: anybody, post: anybody },
	"thanks._index": { path: () => "/thanks?index", get: anybody },
	"thanks.new": { path: () => "/thanks/new?to=maya", get: anybody, post: anybody },
	"thanks.$id_.report": { path: () => "/thanks/zzzzzzzzzzzzzz/report", get: nobody, post: nobody },
	"badges.proposals": { path: () => "/badges/proposals", get: anybody, post: nobody, body: () => ({ id: "zzzzzzzzzzzzzz", act: "give" }) },
	"thanks.$id": { path: () => "/thanks/zzzzzzzzzzzzzz", post: nobody, body: () => ({ act: "show" }) },
	"admin.badges": { path: () => "/admin/badges", get: admins, post: admins },
	"admin.gaps": { path: () => "/admin/gaps", get: admins },
	"champions._index": feed("/champions"),
	"champions.nominate": { path: () => "/champions/nominate", get: anybody, post: anybody },
	"champions.coverage": feed("/champions/coverage"),
	"champions.desk": { path: () => "/champions/desk", get: champion, post: champion },
	"champions.rest": { path: () => "/champions/rest", post: champion, body: () => ({ on: "1" }) },
	"champions.open": { path: () => "/champions/open", post: champion, body: () => ({ for: "1h" }) },
	"champions.playbook": { path: () => "/champions/playbook", post: champion, body: () => ({ step: "hello", on: "1" }) },
	// The person, who proposed them, and admins.
	"champions.terms.$termId": {
		path: ({ proposedTerm }) => `/champions/terms/${proposedTerm}`,
		get: gate((role, state) => (state !== "missing" && (role === "circleMember" || role === "keeper" || role === "admin") ? "ok" : "gone")),
		post: gate((role, state) => (state !== "missing" && role === "circleMember" ? "ok" : "gone")),
		body: () => ({ answer: "agree" }),
		perState: true,
	},
	"champions.terms.$termId_.wish": {
		path: ({ term }) => `/champions/terms/${term}/wish`,
		get: gate((role, state) => (state !== "missing" && role === "circleMember" ? "ok" : "gone")),
		post: gate((role, state) => (state !== "missing" && role === "circleMember" ? "ok" : "gone")),
		body: () => ({ wish: "rest" }),
		perState: true,
	},
	"admin.champions._index": { path: () => "/admin/champions?index", get: admins, post: admins },
	"admin.champions.$termId": {
		path: ({ proposedTerm }) => `/admin/champions/${proposedTerm}`,
		get: gate((role, state) => (state !== "missing" && role === "admin" ? "ok" : "gone")),
		post: gate((role, state) => (state !== "missing" && role === "admin" ? "ok" : "gone")),
		perState: true,
	},
	"threads.$threadId.take": { path: ({ thread }) => `/threads/${thread}/take`, post: nobody, perState: true },
	"people.$handle_.learning": feed("/people/maya/learning"),
	// Nobody bears an alias in these, and nothing of anybody's waits.
	"threads.$threadId.alias": {
		path: ({ thread }) => `/threads/${thread}/alias`,
		get: nobody,
		post: nobody,
		body: () => ({ level: "all" }),
		perState: true,
	},
	"threads.$threadId.aliases": {
		path: ({ thread }) => `/threads/${thread}/aliases`,
		get: care,
		post: nobody,
		body: () => ({ alias: "Quiet Heron", act: "mute" }),
		perState: true,
	},
	"waiting.$id": { path: () => "/waiting/zzzzzzzzzzzzzz", post: nobody },
	// The thread's own things would be gone after the first who may: only what nobody may undo is tried.
	"posts.$postId.restoration": { path: ({ reply }) => `/posts/${reply}/restoration`, post: nobody, perState: true },
	"posts.$postId.deletion": { path: () => "/posts/zzzzzzzzzzzzzz/deletion", post: nobody },
	"uploads.$name": { path: ({ upload }) => `/uploads/${upload}`, get: gate(() => "gone"), perState: true },
};
