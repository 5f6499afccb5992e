// Every badge there is, and what earns it. Docs: docs/decisions/021-recognition.md.
import { type ActivityEvent, activityEvents } from "#db/enums.ts";

export const families = ["trying", "progress", "helping", "openness"] as const;
export type Family = (typeof families)[number];

export const familyWords: Record<Family, { title: string; text: string }> = {
	trying: { title: "Trying", text: "For asking, trying and saying how it went, whatever came of it." },
	progress: { title: "Coming back", text: "For going on, at a pace of your own. A week off takes nothing away." },
	helping: { title: "Helping", text: "For having somebody's back." },
	openness: { title: "Openness", text: "For leaders who learn where everybody can see it." },
};

/**
 * What has to have happened: `count` different things (`distinct`, by default what they were about) among some events. `withinWeeks` looks
 * at any so many weeks in a row, and only weeks are counted then: so nothing that comes later undoes what was reached.
 */
export type Rule = {
	events: readonly ActivityEvent[];
	count: number;
	/** What was done towards oneself does not count. */
	excludingSelf?: boolean;
} & ({ distinct?: "subject" | "other" | "place"; withinWeeks?: never } | { distinct: "week"; withinWeeks?: number });

export type Badge = {
	slug: string;
	family: Family;
	name: string;
	/** What earns it, as it stands after "You": in the past. */
	earned: string;
	/** Why it exists. */
	why: string;
	/** What to do for it, as a suggestion. */
	hint: string;
	/** The rules of each tier; all of a tier's must hold. One tier, unless a second one means something else. */
	tiers: readonly (readonly Rule[])[];
	/** A colleague proposes somebody for it, and one who is neither of the two reads why. No rule gives it. */
	peer?: true;
};

const once = (...events: ActivityEvent[]): Rule => ({ events, count: 1 });
const times = (count: number, ...events: ActivityEvent[]): Rule => ({ events, count });
const badge = (slug: string, family: Family, name: string, earned: string, why: string, hint: string, ...rules: Rule[]): Badge => ({
	slug,
	family,
	name,
	earned,
	why,
	hint,
	tiers: [rules],
});

const byPeers = (slug: string, family: Family, name: string, earned: string, why: string): Badge => ({
	...badge(slug, family, name, earned, why, "It can not be worked for: a colleague who noticed proposes it, with a thank-you note."),
	peer: true,
});

export const catalogue: readonly Badge[] = [
	badge(
		"first-question",
		"trying",
		"First question",
		"asked your first question",
		"The first one takes courage. Whoever asks also asks for those who did not dare to.",
		"Ask something that you would rather have figured out alone.",
		once("question"),
	),
	badge(
		"curious",
		"trying",
		"Curious",
		"asked in four different weeks",
		"Those who keep asking keep learning.",
		"Ask again when the next thing puzzles you.",
		{ events: ["question", "ama-question", "agenda-asked"], count: 4, distinct: "week" },
	),
	badge(
		"first-lesson",
		"trying",
		"First lesson",
		"told what did not work",
		"A failure that is told saves colleagues the same one. It is the most useful kind of thread, and the hardest to write.",
		"Write down something that went wrong with AI, and what you believe now.",
		once("lesson"),
	),
	badge(
		"open-book",
		"trying",
		"Open book",
		"told three times what did not work",
		"When failing is told as a matter of course, everybody dares more.",
		"Tell of the next thing that did not work, too.",
		times(3, "lesson"),
	),
	badge(
		"first-win",
		"trying",
		"First win",
		"shared how something worked",
		"A way that is written down can be tried by somebody else. How much it saved does not matter here.",
		"Write down one task, what you did, and what you would change.",
		once("win"),
	),
	badge(
		"tried-it",
		"trying",
		"Tried a colleague’s way",
		"tried a colleague’s way and said how it went",
		"A way that worked once is a story. A second person who says how it went makes it something to rely on, or to leave.",
		"Try what a win describes, and say under it how it went, also when it did not work for you.",
		once("tried"),
	),
	badge(
		"how-it-went",
		"trying",
		"How it went",
		"came back to your own thread after a colleague wrote",
		"Trying what a colleague suggests, and saying how it went, is what makes an answer true for the next one.",
		"Go back to something you asked, and say what came of it.",
		once("came-back"),
	),
	badge(
		"closed-the-loop",
		"trying",
		"Closed the loop",
		"said which answer helped",
		"Whoever comes after you finds the answer at once.",
		"Mark the reply that helped in a question of yours.",
		once("accepted"),
	),
	badge(
		"hand-up",
		"trying",
		"Hand up",
		"asked a leader in front of everybody",
		"Open questions get open answers only if somebody asks them.",
		"Ask something in the next AMA, with your name or without it.",
		once("ama-question"),
	),
	badge(
		"asked-for-time",
		"trying",
		"Asked for time",
		"booked a session with a champion",
		"Sitting down with somebody for half an hour is asking for help, too.",
		"Book a session about the thing you keep putting off.",
		once("coaching-booked"),
	),
	badge(
		"on-the-agenda",
		"trying",
		"On the agenda",
		"brought a question to a group session",
		"A question on the agenda helps a quiet group to begin.",
		"Add a question to a group session that you go to.",
		once("agenda-asked"),
	),
	badge(
		"found-a-circle",
		"trying",
		"Found a circle",
		"joined a circle",
		"Learning among people with the same kind of work is easier.",
		"Join a circle that is about your work.",
		once("joined-circle"),
	),
	byPeers(
		"went-first",
		"trying",
		"Went first",
		"said openly that you did not know, or failed, so that others dared to",
		"Somebody has to be the first. After that it is easier for everybody.",
	),
	badge(
		"four-of-six",
		"progress",
		"Coming back",
		"were here in four of six weeks",
		"Learning needs returning, not a streak: two weeks off belong to it.",
		"Do one small thing here in a week, and in another one.",
		{ events: activityEvents, count: 4, distinct: "week", withinWeeks: 6 },
	),
	badge(
		"a-season",
		"progress",
		"A season",
		"took part in thirteen different weeks",
		"A quarter of a year, with as many pauses as you liked.",
		"Keep going at your own pace.",
		{ events: activityEvents, count: 13, distinct: "week" },
	),
	badge(
		"looked-back",
		"progress",
		"Looked back",
		"looked back after a session",
		"A minute of looking back keeps more of a session than another session does.",
		"After a session, note what you tried and what you will do.",
		once("reflected"),
	),
	badge(
		"looked-back-thrice",
		"progress",
		"Habit of looking back",
		"looked back after three sessions",
		"Looking back becomes a habit the third time.",
		"Look back after your next sessions as well.",
		times(3, "reflected"),
	),
	badge(
		"both-sides",
		"progress",
		"Both sides",
		"told of something that failed, and of something that worked",
		"One without the other is half of the story.",
		"Tell of both: what failed, and what worked.",
		once("lesson"),
		once("win"),
	),
	badge(
		"turned-around",
		"progress",
		"Turned around",
		"turned a lesson into a win",
		"What failed once is where the next way begins, whoever it failed for.",
		"Take a lesson, your own or a colleague’s, and share there what works instead.",
		once("turned"),
	),
	badge(
		"full-circle",
		"progress",
		"Full circle",
		"booked a session, looked back at it, and told colleagues something",
		"From a question to a session to something that others can use.",
		"Turn what you took from a session into a win or a lesson.",
		once("coaching-booked"),
		once("reflected"),
		once("win", "lesson"),
	),
	badge(
		"ask-and-answer",
		"progress",
		"Ask and answer",
		"asked a question, and answered one",
		"Everybody here is a beginner in something and a help in something else.",
		"Ask one question, answer another.",
		once("question"),
		once("answer"),
	),
	badge(
		"joined-in",
		"progress",
		"Joined in",
		"said something in three threads of colleagues",
		"A thread becomes a conversation when somebody adds to it.",
		"Add what you know to a win or a lesson of a colleague.",
		{ events: ["reply", "answer"], count: 3, distinct: "subject" },
	),
	byPeers(
		"stayed-with-it",
		"progress",
		"Stayed with it",
		"kept at something hard, and let others see how it went",
		"That it takes several tries is seldom seen. Whoever shows it makes it normal.",
	),
	badge(
		"first-answer",
		"helping",
		"First answer",
		"answered a colleague’s question",
		"An answer need not be complete to help.",
		"Answer a question that waits.",
		once("answer"),
	),
	badge(
		"warm-welcome",
		"helping",
		"Warm welcome",
		"answered somebody’s very first post",
		"How the first post is met decides whether there is a second one.",
		"Look for “first post” beside a name, and say something kind and useful.",
		once("welcome"),
	),
	{
		slug: "across",
		family: "helping",
		name: "Across departments",
		earned: "helped somebody of another department",
		why: "What is everyday in one department is news in the next.",
		hint: "Answer a question from a department that is not yours.",
		tiers: [
			[{ events: ["answer", "welcome"], count: 1, distinct: "place", excludingSelf: true }],
			[{ events: ["answer", "welcome"], count: 3, distinct: "place", excludingSelf: true }],
		],
	},
	badge(
		"that-helped",
		"helping",
		"That helped",
		"wrote an answer that helped",
		"Somebody could go on with their work because of you.",
		"Answer a question about something you do every week.",
		{ events: ["helped"], count: 1, excludingSelf: true },
	),
	badge(
		"there-for-many",
		"helping",
		"There for many",
		"helped five different colleagues",
		"Not how often, but for how many different people.",
		"Help somebody you have not met yet.",
		{ events: ["helped", "answer"], count: 5, distinct: "other", excludingSelf: true },
	),
	badge(
		"mended",
		"helping",
		"Mended",
		"brought an old post of yours up to date",
		"Tools change. An old answer that is mended is worth more than a new one.",
		"Go through something you wrote a month ago or earlier, and correct it.",
		once("mended"),
	),
	badge(
		"took-it-on",
		"helping",
		"Took it on",
		"took a question on that waited",
		"Nobody waits alone when somebody says: I look at it.",
		"Take on a question that is brought to you.",
		once("took-question"),
	),
	badge(
		"open-door",
		"helping",
		"Open door",
		"offered office hours",
		"A door that is open at a known time is easier to walk through.",
		"As a champion, offer an hour in which colleagues can come.",
		once("hours-offered"),
	),
	badge(
		"shared-notes",
		"helping",
		"Shared notes",
		"let colleagues read what came out of a session",
		"What two people found out helps many, if both agree to show it.",
		"Offer a few words about a session to be shown.",
		once("excerpt-shared"),
	),
	badge(
		"saw-a-pattern",
		"helping",
		"Saw a pattern",
		"said what keeps coming up",
		"What keeps coming up is what the programme has to mend.",
		"After a session, say in one line what keeps coming up.",
		once("pattern-noted"),
	),
	badge(
		"said-thanks",
		"helping",
		"Said thank you",
		"told a colleague what they helped you to do",
		"Most people never learn that they helped.",
		"Think of somebody without whom something would not have gone well, and write it to them.",
		{ events: ["thanked"], count: 1, excludingSelf: true },
	),
	badge(
		"champion",
		"helping",
		"Champion",
		"said yes to being a champion",
		"Being there for a department, a role or a tool is given time.",
		"Propose yourself, or say yes when somebody proposes you.",
		once("champion"),
	),
	badge(
		"passed-the-lamp",
		"helping",
		"Passed the lamp",
		"handed your part as a champion over",
		"Stopping well is part of it: whoever comes next begins with your help.",
		"When your term ends, say who could take it over.",
		once("handed-over"),
	),
	byPeers(
		"patient-ear",
		"helping",
		"Patient ear",
		"listened until somebody found their own way",
		"Being shown is quick. Being listened to is what one can still do the next day.",
	),
	byPeers(
		"safe-to-fail",
		"helping",
		"Safe to fail",
		"made it safe to get something wrong",
		"A kind word at the right moment decides whether somebody tries again.",
	),
	badge(
		"hosted",
		"helping",
		"Sat down together",
		"held a session that somebody came to",
		"Half an hour with somebody who listens does what no page can.",
		"As a champion, hold the next session that is booked with you.",
		{ events: ["hosted"], count: 1, excludingSelf: true },
	),
	badge(
		"first-ama",
		"openness",
		"First AMA",
		"answered openly as a leader",
		"Whoever begins with what they got wrong makes it easier for everybody.",
		"Open an AMA, and say first what you are still learning.",
		once("ama"),
	),
	badge(
		"learning-log",
		"openness",
		"Learning log",
		"told three times what you are learning",
		"A leader who learns in public for a while shows that it is no show.",
		"Open another AMA, with what you learned since.",
		times(3, "ama"),
	),
	badge(
		"i-dont-know-yet",
		"openness",
		"I don’t know yet",
		"said “I don’t know yet” in front of everybody",
		"The three most useful words of an expert, said by a leader.",
		"When you do not know, say so, and by when you will.",
		once("ama-unknown"),
	),
	badge(
		"came-back-with-it",
		"openness",
		"Came back with it",
		"came back with the answer that you did not know",
		"A promise that is kept in front of everybody.",
		"Answer what you said you did not know yet.",
		once("ama-came-back"),
	),
	badge(
		"answered-openly",
		"openness",
		"Answered openly",
		"answered ten questions in AMAs",
		"An AMA is as good as the questions that were not avoided.",
		"Bring every question of an AMA to an end.",
		times(10, "ama-answered"),
	),
];

const bySlug = new Map(catalogue.map((one) => [one.slug, one]));
export const badgeBySlug = (slug: string | undefined): Badge | null => bySlug.get(slug ?? "") ?? null;
/** What a colleague can be proposed for. */
export const peerBadges = catalogue.filter(({ peer }) => peer);
export const badgePath = (slug: string) => `/badges/${slug}`;
