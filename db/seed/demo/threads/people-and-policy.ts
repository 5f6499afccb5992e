import type { DemoThread } from "../types.ts";

export const threads: DemoThread[] = [
	{
		kind: "lesson",
		author: "ben",
		title: "The summary left out the one clause that mattered",
		daysAgo: 1.2,
		tags: ["contracts", "summaries", "checking"],
		tried:
			"A carrier sent 46 pages and Operations wanted one page by noon. I let the assistant shorten the contract, read the page, thought it was well written and sent it on.",
		happened: `It dropped the demurrage clause. Four free days at the terminal, then a daily charge per container that doubles after day eight. In the contract it is not in the chapter on charges but in an annex, under "Equipment".

Operations planned with seven free days, as in the old contract. Diego noticed when the draft plan crossed his desk, so it has cost us an awkward mail and no money.

I want to be fair to the tool: nothing on that page was wrong. I read it for mistakes and there were none. What was missing could not be seen by reading.`,
		believe: `A summary answers "what is this mostly about". The thing that hurts is hardly ever what a contract is mostly about.

The check that I do now takes **four minutes**:

1. Before the summary, I write down the five things that would cost us money or a truck. From my head, no tool. (One minute.)
2. I search the original for *charge, fee, per day, liab, terminat, notice*, annexes included, and count the hits. (One minute.)
3. Each of the five must be on the page with its clause number. If it is not, I go and look. (Two minutes.)

And at the top of the page it now says what the page is not: "Leaves out: ... Read the original before you plan with it."`,
		again: "differently",
		replies: [
			{
				by: "hannah",
				hours: 1.1,
				text: `Thank you, @ben. "Nothing on that page was wrong" is the sentence I have been looking for. People test for errors, and an omission is not an error one can see.`,
			},
			{
				by: "diego",
				hours: 2,
				text: "I only noticed because seven looked too generous. If it had said five I would have walked straight past it.",
			},
			{
				by: "claire",
				hours: 3.4,
				text: "I would add *free time* and *detention* to your search words. In two of our haulage contracts the word demurrage does not occur at all.",
			},
			{ by: "ben", hours: 4, parent: 2, text: "Added, thank you. Also *storage*, which I found in a third one just now." },
			{
				by: "leila",
				hours: 6.5,
				text: "Why annexes get lost, by the way: in many PDFs they are scans stuck on the end, so there is no text for the tool to read. Try to select a sentence with the mouse. If you can not, neither could it.",
			},
			{ by: "ben", hours: 7.2, parent: 4, text: "Checked. Annex C is a scan. It never had the page. And it did not say so." },
			{
				by: "walter",
				hours: 11,
				text: "I would have been the one planning with seven days. No hard feelings. Next time send me the clause, I can read.",
			},
			{
				by: "oscar",
				hours: 22,
				text: `Mild disagreement on step 1. From your head means that you only find what you already fear. I would do both: your five, and then ask

\`\`\`
List every clause under which we pay, lose a right or must act before a date.
Clause number and page only, no explanation.
Say which pages you could not read.
\`\`\`

The last line would have caught the scan.`,
			},
			{
				by: "ben",
				hours: 24.5,
				parent: 7,
				text: "Fair. I keep my order though: head first, list second. When I see the list first I stop thinking.",
			},
		],
	},
	{
		kind: "lesson",
		author: "ingrid",
		title: "I asked it to rank ten applications and it ranked the gaps",
		daysAgo: 47,
		tags: ["hiring", "checking", "privacy"],
		tried:
			"An experiment, agreed with @fatima and not for a real vacancy. Ten invented applications for a dispatcher, built so that five pairs were the same in skills and differed in one thing: a two-year gap, a foreign diploma, a hobby, the year of graduation, a second page.",
		happened: `I asked for a ranking with reasons. In four of the five pairs the "plain" version came first. The reasons never mentioned the gap. They said *"stronger continuity"*, *"more current knowledge"*, *"clearer profile"*. Very polite. If I had only read the reasons I would have nodded.

I ran it again with "ignore gaps and age". The order moved a bit, and two of the reasons now said how well it had ignored them.`,
		believe: `It is not that the machine is wicked. Ranking people is a question to which it has learned our old answers, and it dresses them well. I have done the same in my own words, before coffee.

So no ranking, no scoring, no "top three". What I still use it for is the step before: turning the advert into criteria one can see in an application, so that two humans can read for the same things.`,
		again: "no",
		replies: [
			{
				by: "fatima",
				hours: 3,
				text: "For everybody who reads along: this is also the company rule. No AI ranking or scoring of applicants, and no real applications in any tool, with or without the name. Ingrid's test is the best argument for it that I have seen.",
			},
			{ by: "julia", hours: 5, text: `"Clearer profile". I have written that in a rejection note. With my own hands. Oh dear.` },
			{ by: "ingrid", hours: 6.2, parent: 1, text: "Me too, that is why I recognised it." },
			{
				by: "jonas",
				hours: 21,
				text: "Would you share the ten invented ones? It is a proper paired test and I would like to see whether the order of pasting plays a part too. Position often does.",
			},
			{ by: "ingrid", hours: 24, parent: 3, text: "Gladly. And now I worry: I always pasted the plain version first." },
			{
				by: "jonas",
				hours: 70,
				parent: 4,
				text: "Shuffled it twenty times. Position matters a little. The gap, the diploma and the year of graduation still lose, the second page evens out. So three of your five stand, and they are the three that count.",
			},
			{
				by: "leila",
				hours: 75,
				text: "Recruitment tools of this kind also fall under the strict part of the AI rules in Europe. I mention it as an extra reason and not as the main one.",
			},
			{ by: "noor", hours: 122, text: "Reading this as somebody with a gap in her CV: thank you for trying it on paper people first." },
		],
	},
	{
		kind: "win",
		author: "fatima",
		title: "The parental leave policy in plain words with every rule still in it",
		daysAgo: 95,
		tags: ["templates", "checking", "tone"],
		forRoles: ["hr-partner"],
		task: "The policy is eleven pages and was written for a tribunal. People come to my desk with the same six questions, usually at a time of life in which they sleep very little.",
		tool: "copilot",
		did: `I did not ask for a summary. I asked for a rewrite, section by section, and then let it argue against itself.

\`\`\`
Rewrite this section for a tired parent who reads it on a phone.
Keep every condition, number, deadline and exception.
Short sentences. Say "you" and "we". No legal words unless they are on the form.
\`\`\`

Then in a new chat, with the old and the new section side by side:

\`\`\`
You are looking for differences in meaning only.
List every rule in text A that is missing, weaker or stronger in text B.
Quote both sentences. If there is none, say so and name the three most risky sentences anyway.
\`\`\`

The second one found nine differences in eleven sections. The worst was "can" where the original says "is entitled to". Those are not the same when your manager is having a bad week.

@hannah read the final text in an hour. Her estimate for writing it from nothing had been four days.`,
		change: "I would bring two parents in at the beginning. They asked about a case that is in neither text: twins.",
		replies: [
			{
				by: "hannah",
				hours: 4,
				text: "I confirm the hour. What made it possible was the list of nine: I could check the places where meaning had moved and did not have to compare eleven pages with seven.",
			},
			{ by: "carla", hours: 7, text: "Is the new one binding or is the old one? I will be asked." },
			{
				by: "fatima",
				hours: 8.5,
				parent: 1,
				text: "The old one, for now, and the plain one says so in the first line with a link. Hannah wants the works council to see it before we swap them.",
			},
			{
				by: "ruth",
				hours: 28,
				text: 'Naming the three most risky sentences anyway, even when it finds nothing, is a clever bit. It can\'t get away with "all good".',
			},
			{
				by: "rosa",
				hours: 50,
				text: "Please do the overtime policy next. I explain it every week and I am not certain that I explain it right.",
			},
			{
				by: "oscar",
				hours: 74,
				text: `One doubt. Did you test whether the second chat finds a difference that you planted? I would remove one deadline on purpose and see.`,
			},
			{
				by: "fatima",
				hours: 98,
				parent: 5,
				text: "I had not. Now I planted four and it found three. The one it missed was a footnote. So footnotes get read by me, with a ruler.",
			},
		],
	},
	{
		kind: "win",
		author: "leila",
		title: "Thirty questions to a data processing agreement, each with its page",
		daysAgo: 34,
		tags: ["contracts", "privacy", "checking"],
		forRoles: ["counsel", "contract-manager"],
		grewFrom: "I asked for the source and got a beautiful one",
		task: "Each new supplier sends its own data processing agreement. I look for the same thirty points every time, in a document that hides them in a new place every time.",
		tool: "notebooklm",
		did: `My thirty points used to be in my head. Writing them down took an evening and was, frankly, the larger part of the gain. The agreement and its annexes go in as the only sources, then I ask in groups of five:

\`\`\`
Answer only from the sources. For each question give:
answer in one sentence / exact quote / page.
If the document does not answer it, write "silent". Silent is a good answer.

1. Within how many hours must a breach be reported to us?
2. May they appoint a sub-processor without asking first?
3. Where is the data stored, and where can it be accessed from?
4. What happens to the data at the end, and who certifies it?
5. Who pays for an audit?
\`\`\`

"Silent is a good answer" stopped the inventing almost completely. Before I wrote that, it tried to please me.

I open each page myself. That is twenty minutes where there used to be two hours, and I now find the silent ones, which I used to overlook since there is nothing to stumble on.`,
		change:
			"Five per question round. With all thirty at once, the answers from about number eighteen onward became vague and the pages were off by one or two.",
		replies: [
			{
				by: "claire",
				hours: 5,
				text: "Off by one or two: is it counting the cover sheet? My notebook counts PDF pages, the contract counts its own. I note both.",
			},
			{ by: "leila", hours: 6, parent: 0, text: "That explains half of it. The other half really was wrong." },
			{
				by: "ben",
				hours: 20,
				text: "May I steal the thirty for carrier contracts? About ten would carry over, and I like *silent* very much.",
			},
			{
				by: "leila",
				hours: 23,
				parent: 2,
				text: 'Please do. They lie in the Legal folder under "DPA, thirty questions". If you improve the wording of number 12, tell me, it is still clumsy.',
			},
			{
				by: "emily",
				hours: 46,
				tried: true,
				text: "Not legal at all, but I have used your three parts (answer, quote, page) on claims files today. It found the delivery note that I had scrolled past twice.",
			},
		],
	},
	{
		kind: "win",
		author: "julia",
		title: "One job advert, two languages, and neither sounds translated",
		daysAgo: 70,
		tags: ["hiring", "translation", "tone"],
		forRoles: ["recruiter"],
		task: 'Our German adverts read like English adverts in a German coat, and the other way round. Candidates noticed. One wrote to me: "Is this a machine?" It was not, it was me at six in the evening.',
		tool: "chatgpt",
		did: `I stopped translating. I write the facts once as a list (hours, pay band, shifts, what you do in the first month, who you work with) and ask for two adverts that do not know of each other:

\`\`\`
Write a job advert from these facts. Language: German, for people in Germany. 180 words at most.
Use only these facts. No adjectives about the company.
Address the reader with "du". Use a form of the job title that includes everybody.
Begin with what the person does on an ordinary day.
\`\`\`

The same again for English, in a **new** chat. Then DeepL both ways as a check only: is a fact missing in one of them?

The ban on adjectives about the company felt rude. It took out *dynamic*, *exciting* and *family-like*, and nobody has asked for them back.`,
		change: 'Show the list of facts to the hiring manager before and not after. Two of mine were wishes: "usually" home office.',
		replies: [
			{ by: "ingrid", hours: 2, text: '"Usually" home office at a loading dock. I would like to meet that manager.' },
			{ by: "julia", hours: 2.6, parent: 0, text: "It was for the planning desk. But yes." },
			{
				by: "kenji",
				hours: 16,
				text: "The same in Japanese: two texts from one list of facts are better than one text and its translation. With a translation I spend my time being polite to the original.",
			},
			{
				by: "fatima",
				hours: 25,
				text: `Did you look at the words themselves? I run adverts past a list (*driven, strong, young team, native speaker*) before they go out. The model is quite fond of "strong".`,
			},
			{
				by: "julia",
				hours: 27,
				parent: 3,
				text: `Your list is in there since the second advert. "Native speaker" had come from our own old template, so I can not even blame the model.`,
			},
			{
				by: "samuel",
				hours: 143,
				text: "Two new starters told me they applied because the advert said what time the shift ends. That's all they wanted to know.",
			},
		],
	},
	{
		kind: "question",
		author: "ingrid",
		title: "Interview questions that do not all sound like the same interview",
		daysAgo: 18,
		tags: ["hiring", "prompts"],
		want: "Six questions for a shift lead that show me how somebody thinks, the same six for each candidate, and that one can not rehearse from the internet.",
		tried: `I asked Copilot for "behavioural interview questions for a shift lead in a warehouse". I got *tell me about a time you resolved a conflict* in six costumes. When I asked for more creative ones it wanted to know which kitchen tool the candidate would be.`,
		replies: [
			{ by: "julia", hours: 1.4, text: "A whisk. Next." },
			{
				by: "rosa",
				hours: 4,
				accepted: true,
				text: `Ask one of us for material first. I gave our last recruiter three real evenings, without names: the night with two trucks on one dock, the one where the new person would not wear the harness, the one where the handover said "all fine" and it was not.

Then the prompt is only:

\`\`\`
Here are three real situations. Write two questions for each.
Describe the situation in three sentences, then ask what the person would do in the first ten minutes.
There must be at least two good answers. For each question tell me what a good answer might contain
and what a candidate without warehouse words could say that is just as good.
\`\`\`

I would not know how to rehearse those, and I was there.`,
			},
			{
				by: "ingrid",
				hours: 7,
				parent: 1,
				text: "The part about warehouse words is gold, that is how we lose people from other trades. Taking this. May I come round with a notebook?",
			},
			{ by: "rosa", hours: 9, parent: 2, text: "Come at half past one, between the waves. Bring shoes with a toe cap." },
			{
				by: "fatima",
				hours: 30,
				text: 'Please keep the "good answer might contain" part away from being a score sheet. Notes first, all interviewers separately, then talk.',
			},
			{
				by: "ahmed",
				hours: 53,
				text: "If I may add: ask the same question to two of your present shift leads before the interviews. If they answer in the same words, it is a test of vocabulary.",
			},
		],
	},
	{
		kind: "question",
		author: "hannah",
		title: "Is there a safe way to let it propose redlines in a contract?",
		daysAgo: 9.5,
		tags: ["contracts", "checking", "prompts"],
		want: "Suggested changes to a liability chapter, as small as possible, each with a reason, and a guarantee that it has not touched any sentence that I did not ask about.",
		tried: `"Propose minimal changes" in Claude. It improved the chapter. It also replaced *shall* with *will* throughout, joined two sub-clauses and removed a cross-reference that another annex depends on. All three are the kind of improvement that one pays for later.

I compare the versions in the word processor afterwards, so I do find them, but then I have to explain to the other side why forty words are red where four would do.`,
		replies: [
			{
				by: "ben",
				hours: 3,
				text: `I never let it return the text. I ask for a table instead: clause number, exact words to delete, exact words to insert, why. Then I type the change in myself with tracking on. It can not alter what it does not write out.

Slow for forty changes. For four it is quicker than reading a comparison.`,
			},
			{
				by: "hannah",
				hours: 5.5,
				parent: 0,
				text: "I like it for four. My chapter has around thirty, which is where it hurts. Still, half way.",
			},
			{
				by: "victor",
				hours: 27,
				text: "Engineers have the same trouble with code. What helps us: hand over one clause at a time, and let a dumb text comparison say how many words changed. If it is over your limit you throw it away unread. Somebody here could script that for a document in an afternoon, I think. Not sure about the numbering.",
			},
			{
				by: "claire",
				hours: 31,
				text: "I have not found one either. For translated contracts I have given up on redlines by machine, it alters the language that binds to match the language that does not.",
			},
		],
	},
	{
		kind: "question",
		author: "noor",
		title: "How many made-up people do I need to test a payslip answer?",
		daysAgo: 4.6,
		tags: ["privacy", "checking", "planning"],
		want: 'To know when I may say "this prompt explains a payslip correctly". I only use invented people, no real payslip goes in.',
		tried:
			"I have twelve: full time, part time, somebody with night hours, somebody who left half way through, and so on. All twelve explanations came out right, and I do not trust it, because I made up the twelve and I also wrote the prompt. I know what I was thinking of.",
		replies: [
			{
				by: "david",
				hours: 6,
				text: "The number matters less than who writes them. Let somebody else invent six, without seeing your prompt. Ask for the annoying ones: a correction from two months back, two contracts at once, a bank change in the middle.",
			},
			{ by: "carla", hours: 20, text: "I can do six. I have twenty years of annoying ones in my head, all of them made up, of course." },
			{
				by: "noor",
				hours: 22,
				parent: 1,
				text: "Yes please. I will not look at them until I have run it. Still curious if there is a number at which you would stop, though.",
			},
		],
	},
	{
		kind: "question",
		author: "carla",
		title: "Where do you draw the line with holiday balances in a prompt?",
		daysAgo: 0.7,
		tags: ["privacy", "spreadsheets", "first-try"],
		want: `Copilot in Excel to find the rows where a balance can not be right. Negative, or above the maximum, or carried over twice.`,
		tried:
			"I took out names and staff numbers. Then I looked at what was left: hub, contract hours, start date. In our smallest hub that is one person for each row, so I closed the file again. Is it enough to take out the hub? Or do you work with shifted dates? I would sooner ask a silly question than find out later.",
		replies: [],
	},
	{
		kind: "question",
		author: "claire",
		title: "Translated contract: which language do I ask my questions to?",
		daysAgo: 16,
		tags: ["contracts", "translation"],
		want: "One place to ask questions about a contract that exists in French, which binds, and in English, which everybody reads.",
		tried: `With both as sources in NotebookLM I get answers that mix them: the quote from the English, the number of the article from the French, where they are not numbered alike. With the French alone the answers are exact, but my colleagues can not check the quote.

At present I ask the French and translate the quote by hand. It feels like 1998.`,
		replies: [],
	},
];
