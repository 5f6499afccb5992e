import type { DemoThread } from "../types.ts";

export const threads: DemoThread[] = [
	{
		kind: "win",
		author: "pedro",
		title: "Old tender answers for a new tender, without the stale taste",
		daysAgo: 52,
		tags: ["templates", "prompts", "checking"],
		forRoles: ["bid-writer"],
		task: "Eighty questions, of which I have answered sixty before, in six different tenders, for six different customers. Copying is quick and you can smell it. Writing anew takes a week.",
		tool: "claude",
		did: `I made a small library: question, our answer, year, who confirmed the facts. No customer names, no prices. For each new question I give it the two or three closest old answers and this:

\`\`\`
New question below, then older answers of ours.
1. List what the new question asks that the old answers do not cover.
2. List facts in the old answers that may have expired (numbers, certificates, names of systems, sites).
3. Only then draft an answer of at most 200 words. Put [CHECK] behind each fact from list 2.
Use our sentences where they still fit. If the old answer dodged the question, do not dodge it again.
\`\`\`

Step 1 is why it does not smell. It starts with what is *new* about the question, and I had been starting with what I already had.

The last line began as a joke. It has found four answers in which we wrote two paragraphs about our values because we did not have the number.`,
		change:
			'I left "who confirmed the facts" empty for the first twenty entries as I was in a hurry. Those are the twenty I now can not use.',
		replies: [
			{ by: "bianca", hours: 2, text: "Which four? I fear that one of them is mine." },
			{ by: "pedro", hours: 2.5, parent: 0, text: "Two are mine. I will not say more." },
			{
				by: "hannah",
				hours: 8,
				text: "Please watch old answers on liability and insurance. The wording of those is agreed per year, so a sentence that fits well may be one we no longer stand behind. I can mark them in your library if you give me an hour with it.",
			},
			{ by: "pedro", hours: 10, parent: 2, text: "Gladly. There are fourteen of them." },
			{
				by: "anna",
				hours: 27,
				text: 'Do the [CHECK] marks ever survive to the final document? I ask as somebody who once sent a board paper that contained "INSERT REAL NUMBER".',
			},
			{
				by: "pedro",
				hours: 29,
				parent: 4,
				text: `Search for the bracket is the last thing before the PDF, and @bianca does it, not me. I had one left in the second tender, on page 31. Since then it is a rule.`,
			},
			{
				by: "marcus",
				hours: 96,
				text: "Used your step 2 on my own capability deck. Three of eleven facts had expired. One warehouse in there has been let to somebody else for two years.",
			},
			{
				by: "maya",
				hours: 170,
				text: "We copied the idea for support macros: *what does this customer ask that the macro does not cover*. Works nicely on the long mails, overkill on the short ones.",
			},
		],
	},
	{
		kind: "win",
		author: "bianca",
		title: "A compliance matrix from a 90-page tender that I would sign",
		daysAgo: 15,
		tags: ["tables", "checking", "contracts"],
		forRoles: ["bid-writer", "contract-manager"],
		task: "Every *must* and *shall* of the tender in one table, with our answer and its page. Miss one and you are out, however good the rest is.",
		tool: "notebooklm",
		did: `Chapter by chapter, never all at once.

\`\`\`
From chapter 4 only: list every requirement. One row each.
Columns: number in the document, exact wording, page, mandatory or wish.
A sentence with two requirements becomes two rows.
Include requirements in tables, footnotes and captions of figures.
Do not judge whether we comply.
\`\`\`

Then I count. I search the PDF for *must*, *shall*, *required*, *mandatory*, *at least* and compare with the rows per chapter. Chapter 4: 38 in the document, 36 rows. The two were in a figure caption.

I fill in the column *do we comply* by hand. I tried otherwise and it was very agreeable.`,
		change:
			"Less colour in the table. And I would read the questions and answers from the buyer before, since they had changed five requirements after publication and my lovely matrix had the old ones.",
		replies: [
			{ by: "pedro", hours: 1.3, text: `"It was very agreeable" is the most Bianca sentence in this forum.` },
			{ by: "claire", hours: 6, text: "Counting is what convinces me. I trust a tool that has been counted." },
			{
				by: "oscar",
				hours: 9,
				text: "Nice. If you log rows against hits per chapter for a few tenders you will soon know your miss rate, and then you can decide where to read twice. Mine for another task was 4 %, but nearly all of it in tables.",
			},
			{
				by: "bianca",
				hours: 12,
				parent: 2,
				text: "Three tenders so far: 212 of 219. All seven in captions, footnotes and one in a drawing.",
			},
			{
				by: "ahmed",
				hours: 40,
				text: "I had the same question about a forklift manual recently and @claire sent me to nearly the same method. It is encouraging that a tender and a forklift are alike.",
			},
			{
				by: "liam",
				hours: 64,
				text: 'What do you do with the ones that aren\'t phrased as a must? "The contractor is expected to" has bitten me.',
			},
			{ by: "bianca", hours: 66, parent: 5, text: "Own category, *soft must*, and we ask the buyer. They answer two out of three." },
		],
	},
	{
		kind: "win",
		author: "kenji",
		title: "Quotes in Japanese and English from one set of numbers",
		daysAgo: 105,
		tags: ["translation", "templates", "tone"],
		forRoles: ["account-manager"],
		task: "The customer in Osaka receives the quote in Japanese, their head office the same quote in English. Twice I had a different validity date in the two. It is embarrassing, and it is also two different offers.",
		tool: "deepl",
		did: `The numbers live in one table and are never translated: rates, surcharges, free days, validity. Only the sentences around them go through the tool, with a marker where a number belongs.

\`\`\`
Translate the letter into business Japanese for a customer of many years.
Leave everything in {braces} exactly as it is.
Polite form suitable from supplier to customer. Not more humble than the English is.
Mark any sentence where the English is ambiguous with ★ and tell me the two readings.
\`\`\`

(I put it in Copilot for the letter itself, and DeepL with our glossary for the terms. The glossary has 60 entries, among them *demurrage* and *free time*, where a dictionary gives something about leisure.)

Finally both letters are filled from the same table. If a brace is left over, the letter is not sent.`,
		change: "Not more humble than the English is: I added this late. The first letters apologised for the price.",
		replies: [
			{
				by: "aiko",
				hours: 3,
				text: "The apologising is so familiar. I would still have someone read the opening line, since the tool does not know that this customer has changed departments and the relation starts from zero.",
			},
			{
				by: "kenji",
				hours: 5,
				parent: 0,
				text: "You are right. The greeting and the closing I write by myself. I should have said so in the post.",
			},
			{ by: "julia", hours: 22, text: "Free time as leisure, I have to tell that to the team in Hamburg." },
			{
				by: "liam",
				hours: 30,
				text: "The braces idea works with one language as well. I had a quote where the tool had *rounded*, and it rounded in the customer's favour.",
			},
			{ by: "marcus", hours: 71, text: "Never caught mine rounding, but then I never looked. Looking now." },
		],
	},
	{
		kind: "lesson",
		author: "marcus",
		title: "I walked into a visit with a fact about a different company",
		daysAgo: 26,
		tags: ["hallucination", "checking", "first-try"],
		tried:
			"First visit to a mid-sized food importer. I asked Gemini for a one-page brief: history, sites, recent news, likely pain points. It had links. I read it on the train.",
		happened: `I opened with "I saw that you are adding a cold store in the north". Silence. Then the logistics manager said, very kindly, that this was the other firm with nearly the same name, their competitor, and that they get their post as well.

We all laughed and the meeting was fine. They remember me, at any rate. The link was real, the article was real, and it was about somebody else. I had looked at whether there was a link and not at where it went.`,
		believe: `Links are not checks. I have three rules for a brief now:

- I give it the company's registration number and web address, not the name alone
- it has to say for each fact *how it knows that it is this company*
- anything that I plan to **say out loud** I open and read, the rest I leave as background

The last one is only ever three or four facts. It fits in a train ride.`,
		again: "differently",
		replies: [
			{ by: "liam", hours: 1.5, text: "They get their post as well. What a gracious way to put it." },
			{
				by: "kenji",
				hours: 4,
				text: "Three companies with the same reading of their name are customers of ours. I use the corporate number since I met the wrong president's birthday.",
			},
			{
				by: "bianca",
				hours: 6,
				text: 'I would go further and say less. Do you need to open with a fact at all? "What has changed since we last wrote" is never about the wrong company.',
			},
			{
				by: "marcus",
				hours: 8,
				parent: 2,
				text: "You may well be right. I think I open with a fact to show that I have done my homework, and it is for my nerves more than for them.",
			},
			{
				by: "emily",
				hours: 50,
				text: '"How do you know it is this company" goes straight into my claims prompt. We have two consignees in the same street.',
			},
			{
				by: "marcus",
				hours: 240,
				text: "Small postscript: went back for a second visit, they had put a little sign with the other firm's name at my seat. I think we will get on.",
			},
			{ by: "omar", hours: 341, text: "This is my bridge again. It repeats your question back to you with a link on it." },
		],
	},
	{
		kind: "lesson",
		author: "liam",
		title: 'It turned "we will look into it" into a promise with a date',
		daysAgo: 5.3,
		tags: ["meetings", "summaries", "checking"],
		tried:
			"Copilot took the notes in a customer review, and I sent the action list round within ten minutes of the call. Everyone likes it fast.",
		happened: `In the call I said something like "we'll look into weekend deliveries, give me a couple of weeks to see who'd have to be asked". The action list said:

> Liam: introduce weekend deliveries within two weeks.

The customer had planned staff on it before I had my first coffee. I rang, and it took twenty minutes to walk it back, and @tomas had to be nice about a thing he had never heard of.`,
		believe: `Notes like verbs that do things. *Look into* is too soft for an action list, so it got upgraded, and my vague "couple of weeks" became a deadline because there is a column for one.

Also I skimmed. I read my own name and nodded. Now I sort the list in three before it goes anywhere: **agreed**, **to find out**, **only mentioned**. And I end the call by reading the *agreed* part aloud, so it is in the transcript in my words.`,
		again: "yes",
		replies: [
			{ by: "tomas", hours: 2, text: "I was nice about it because weekend deliveries are not a bad idea. Two weeks was the bad idea." },
			{ by: "liam", hours: 2.4, parent: 0, text: "I owe you a coffee and a plan, in that order." },
			{
				by: "eva",
				hours: 7,
				text: "Your three groups would be good for board minutes as well. *Only mentioned* is where all our quarrels come from.",
			},
			{
				by: "pedro",
				hours: 20,
				text: 'Same family in tenders: we write "we aim to" and the draft comes back with "we guarantee". I search for guarantee, ensure, always and all before I let go of anything.',
			},
			{
				by: "hannah",
				hours: 26,
				text: "Pedro's four words, please, everyone. A promise in a mail is a promise. It does not matter who typed it.",
			},
			{
				by: "grace",
				hours: 51,
				text: 'On the support side I ask for "the softest verb that was used". It sounds odd but the notes stay honest.',
			},
		],
	},
	{
		kind: "question",
		author: "liam",
		title: "What do you feed it before a renewal, and what do you keep out?",
		daysAgo: 131,
		tags: ["privacy", "planning", "meetings"],
		want: "A brief for a renewal talk: what went well, what went badly, what they are likely to ask. From what we know already, not from the internet.",
		tried:
			"I started dragging everything in: tickets, meeting notes, the contract, the margin sheet. Then stopped with the mouse half way, because the margin sheet next to the customer's own complaints in one chat felt wrong, though I couldn't tell you which rule it breaks.",
		replies: [
			{ by: "marcus", hours: 3, text: "Tickets and notes yes, margins never. But that is gut feeling on my side too." },
			{
				by: "ben",
				hours: 6,
				accepted: true,
				text: `The rule you felt is a sensible one. The simplest test I know: *would I be all right if this brief were forwarded to the customer by accident?* Briefs do get forwarded.

- **In**: service figures that they get from us anyway, open points, what we promised in meetings, the contract dates
- **In, but cleaned**: tickets without the names of people
- **Out**: margins, our walk-away price, what we think of their buyer, anything about another customer

The out part goes on a sheet of paper that you write yourself. It is five lines, and those are the five lines that one should think through unaided.`,
			},
			{ by: "liam", hours: 8, parent: 1, text: "The forwarding test settles it. Five lines on paper it is." },
			{
				by: "ruth",
				hours: 25,
				text: "If you take our tickets, take the solved ones too. With the complaints only, you walk in with a bowed head, and last quarter was actually decent.",
			},
			{
				by: "chen",
				hours: 48,
				text: "I can give you the service figures as a table per month with the definition of on time below it. Their definition and ours differ by 30 minutes, which explains most of the arguments.",
			},
		],
	},
	{
		kind: "question",
		author: "pedro",
		title: "Our voice is gone by page four of a long tender answer",
		daysAgo: 0.15,
		tags: ["tone", "prompts"],
		want: "A method statement of twelve pages that still sounds like us at the end: short, a bit dry, says what we do and who does it.",
		tried: `Three sample pages of ours and "write like this". The first pages are good. Around page four it begins to say *seamless* and *robust*, and by page nine we are "committed to excellence". I tried giving the samples again half way through, which helps for a page.

Do you write it in pieces? And who then takes care that the pieces know about each other?`,
		replies: [],
	},
	{
		kind: "question",
		author: "eva",
		title: "One message a slide in a customer review: how do I make it choose?",
		daysAgo: 1.9,
		tags: ["slides", "summaries", "prompts"],
		want: 'Eight slides for a quarterly review with a customer, each with a headline that is a sentence and can be wrong. "Late deliveries fell by a third after the slot change", not "Delivery performance".',
		tried:
			"When I ask for one message it gives me one sentence with three messages in it and a lot of commas. If I ask for the most important one, it picks the most positive, every time. The customer knows very well what was not positive.",
		replies: [],
	},
];
