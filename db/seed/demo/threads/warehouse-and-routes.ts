import type { DemoThread } from "../types.ts";

export const threads: DemoThread[] = [
	{
		kind: "win",
		author: "rosa",
		title: "Shift handover notes in three minutes instead of twenty",
		daysAgo: 7.1,
		tags: ["dictation", "prompts", "safety"],
		forRoles: ["shift-lead", "dispatcher"],
		task: "Every shift ends with handover notes that nobody likes to write and everybody needs at six in the morning.",
		tool: "whisper",
		did: `I talk for two minutes while I walk to the office. Then this:

\`\`\`
Turn my dictation into handover notes with these five headings:
staff, equipment, late trucks, safety, to do first.
If a heading has nothing, write "nothing".
Ask me up to three questions about what is unclear. Do not guess.
\`\`\`

It asks good questions. Twice it caught that I had not said which dock was blocked.`,
		change: `Names of drivers do not belong in there. I say "driver one" now.`,
		replies: [
			{
				by: "tomas",
				hours: 5,
				text: `Works for our night shift too. I added "compare with yesterday's notes and list what is still open", which is half the value for us.`,
			},
			{ by: "walter", hours: 8.2, text: "Are we allowed to dictate on the floor at all? Somebody has to ask, so let it be me." },
			{
				by: "rosa",
				hours: 9,
				parent: 1,
				text: "I asked the site manager before I started. Same rule as a phone call: not in a truck lane, not while anything is moving next to you. I do it in the corridor behind the charging bay. It is also the only place where it can hear me.",
			},
			{
				by: "samuel",
				hours: 20.5,
				tried: true,
				text: "Tried it this morning next to the shrink-wrap machine. It wrote that *staff are wrapped and ready for transport*. So yes, find a corridor.",
			},
			{
				by: "ahmed",
				hours: 26,
				text: `One careful remark about "nothing" under safety. There are two nothings:

- nothing happened
- I did not think about it

On paper they look the same. I ask it to write **"not mentioned"** when I was silent, and "nothing" only when I said that there was nothing. The next shift then knows which one to ask about.`,
			},
			{
				by: "rosa",
				hours: 30,
				parent: 4,
				text: "That is better than mine, I have changed it. I was silent about safety on three of my last ten recordings and had never noticed.",
			},
			{
				by: "yusuf",
				hours: 31.5,
				text: `"Driver one" got confusing for me with eleven trucks, so I use the trailer number. It says enough to find the person and nothing about the person.`,
			},
			{
				by: "maya",
				hours: 45,
				text: "From the support desk: the late trucks heading is exactly what customers ring us about at eight. Would it be a bother to let us read that one part?",
			},
			{
				by: "rosa",
				hours: 47.2,
				parent: 7,
				text: "No bother. I paste late trucks into your channel from tonight. If it is too much detail, say so and I will cut it down to trailer, customer reference and new time.",
			},
			{
				by: "omar",
				hours: 52,
				text: "I disagree a little on the fixed headings. Whatever does not fit gets squeezed in somewhere odd. We had a water leak filed under equipment and nobody on the roof team reads equipment. A sixth heading called *other* costs nothing.",
			},
			{
				by: "tomas",
				hours: 54.5,
				parent: 9,
				text: 'We had an *other* for years in the old form. After two months everything was in it. I would rather have it ask: "where does this go?" It is one of her three questions anyway.',
			},
			{
				by: "fatima",
				hours: 70,
				text: 'Only one thing from the People side. If somebody is ill or hurt, the notes say "one person fewer" and no more. What they have, and who it is, goes in the incident form, which fewer people can open. Lovely way of working otherwise.',
			},
			{
				by: "priya",
				hours: 96,
				text: `I sat in on the six o'clock call at two hubs to see what it changes. For me it is not the minutes. Before, the first quarter of the call was people reading half sentences aloud and guessing what the other shift meant. Now they start at "to do first".

One hub leaves the headings as they are, the other reordered them. Both fine. I will not make a standard out of it unless you ask for one.`,
			},
			{
				by: "walter",
				hours: 150,
				tried: true,
				text: "I have now done it. Eleven minutes the first time, four since then. It asked me which trailer I meant and I did not know either, which I suppose is the point.",
			},
		],
	},
	{
		kind: "question",
		author: "yusuf",
		title: "Dictation garbles our dock names. Is there a cure?",
		daysAgo: 23,
		tags: ["dictation", "checking"],
		want: "Call notes where the dock names are right. We have Delta 9, Echo 2, the north ramp and a place that everybody calls the Kitchen, which is not a kitchen.",
		tried: `Speaking slowly. Speaking loudly. Spelling. From one call I got:

- "don't tell to nine" (Delta 9)
- "a cold tool" (Echo 2)
- "the norse rump" (I will let you work that one out)

Correcting by hand takes as long as typing it myself.`,
		replies: [
			{ by: "samuel", hours: 1.5, text: "No help from me, but I have read the norse rump to the whole canteen." },
			{
				by: "tomas",
				hours: 3.2,
				accepted: true,
				text: `Do not fight the recording, repair it afterwards with a list. I keep a short glossary and put it above the transcript:

\`\`\`
These are our place names: Delta 1 to Delta 12, Echo 1 to Echo 4,
north ramp, the Kitchen (a loading area), yard B.
Correct the transcript below where a phrase sounds like one of them.
Mark each correction in [square brackets].
If two names could fit, keep the original words and put [?] behind them.
\`\`\`

The square brackets matter. Without them you can not see what it touched, and it will happily turn a driver's surname into a dock.`,
			},
			{
				by: "yusuf",
				hours: 6,
				parent: 1,
				text: "Eight out of nine right on the recording from yesterday, and the ninth had the question mark. I can live with that. Thank you.",
			},
			{
				by: "ahmed",
				hours: 11,
				text: 'We say the dock names with the word dock before and after: "dock Delta nine dock". It sounds foolish but the transcript has improved, also without a glossary.',
			},
			{
				by: "tariq",
				hours: 26,
				text: "If somebody exports the location master from the scanner system I can keep that glossary current. There are 214 locations though, and I would guess you only ever say thirty of them aloud.",
			},
			{
				by: "tomas",
				hours: 27.5,
				parent: 4,
				text: "Thirty, please. With the long list it got worse: it started to find places in ordinary sentences.",
			},
			{
				by: "rosa",
				hours: 60,
				text: "And update it when we rename something. Mine still had the old yard C in it and for two days there was a truck in a yard that is now a car park.",
			},
		],
	},
	{
		kind: "win",
		author: "samuel",
		title: "Voice notes and three photos to an incident report safety accepts",
		daysAgo: 41,
		tags: ["dictation", "safety", "templates"],
		forRoles: ["shift-lead"],
		task: "Near misses were not reported because the form takes half an hour and you are back on the floor with a queue. When they were, the report came back with questions two days later, and by then nobody remembered.",
		tool: "whisper",
		did: `Straight after, I record what I saw while I still stand there. I look at my photos and say out loud what is on each ("photo two, pallet leaning left, wrap torn at the bottom"). I do not upload the photos, there are people in them.

\`\`\`
Below is what I said after a near miss. Write the report in this order:
1. what happened, in the order it happened
2. what I saw myself / what somebody told me / what I assume (keep these three apart)
3. immediate action taken
4. what is missing for the safety team, as questions to me
Use my words. Do not add causes. Do not write who was at fault.
\`\`\`

The second point is the one that changed it. I had no idea how much I assume. My first report had five things under *assume* that I would have sworn I had seen.

I answer the questions, read it once aloud, and paste it in the form. Eleven reports since, one came back.`,
		change:
			"I should have asked the safety team for their list of questions at the start instead of finding it out report by report. It is pinned in the shift office now, ask me for a copy.",
		replies: [
			{
				by: "rosa",
				hours: 4,
				text: 'The three way split in point 2 is very good. I am taking it for damage reports to the carriers, where "I assume" costs real money.',
			},
			{
				by: "ahmed",
				hours: 19,
				text: "Do you keep the recording afterwards? Ours must be deleted after the report is filed, since other voices may be on it.",
			},
			{
				by: "samuel",
				hours: 22,
				parent: 1,
				text: "Deleted the same day. And I stand apart from people when I record, first for their privacy and second because otherwise everybody adds their opinion.",
			},
			{
				by: "leila",
				hours: 49,
				text: "From Legal: thank you for leaving out fault. An early sentence about who was to blame is very hard to take back, whoever or whatever wrote it.",
			},
			{
				by: "walter",
				hours: 75,
				text: "More near misses on the board than before. Either we became careless or people report now. I vote for the second, but I will watch it.",
			},
			{
				by: "priya",
				hours: 80,
				parent: 4,
				text: "The second. Injuries did not move, and near misses we hear about are the cheap kind of bad news.",
			},
		],
	},
	{
		kind: "lesson",
		author: "omar",
		title: "It planned a neat route under a bridge our trucks do not fit",
		daysAgo: 12.6,
		tags: ["planning", "checking", "hallucination"],
		tried:
			"Two closures on the same evening, so I pasted the road notices and our stop list in Gemini and asked for a detour for a 4.0 m trailer. I gave it the height. I was quite proud that I gave it the height.",
		happened: `It answered with a clean detour, turn by turn, and the words "suitable for vehicles up to 4.0 m". The driver is twenty years with us and rang me before the turn: the bridge there is **3.8**. Nothing happened. He waited in a lay-by for forty minutes while I did it the old way.

I then asked where the clearance came from. It apologised and gave me a different number.`,
		believe: `It does not have the clearances. It had my number and gave it back to me in a sentence that sounded like a check. I had mixed up *it repeated my limit* with *it looked up the limit*.

What I do now: it may list which stops are affected and draft the message to the customer. The road itself comes from the planning system with the truck profile, always.`,
		again: "differently",
		replies: [
			{
				by: "diego",
				hours: 2.5,
				text: "Thanks for writing this down. I would have believed that sentence too, it has a number and a unit in it.",
			},
			{ by: "walter", hours: 5, text: "The driver is the control system. Has been since before I started." },
			{ by: "tomas", hours: 7.3, parent: 1, text: "True, and I would not want to lean on that with a new driver at night." },
			{ by: "omar", hours: 9, parent: 2, text: "Yes. He told me himself that in his second year he would have turned." },
			{
				by: "tariq",
				hours: 22,
				text: `A test I use for anything that sounds looked up: ask again in a new chat with a different figure. Say 4.6 m. If you get the same road "suitable for vehicles up to 4.6 m", you know what you have.`,
			},
			{ by: "omar", hours: 25, parent: 4, text: "Did it. Same road. At 4.6. I am going to print that and hang it over my desk." },
			{
				by: "samuel",
				hours: 120,
				text: "I told this one in the toolbox talk, without names, and two drivers came afterwards with signs that are wrong on the official map as well. We have started a list.",
			},
		],
	},
	{
		kind: "win",
		author: "diego",
		title: "Goods descriptions checked before the customs broker rejects them",
		daysAgo: 88,
		tags: ["checking", "templates", "tables"],
		forRoles: ["route-planner", "dispatcher"],
		task: `Customs paperwork comes back because a goods description is too vague: "parts", "accessories", "sample". Each rejection is a day in the yard.`,
		tool: "chatgpt",
		did: `I took the forty rejection notes of the last half year, wiped shipper and consignee, and asked for the pattern. There were only four reasons. Then every new list goes through this:

\`\`\`
Here is a table of goods descriptions for a customs declaration.
For each line say: clear / too vague / contradicts the weight or quantity.
Too vague means it does not say what the thing is, what it is made of, or what it is for.
For every "too vague" write the question I must send to the shipper. One sentence, polite.
Do not suggest a tariff code. Do not improve the description yourself.
\`\`\`

That last line is important to me. It may **doubt**, it may not fill in. The shipper knows what is in the box, the model does not.`,
		change: "I would begin with the questions in Spanish and English together. The shippers answer twice as fast when they can choose.",
		replies: [
			{ by: "yusuf", hours: 6, text: `We got "metal things, various" last month. I look forward to what it makes of that.` },
			{
				by: "claire",
				hours: 15,
				text: "Good that you forbid the tariff code. That is a legal statement, and one the broker signs for. I would make it the first line of the prompt, not the fifth.",
			},
			{
				by: "diego",
				hours: 17,
				parent: 1,
				text: "Moved to the top. It made no difference on my test list but it looks better to the auditor, and to me.",
			},
			{ by: "omar", hours: 90, text: "Using it for dangerous goods as well? I would be nervous." },
			{
				by: "diego",
				hours: 93,
				parent: 3,
				text: "No. Those go to the safety adviser untouched. I filter them out before I paste anything.",
			},
		],
	},
	{
		kind: "lesson",
		author: "samuel",
		title: "A safety talk that was right in three languages and wrong in one",
		daysAgo: 63,
		tags: ["translation", "safety", "checking"],
		tried:
			"I do the toolbox talk in English, Dutch, Polish and Arabic. It used to be me plus three colleagues with a sheet of paper. I shortened the English text, ran it through DeepL and printed all four for the board at the dock levellers.",
		happened: `The English sentence was *"Do not step in the pinch area until the light is green and the leveller is down."* I had shortened it from two sentences to one, and it was long.

In one of the four versions it came out as: wait in the pinch area until the light is green. It hung there for a day and a half. A colleague read it, laughed, and then stopped laughing and came to get me. Nobody was in the pinch area.`,
		believe: `The translation is not to blame on its own. I gave it a sentence with a *not*, an *until* and an *and*. So now:

- one instruction per sentence, ten words or less
- say what to do before saying what not to do
- translate it **back** to English and read only the verbs
- a native speaker initials the sheet before it goes up, also when it is the twentieth sheet`,
		again: "differently",
		replies: [
			{
				by: "ahmed",
				hours: 3,
				text: "I am the native speaker for one of these and I would gladly initial them every week. Send them before noon Dubai time and you have them the same day. Please do not feel bad for asking.",
			},
			{ by: "samuel", hours: 4, parent: 0, text: "I did feel bad for asking. That was part of it, honestly. Thank you." },
			{
				by: "aiko",
				hours: 12,
				text: "The back-translation trick has a hole. If the tool made the same mistake in both directions you get a perfect English sentence back. It has happened to me with Japanese. Use a second tool for the way back, or a person.",
			},
			{ by: "rosa", hours: 14, text: `We put pictures next to it. Red foot, green foot. No language at all.` },
			{ by: "samuel", hours: 16.5, parent: 3, text: "Pictures are up too since then. Though one driver asked me which foot." },
			{
				by: "fatima",
				hours: 31,
				text: "Would you mind if I use this in the induction for new managers? Without the site. It shows in four lines why we say that a person reads it last.",
			},
			{
				by: "samuel",
				hours: 33,
				parent: 5,
				text: "Use it with the site and my name. If I hide it, it looks as if it were something to hide.",
			},
			{
				by: "tomas",
				hours: 200,
				text: "Following up because I copied your four rules for the driver instructions at the gate. The ten words limit did more than the translation ever could. It turned out that our English was the problem in all four languages.",
			},
		],
	},
	{
		kind: "question",
		author: "walter",
		title: "Can Copilot read the old TMS screens or do I keep typing it over?",
		daysAgo: 3.4,
		tags: ["first-try", "tables", "privacy"],
		want: "Twenty times a day I copy a load from the old TMS to a mail. Reference, weight, slot, remarks. Green letters on black. I would like to not do that.",
		tried:
			"I took a screenshot and gave it to Copilot. It read most of it. The zero in the reference became an O in two of five. A reference with a wrong letter is worse than no reference because it looks fine.",
		replies: [
			{
				by: "tariq",
				hours: 2,
				text: "The old TMS can print to a text file. There is a hidden function key for it, I can show you at your desk. Text in, text out, and nobody has to read green letters.",
			},
			{ by: "walter", hours: 3.5, parent: 0, text: "If it is F14 then my keyboard does not have that." },
			{
				by: "maya",
				hours: 21,
				text: `For scanned claims I tell it the shape: "a reference is two letters and seven digits, flag every one that does not fit". It does not fix the O and 0 but it shows me where to look. Maybe that is enough until @tariq has found you a keyboard?`,
			},
			{
				by: "hannah",
				hours: 29,
				text: "Small caution, the remarks field tends to have phone numbers of drivers in it. Crop the screenshot above the remarks, if you can.",
			},
		],
	},
	{
		kind: "question",
		author: "tariq",
		title: "Scanner error codes in words the floor can use: where do I start?",
		daysAgo: 0.4,
		tags: ["code", "templates", "first-try"],
		want: "The handhelds show things like `E-4471 LOC_MISMATCH`. I would like one line per code that says what to do, not what went wrong in my software.",
		tried:
			'I gave GitHub Copilot the error table and the source and asked for explanations. They are correct, and written for me. "The scanned location does not match the expected location of the task" helps nobody with gloves on. How do I get it from my language to yours? Should somebody on the floor talk it through with me first, and the model only tidies it up?',
		replies: [],
	},
	{
		kind: "question",
		author: "priya",
		title: "How do I get a range for next week's volumes and not one sure number?",
		daysAgo: 2.2,
		tags: ["planning", "spreadsheets", "prompts"],
		want: "A low, a likely and a high for inbound pallets per hub, and a reason for the width. I staff on these. A single number that looks certain is how my Q3 forecast went wrong, so I am trying to learn this properly.",
		tried: `Copilot in Excel gives me 4,312. When I ask for a range it gives 4,200 to 4,424, which is plus or minus 2.6 % and I believe was made up on the spot. Our real weeks swing by fifteen.

I have two years of weekly volumes in one sheet and a list of known odd weeks. Should it compute the spread from the past errors first? How do I ask for that without knowing the statistics?`,
		replies: [],
	},
	{
		kind: "win",
		author: "tomas",
		title: "A route exception sheet that explains its own colours",
		daysAgo: 118,
		tags: ["spreadsheets", "tables", "planning"],
		forRoles: ["dispatcher", "route-planner"],
		task: "Our exception sheet had grown nine colours over the years. New dispatchers asked what orange means and got three answers, one of them mine.",
		tool: "excel-copilot",
		did: `I let it read the sheet and describe the rules it could find, before changing anything:

\`\`\`
List every conditional format and every formula in this sheet.
For each: which cells, in one plain sentence what it means, and one example row where it applies.
Then list the colours that were set by hand and follow no rule.
Change nothing.
\`\`\`

Seven rules, two colours that nobody could explain, and one rule that had been pointing to an empty column since we moved the slot times. We kept four. The sentences went in a tab called *Read me* and a fifth column now says in words why a row is marked: "late by 40 min, slot lost".

The words are what made the difference. Yusuf prints in black and white.`,
		change:
			"I changed the rules and the columns on the same day. If I did it again I would leave a week between, because for a while nobody could tell which of the two had broken the export.",
		replies: [
			{ by: "yusuf", hours: 3, text: "I do print in black and white and I am not ashamed." },
			{ by: "walter", hours: 28, text: "Orange meant: ask Walter." },
			{
				by: "chen",
				hours: 52,
				text: '"Change nothing" as the last line, I will borrow that. How did you check that the list of rules was complete? Mine missed two that lived on a hidden tab.',
			},
			{
				by: "tomas",
				hours: 55,
				parent: 2,
				text: "I opened the rule manager and counted. It said seven, the list said seven. On a bigger sheet I would unhide everything first and ask tab by tab.",
			},
		],
	},
	{
		kind: "lesson",
		author: "diego",
		title: "Two arrival times, one truck, six hours apart: my time zone mess",
		daysAgo: 149,
		tags: ["tables", "checking", "planning"],
		tried:
			'Merge the arrival times from three carriers into one list for the hubs. One sends local time, one sends UTC, one sends whatever the person on duty thinks in. I asked for "all times in local time".',
		happened:
			"Local to whom? It chose Mexico City for all of them, since I had mentioned where I sit. The table was beautiful. A truck stood in front of a closed gate at four in the morning, and another one had a slot that had passed before it left.",
		believe: `The request had a hole in it and the model filled the hole without telling me. It does that with everything that is not said: dates like 04/05, tons, miles, "next week".

I now write the zone in the column name (*ETA, hub local, 24 h*), make it keep the original value in the column beside it, and ask for one line: "which conversions did you assume?" When that line is empty I get suspicious.`,
		again: "yes",
		replies: [
			{ by: "omar", hours: 7, text: "Keeping the original value beside it is what I never do and always miss afterwards." },
			{
				by: "anna",
				hours: 30,
				text: "Same in finance with decimal commas. The assumptions line has become the part of the answer that I read first.",
			},
			{
				by: "yusuf",
				hours: 44,
				text: "Third carrier here is the one where I ring them and ask what time it is where they are. Still the most reliable interface we have.",
			},
		],
	},
	{
		kind: "question",
		author: "ahmed",
		title: "A pre-start checklist out of a 140-page forklift manual: who checks it?",
		daysAgo: 30,
		tags: ["safety", "checking", "summaries"],
		want: "A checklist of one page for the start of the shift, taken from the manual of the manufacturer, in the order in which one walks around the machine.",
		tried:
			"Copilot produced fourteen points. They are sensible. My concern is with what may be absent: I can verify that each of the fourteen is in the manual, but I do not know how to verify that nothing in the manual has been left out, other than by reading 140 pages, which is the work I wished to avoid.",
		replies: [
			{
				by: "rosa",
				hours: 5,
				text: 'Did you ask it for the ones it left out? I get a decent list with "what did you drop and why". Not proof, but a start.',
			},
			{
				by: "claire",
				hours: 8.5,
				accepted: true,
				text: `This is the same problem as finding every deadline in a contract. What works for me is to turn the direction around:

1. Go through the manual **chapter by chapter**, never the whole, and ask for every sentence with *check, inspect, must, before, daily*, quoted word for word with the page.
2. That gives a long ugly list. Count it per chapter.
3. Only then sort: on the checklist / not daily / for the workshop. You decide, not the tool.
4. Search the PDF for "daily" and "before" yourself and compare the counts.

Step 4 takes ten minutes and is the only one I would not skip.`,
			},
			{
				by: "ahmed",
				hours: 51,
				parent: 1,
				text: "I have done so. There were 61 sentences, of which 19 belong on the daily list. The five that had been missing include the check of the overhead guard. I am grateful, and a little alarmed.",
			},
			{
				by: "samuel",
				hours: 55,
				text: "Can I have the nineteen for our machines? Different model year, so I would do step 4 again with our own manual before I print anything.",
			},
		],
	},
];
