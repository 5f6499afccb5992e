// What a good search finds in the demo company, judged by reading its threads whole. Data only: the bench and the tests of both engines read it.

/** Why a query is in the list. */
export type Trait =
	| "plain"
	| "typo"
	| "synonym"
	| "role"
	| "prefix"
	| "language"
	| "phrase"
	| "without"
	| "filter"
	| "reply"
	| "person-words";

/** 3: exactly this; 2: clearly helps; 1: touches it. Threads are named by their exact title. */
export type Judgement = {
	query: string;
	trait: Trait;
	relevant: Record<string, 1 | 2 | 3>;
	/** The handle of the member who searches. Without it nothing in the private circle is judged, whoever asks. */
	viewer?: string;
	/** For checking only: ranking is tuned on the others, so that these say whether it got better or only got used to them. */
	held?: true;
};

export const judgements: Judgement[] = [
	{
		query: "angry customer",
		trait: "plain",
		relevant: { "Angry mails: let it list what the customer is right about": 3, "Is anybody drafting payment reminders with it yet?": 1 },
	},
	{
		query: "dictating on the floor",
		trait: "plain",
		held: true,
		relevant: {
			"Shift handover notes in three minutes instead of twenty": 3,
			"Voice notes and three photos to an incident report safety accepts": 2,
			"Dictation garbles our dock names. Is there a cure?": 2,
			"A prompt for meeting minutes that people actually read": 1,
		},
	},
	{
		query: "invented sources",
		trait: "plain",
		relevant: {
			"I asked for the source and got a beautiful one": 3,
			"Thirty questions to a data processing agreement, each with its page": 2,
			"I walked into a visit with a fact about a different company": 1,
			"I asked it whether it was sure, and it changed its mind": 1,
			"How do I stop it from inventing order numbers?": 1,
		},
	},
	{ query: "refund mail", trait: "plain", relevant: { "I let it shorten a refund mail until the refund was gone": 3 } },
	{
		query: "customs paperwork",
		trait: "plain",
		held: true,
		relevant: {
			"Goods descriptions checked before the customs broker rejects them": 3,
			"I asked it whether it was sure, and it changed its mind": 1,
		},
	},
	{
		query: "wrong join in sql",
		trait: "plain",
		relevant: {
			"SQL from plain questions: how do you catch the wrong join?": 3,
			"Explaining a query to people who do not read queries": 2,
		},
	},
	{
		query: "rounding errors",
		trait: "plain",
		relevant: {
			"How do you keep the assistant from rounding in the middle?": 3,
			"Matching three invoices to one delivery without losing the cents": 2,
			"Quotes in Japanese and English from one set of numbers": 1,
		},
	},
	{
		query: "board slides",
		trait: "plain",
		held: true,
		relevant: {
			"Board slides with one message each, and the rest in notes": 3,
			"One message a slide in a customer review: how do I make it choose?": 2,
		},
	},
	{
		query: "weekly volume forecast",
		trait: "plain",
		relevant: {
			"How do I get a range for next week's volumes and not one sure number?": 3,
			"One growth rate for everything made a very smooth mistake": 2,
			"How do you ask for a range without getting a shrug?": 2,
			"What do you ask before you trust a scenario somebody sends you?": 1,
		},
	},
	{
		query: "brief before a customer visit",
		trait: "plain",
		relevant: {
			"I walked into a visit with a fact about a different company": 3,
			"What do you feed it before a renewal, and what do you keep out?": 2,
			"I asked for the source and got a beautiful one": 1,
		},
	},
	{
		query: "policy in plain language",
		trait: "plain",
		held: true,
		relevant: {
			"The parental leave policy in plain words with every rule still in it": 3,
			"A reading level that works for the night shift and the lawyer": 2,
			"Saying less: let it find the sentence one could leave out": 1,
		},
	},
	{ query: "near miss report", trait: "plain", relevant: { "Voice notes and three photos to an incident report safety accepts": 3 } },
	{ query: "detour for high trailers", trait: "plain", relevant: { "It planned a neat route under a bridge our trucks do not fit": 3 } },
	{
		query: "arrival times from carriers",
		trait: "plain",
		held: true,
		relevant: {
			"Two arrival times, one truck, six hours apart: my time zone mess": 3,
			"How do you ask for a range without getting a shrug?": 1,
		},
	},
	{ query: "analyse log files", trait: "plain", relevant: { "From 40,000 log lines to the three that matter": 3 } },
	{
		query: "review generated code",
		trait: "plain",
		relevant: { "I merged a diff that I could not have written": 3, "Tests first, then let it write the parser": 2 },
	},
	{ query: "keep documentation up to date", trait: "plain", held: true, relevant: { "Docs from code that are still true next month?": 3 } },
	{
		query: "clarifying questions before answering",
		trait: "plain",
		relevant: {
			"Let it ask me five questions before it answers anything": 3,
			"A month-end checklist that knows what day it is": 2,
			"Shift handover notes in three minutes instead of twenty": 1,
		},
	},
	{
		query: "where to save prompts",
		trait: "plain",
		relevant: { "Where do you keep prompts so that you find them again?": 3, "The perfect prompt that only I could use": 1 },
	},
	{ query: "measuring answer speed", trait: "plain", held: true, relevant: { "Measuring first answers made them fast and empty": 3 } },
	{
		query: "tell customers about ai drafts",
		trait: "plain",
		relevant: { "Should a customer be told that a draft was written by a machine?": 3 },
	},
	{
		query: "prompt too long",
		trait: "plain",
		relevant: {
			"The perfect prompt that only I could use": 3,
			"Shorter prompts: what did you leave out and not miss?": 3,
			"Three examples beat three paragraphs of instructions": 2,
			"How would you compare two prompts fairly?": 1,
		},
	},
	{
		query: "training new colleagues",
		trait: "plain",
		held: true,
		relevant: {
			"Coaching with five real tickets and no names": 3,
			"Angry mails: let it list what the customer is right about": 2,
			"A safety talk that was right in three languages and wrong in one": 1,
		},
	},
	{
		query: "glossary",
		trait: "plain",
		relevant: { "Dictation garbles our dock names. Is there a cure?": 3, "Quotes in Japanese and English from one set of numbers": 2 },
	},
	{
		query: "checklist",
		trait: "plain",
		relevant: {
			"A month-end checklist that knows what day it is": 3,
			"A pre-start checklist out of a 140-page forklift manual: who checks it?": 3,
		},
	},
	{
		query: "handheld scanners",
		trait: "plain",
		held: true,
		relevant: {
			"Scanner error codes in words the floor can use: where do I start?": 3,
			"Reproducing a bug that only happens on the old handhelds": 3,
			"Docs from code that are still true next month?": 2,
		},
	},
	{
		query: "simple language",
		trait: "plain",
		relevant: {
			"A reading level that works for the night shift and the lawyer": 3,
			"The parental leave policy in plain words with every rule still in it": 2,
			"A safety talk that was right in three languages and wrong in one": 2,
			"Scanner error codes in words the floor can use: where do I start?": 1,
		},
	},
	{
		query: "only change one paragraph",
		trait: "plain",
		relevant: {
			"Why is the second answer often worse than the first?": 3,
			"Is there a safe way to let it propose redlines in a contract?": 2,
			"When do you stop editing a draft?": 1,
		},
	},
	{ query: "which prompt is better", trait: "plain", held: true, relevant: { "How would you compare two prompts fairly?": 3 } },
	{
		query: "our own voice",
		trait: "plain",
		relevant: {
			"Our voice is gone by page four of a long tender answer": 3,
			"Three examples beat three paragraphs of instructions": 2,
			"When do you stop editing a draft?": 1,
			"Old tender answers for a new tender, without the stale taste": 1,
		},
	},
	{ query: "tasks better done by hand", trait: "plain", relevant: { "What is a task where you stopped using it, and why?": 3 } },
	{
		query: "check drafts before sending",
		trait: "plain",
		held: true,
		relevant: {
			"A quality check on drafts that does not feel like being watched?": 3,
			"When do you stop editing a draft?": 2,
			"Macros with blanks that refuse to be sent half filled": 1,
			"Should a customer be told that a draft was written by a machine?": 1,
		},
	},
	{
		query: "scanned claim forms",
		trait: "plain",
		relevant: {
			"Getting tables out of scanned claims without shifting a column": 3,
			"Can Copilot read the old TMS screens or do I keep typing it over?": 1,
		},
	},
	{
		query: "remove names from tickets",
		trait: "plain",
		relevant: {
			"Coaching with five real tickets and no names": 3,
			"What do you feed it before a renewal, and what do you keep out?": 2,
			"Three examples beat three paragraphs of instructions": 1,
			"Where do you draw the line with holiday balances in a prompt?": 1,
		},
	},
	{
		query: "payslip test cases",
		trait: "plain",
		viewer: "noor",
		held: true,
		relevant: {
			"Twelve made-up payslips that cover every odd case": 3,
			"How many made-up people do I need to test a payslip answer?": 3,
			"Which payslip questions should it never answer by itself?": 1,
		},
	},
	{
		query: "holiday balance",
		trait: "plain",
		viewer: "maya",
		relevant: {
			"Can it explain a holiday balance without seeing the balance?": 3,
			"Where do you draw the line with holiday balances in a prompt?": 3,
		},
	},
	{
		query: "promt for meeting minits",
		trait: "typo",
		relevant: {
			"A prompt for meeting minutes that people actually read": 3,
			'It turned "we will look into it" into a promise with a date': 2,
		},
	},
	{ query: "shfit handover", trait: "typo", held: true, relevant: { "Shift handover notes in three minutes instead of twenty": 3 } },
	{ query: "demurage clause", trait: "typo", relevant: { "The summary left out the one clause that mattered": 3 } },
	{
		query: "japanese tranlsation",
		trait: "typo",
		relevant: {
			"One reply in Japanese and English that is polite in both": 3,
			"Quotes in Japanese and English from one set of numbers": 3,
			"One job advert, two languages, and neither sounds translated": 1,
			"A safety talk that was right in three languages and wrong in one": 1,
		},
	},
	{
		query: "interveiw questions",
		trait: "typo",
		held: true,
		relevant: {
			"Interview questions that do not all sound like the same interview": 3,
			"Coaching with five real tickets and no names": 1,
			"A prompt for meeting minutes that people actually read": 1,
		},
	},
	{
		query: "tendr answers",
		trait: "typo",
		relevant: {
			"Old tender answers for a new tender, without the stale taste": 3,
			"Our voice is gone by page four of a long tender answer": 3,
			"A compliance matrix from a 90-page tender that I would sign": 2,
		},
	},
	{
		query: "forcast assumptions",
		trait: "typo",
		relevant: {
			"One growth rate for everything made a very smooth mistake": 3,
			"What do you ask before you trust a scenario somebody sends you?": 2,
			"How do you ask for a range without getting a shrug?": 1,
			"How do I get a range for next week's volumes and not one sure number?": 1,
		},
	},
	{
		query: "invioce matching",
		trait: "typo",
		held: true,
		relevant: {
			"Matching three invoices to one delivery without losing the cents": 3,
			"Getting tables out of scanned claims without shifting a column": 1,
		},
	},
	{ query: "complience matrix", trait: "typo", relevant: { "A compliance matrix from a 90-page tender that I would sign": 3 } },
	{
		query: "halucinations",
		trait: "typo",
		relevant: {
			"How do I stop it from inventing order numbers?": 3,
			"I asked for the source and got a beautiful one": 3,
			"It planned a neat route under a bridge our trucks do not fit": 2,
			"It reads our VAT codes as if they were German ones": 2,
			"I walked into a visit with a fact about a different company": 2,
			"I asked it whether it was sure, and it changed its mind": 2,
			"The reconciliation was perfect because it left out what did not fit": 1,
			"One growth rate for everything made a very smooth mistake": 1,
			"A quality check on drafts that does not feel like being watched?": 1,
			"Thirty questions to a data processing agreement, each with its page": 1,
		},
	},
	{ query: "spreadsheat colours", trait: "typo", held: true, relevant: { "A route exception sheet that explains its own colours": 3 } },
	{ query: "payement reminder", trait: "typo", relevant: { "Is anybody drafting payment reminders with it yet?": 3 } },
	{
		query: "reconcilation missing rows",
		trait: "typo",
		relevant: {
			"The reconciliation was perfect because it left out what did not fit": 3,
			"Getting tables out of scanned claims without shifting a column": 1,
		},
	},
	{ query: "dicatation dock names", trait: "typo", held: true, relevant: { "Dictation garbles our dock names. Is there a cure?": 3 } },
	{
		query: "forklfit manual",
		trait: "typo",
		relevant: {
			"A pre-start checklist out of a 140-page forklift manual: who checks it?": 3,
			"A compliance matrix from a 90-page tender that I would sign": 1,
		},
	},
	{ query: "tms screnshot", trait: "typo", relevant: { "Can Copilot read the old TMS screens or do I keep typing it over?": 3 } },
	{ query: "varience comments", trait: "typo", held: true, relevant: { "Variance comments that say why, not how much": 3 } },
	{
		query: "copilot meetting notes",
		trait: "typo",
		relevant: {
			'It turned "we will look into it" into a promise with a date': 3,
			"A prompt for meeting minutes that people actually read": 3,
		},
	},
	{ query: "contract redlnes", trait: "typo", relevant: { "Is there a safe way to let it propose redlines in a contract?": 3 } },
	{
		query: "sumary left something out",
		trait: "typo",
		held: true,
		relevant: {
			"The summary left out the one clause that mattered": 3,
			"The reconciliation was perfect because it left out what did not fit": 2,
			"A pre-start checklist out of a 140-page forklift manual: who checks it?": 2,
			"The parental leave policy in plain words with every rule still in it": 2,
			"I let it shorten a refund mail until the refund was gone": 2,
			"The summary of a claim sounded like our fault": 1,
		},
	},
	{
		query: "handhelds scaning twice",
		trait: "typo",
		relevant: {
			"Reproducing a bug that only happens on the old handhelds": 3,
			"Scanner error codes in words the floor can use: where do I start?": 1,
		},
	},
	{ query: "smoth line in chart", trait: "typo", relevant: { "A chart that did not lie, and was believed too much": 3 } },
	{
		query: "suplier data agreement",
		trait: "typo",
		held: true,
		relevant: { "Thirty questions to a data processing agreement, each with its page": 3 },
	},
	{
		query: "angry custmer mails",
		trait: "typo",
		relevant: { "Angry mails: let it list what the customer is right about": 3, "Is anybody drafting payment reminders with it yet?": 1 },
	},
	{
		query: "making things up",
		trait: "synonym",
		relevant: {
			"How do I stop it from inventing order numbers?": 3,
			"I asked for the source and got a beautiful one": 3,
			"It planned a neat route under a bridge our trucks do not fit": 2,
			"It reads our VAT codes as if they were German ones": 2,
			"I walked into a visit with a fact about a different company": 2,
			"I asked it whether it was sure, and it changed its mind": 2,
			"The reconciliation was perfect because it left out what did not fit": 1,
			"A quality check on drafts that does not feel like being watched?": 1,
			"Thirty questions to a data processing agreement, each with its page": 1,
		},
	},
	{
		query: "llm rounding",
		trait: "synonym",
		held: true,
		relevant: {
			"How do you keep the assistant from rounding in the middle?": 3,
			"Matching three invoices to one delivery without losing the cents": 2,
			"Quotes in Japanese and English from one set of numbers": 1,
		},
	},
	{ query: "resume screening", trait: "synonym", relevant: { "I asked it to rank ten applications and it ranked the gaps": 3 } },
	{
		query: "meeting notes",
		trait: "synonym",
		relevant: {
			"A prompt for meeting minutes that people actually read": 3,
			'It turned "we will look into it" into a promise with a date': 3,
			"What do you feed it before a renewal, and what do you keep out?": 1,
		},
	},
	{
		query: "rfp answers",
		trait: "synonym",
		held: true,
		relevant: {
			"Old tender answers for a new tender, without the stale taste": 3,
			"Our voice is gone by page four of a long tender answer": 3,
			"A compliance matrix from a 90-page tender that I would sign": 2,
		},
	},
	{ query: "lorry under a bridge", trait: "synonym", relevant: { "It planned a neat route under a bridge our trucks do not fit": 3 } },
	{
		query: "speech to text",
		trait: "synonym",
		relevant: {
			"Dictation garbles our dock names. Is there a cure?": 3,
			"Shift handover notes in three minutes instead of twenty": 3,
			"Voice notes and three photos to an incident report safety accepts": 3,
			"A prompt for meeting minutes that people actually read": 1,
		},
	},
	{
		query: "onboarding",
		trait: "synonym",
		held: true,
		relevant: {
			"Coaching with five real tickets and no names": 3,
			"Angry mails: let it list what the customer is right about": 2,
			"A safety talk that was right in three languages and wrong in one": 1,
		},
	},
	{
		query: "avv with a supplier",
		trait: "synonym",
		relevant: { "Thirty questions to a data processing agreement, each with its page": 3 },
	},
	{ query: "dunning letters", trait: "synonym", relevant: { "Is anybody drafting payment reminders with it yet?": 3 } },
	{
		query: "powerpoint for the board",
		trait: "synonym",
		held: true,
		relevant: {
			"Board slides with one message each, and the rest in notes": 3,
			"One message a slide in a customer review: how do I make it choose?": 2,
		},
	},
	{
		query: "angry email",
		trait: "synonym",
		relevant: { "Angry mails: let it list what the customer is right about": 3, "Is anybody drafting payment reminders with it yet?": 1 },
	},
	{
		query: "accident report",
		trait: "synonym",
		relevant: {
			"Voice notes and three photos to an incident report safety accepts": 3,
			"Shift handover notes in three minutes instead of twenty": 1,
		},
	},
	{
		query: "warehouse floor instructions",
		trait: "role",
		relevant: {
			"A reading level that works for the night shift and the lawyer": 3,
			"A safety talk that was right in three languages and wrong in one": 3,
			"Scanner error codes in words the floor can use: where do I start?": 2,
			"A pre-start checklist out of a 140-page forklift manual: who checks it?": 2,
		},
	},
	{
		query: "financial analyst forecast",
		trait: "role",
		held: true,
		relevant: {
			"One growth rate for everything made a very smooth mistake": 3,
			"What do you ask before you trust a scenario somebody sends you?": 2,
			"How do I get a range for next week's volumes and not one sure number?": 2,
			"How do you ask for a range without getting a shrug?": 2,
			"Variance comments that say why, not how much": 1,
		},
	},
	{
		query: "legal contracts",
		trait: "role",
		relevant: {
			"The summary left out the one clause that mattered": 3,
			"Is there a safe way to let it propose redlines in a contract?": 3,
			"Thirty questions to a data processing agreement, each with its page": 3,
			"Translated contract: which language do I ask my questions to?": 3,
			"I asked it whether it was sure, and it changed its mind": 2,
			"A compliance matrix from a 90-page tender that I would sign": 1,
			"Saying less: let it find the sentence one could leave out": 1,
			"What is a task where you stopped using it, and why?": 1,
			"Let it ask me five questions before it answers anything": 1,
		},
	},
	{
		query: "recruiter applications",
		trait: "role",
		relevant: {
			"I asked it to rank ten applications and it ranked the gaps": 3,
			"One job advert, two languages, and neither sounds translated": 1,
			"Interview questions that do not all sound like the same interview": 1,
		},
	},
	{
		query: "support agent macros",
		trait: "role",
		held: true,
		relevant: {
			"Macros with blanks that refuse to be sent half filled": 3,
			"Old tender answers for a new tender, without the stale taste": 1,
			"Where do you keep prompts so that you find them again?": 1,
		},
	},
	{
		query: "dispatcher spreadsheet",
		trait: "role",
		relevant: { "A route exception sheet that explains its own colours": 3, "Explaining a query to people who do not read queries": 1 },
	},
	{
		query: "accountant month end",
		trait: "role",
		relevant: {
			"A month-end checklist that knows what day it is": 3,
			"The reconciliation was perfect because it left out what did not fit": 1,
			"Variance comments that say why, not how much": 1,
		},
	},
	{
		query: "hr policy",
		trait: "role",
		held: true,
		relevant: {
			"The parental leave policy in plain words with every rule still in it": 3,
			"I asked it to rank ten applications and it ranked the gaps": 1,
			"A reading level that works for the night shift and the lawyer": 1,
			"Saying less: let it find the sentence one could leave out": 1,
			"Should a customer be told that a draft was written by a machine?": 1,
		},
	},
	{
		query: "software engineer tests",
		trait: "role",
		relevant: {
			"Tests first, then let it write the parser": 3,
			"Docs from code that are still true next month?": 2,
			"I merged a diff that I could not have written": 2,
		},
	},
	{
		query: "shift lead safety",
		trait: "role",
		relevant: {
			"A safety talk that was right in three languages and wrong in one": 3,
			"Voice notes and three photos to an incident report safety accepts": 3,
			"Shift handover notes in three minutes instead of twenty": 2,
			"A pre-start checklist out of a 140-page forklift manual: who checks it?": 2,
			"A reading level that works for the night shift and the lawyer": 2,
		},
	},
	{ query: "handov", trait: "prefix", relevant: { "Shift handover notes in three minutes instead of twenty": 3 } },
	{ query: "shift hando", trait: "prefix", held: true, relevant: { "Shift handover notes in three minutes instead of twenty": 3 } },
	{
		query: "demurr",
		trait: "prefix",
		relevant: { "The summary left out the one clause that mattered": 3, "Quotes in Japanese and English from one set of numbers": 1 },
	},
	{
		query: "meeting minu",
		trait: "prefix",
		relevant: {
			"A prompt for meeting minutes that people actually read": 3,
			'It turned "we will look into it" into a promise with a date': 2,
		},
	},
	{
		query: "time zo",
		trait: "prefix",
		held: true,
		relevant: {
			"Two arrival times, one truck, six hours apart: my time zone mess": 3,
			"One reply in Japanese and English that is polite in both": 1,
		},
	},
	{ query: "compliance mat", trait: "prefix", relevant: { "A compliance matrix from a 90-page tender that I would sign": 3 } },
	{ query: "customs decl", trait: "prefix", relevant: { "Goods descriptions checked before the customs broker rejects them": 3 } },
	{
		query: "forkl",
		trait: "prefix",
		held: true,
		relevant: {
			"A pre-start checklist out of a 140-page forklift manual: who checks it?": 3,
			"A compliance matrix from a 90-page tender that I would sign": 1,
		},
	},
	{
		query: "job adv",
		trait: "prefix",
		relevant: {
			"One job advert, two languages, and neither sounds translated": 3,
			"Three examples beat three paragraphs of instructions": 1,
		},
	},
	{
		query: "sql que",
		trait: "prefix",
		relevant: {
			"SQL from plain questions: how do you catch the wrong join?": 3,
			"Explaining a query to people who do not read queries": 3,
		},
	},
	{
		query: "reconcil",
		trait: "prefix",
		held: true,
		relevant: {
			"The reconciliation was perfect because it left out what did not fit": 3,
			"A month-end checklist that knows what day it is": 1,
		},
	},
	{
		query: "deepl japanese",
		trait: "language",
		relevant: {
			"One reply in Japanese and English that is polite in both": 3,
			"Quotes in Japanese and English from one set of numbers": 3,
			"A safety talk that was right in three languages and wrong in one": 1,
			"One job advert, two languages, and neither sounds translated": 1,
		},
	},
	{
		query: "deep l translation",
		trait: "language",
		held: true,
		relevant: {
			"A safety talk that was right in three languages and wrong in one": 3,
			"One reply in Japanese and English that is polite in both": 3,
			"Quotes in Japanese and English from one set of numbers": 3,
			"One job advert, two languages, and neither sounds translated": 2,
		},
	},
	{
		query: "chat gpt job advert",
		trait: "language",
		relevant: {
			"One job advert, two languages, and neither sounds translated": 3,
			"Three examples beat three paragraphs of instructions": 1,
		},
	},
	{
		query: "notebook lm contracts",
		trait: "language",
		relevant: {
			"Translated contract: which language do I ask my questions to?": 3,
			"Thirty questions to a data processing agreement, each with its page": 3,
			"A compliance matrix from a 90-page tender that I would sign": 2,
		},
	},
	{
		query: "notebooklm",
		trait: "language",
		held: true,
		relevant: {
			"Translated contract: which language do I ask my questions to?": 3,
			"Thirty questions to a data processing agreement, each with its page": 3,
			"A compliance matrix from a 90-page tender that I would sign": 3,
		},
	},
	{ query: "git hub copilot", trait: "language", relevant: { "Scanner error codes in words the floor can use: where do I start?": 3 } },
	{
		query: "deepl übersetzung",
		trait: "language",
		relevant: {
			"A safety talk that was right in three languages and wrong in one": 3,
			"One reply in Japanese and English that is polite in both": 3,
			"Quotes in Japanese and English from one set of numbers": 3,
			"One job advert, two languages, and neither sounds translated": 2,
		},
	},
	{
		query: "excel copilot",
		trait: "language",
		held: true,
		relevant: {
			"A route exception sheet that explains its own colours": 3,
			"Variance comments that say why, not how much": 3,
			"How do I get a range for next week's volumes and not one sure number?": 2,
			"Where do you draw the line with holiday balances in a prompt?": 2,
		},
	},
	{
		query: "whisper dictation",
		trait: "language",
		relevant: {
			"Shift handover notes in three minutes instead of twenty": 3,
			"Voice notes and three photos to an incident report safety accepts": 3,
			"Dictation garbles our dock names. Is there a cure?": 2,
		},
	},
	{ query: '"are you sure"', trait: "phrase", relevant: { "I asked it whether it was sure, and it changed its mind": 3 } },
	{
		query: '"native speaker"',
		trait: "phrase",
		held: true,
		relevant: {
			"A safety talk that was right in three languages and wrong in one": 3,
			"One job advert, two languages, and neither sounds translated": 2,
		},
	},
	{ query: '"nothing was decided"', trait: "phrase", relevant: { "A prompt for meeting minutes that people actually read": 3 } },
	{ query: '"change nothing"', trait: "phrase", relevant: { "A route exception sheet that explains its own colours": 3 } },
	{
		query: '"one row is"',
		trait: "phrase",
		held: true,
		relevant: {
			"SQL from plain questions: how do you catch the wrong join?": 3,
			"Explaining a query to people who do not read queries": 3,
		},
	},
	{
		query: '"silent is a good answer"',
		trait: "phrase",
		relevant: { "Thirty questions to a data processing agreement, each with its page": 3 },
	},
	{
		query: '"free time" demurrage',
		trait: "phrase",
		relevant: { "Quotes in Japanese and English from one set of numbers": 3, "The summary left out the one clause that mattered": 3 },
	},
	{
		query: "translation -japanese",
		trait: "without",
		relevant: {
			"Translated contract: which language do I ask my questions to?": 3,
			"A reading level that works for the night shift and the lawyer": 2,
			"Is there a safe way to let it propose redlines in a contract?": 1,
			"I let it shorten a refund mail until the refund was gone": 1,
		},
	},
	{
		query: "contract -carrier",
		trait: "without",
		held: true,
		relevant: {
			"Is there a safe way to let it propose redlines in a contract?": 3,
			"Translated contract: which language do I ask my questions to?": 3,
			"I asked it whether it was sure, and it changed its mind": 2,
			"Saying less: let it find the sentence one could leave out": 1,
			"What is a task where you stopped using it, and why?": 1,
			"Let it ask me five questions before it answers anything": 1,
		},
	},
	{
		query: "slides -board",
		trait: "without",
		relevant: {
			"One message a slide in a customer review: how do I make it choose?": 3,
			"A chart that did not lie, and was believed too much": 1,
		},
	},
	{ query: "checklist -forklift", trait: "without", relevant: { "A month-end checklist that knows what day it is": 3 } },
	{
		query: "dictation -dock",
		trait: "without",
		held: true,
		relevant: {
			"Voice notes and three photos to an incident report safety accepts": 3,
			"A prompt for meeting minutes that people actually read": 1,
		},
	},
	{ query: "kind:win minutes", trait: "filter", relevant: { "A prompt for meeting minutes that people actually read": 3 } },
	{
		query: "kind:question range",
		trait: "filter",
		held: true,
		relevant: {
			"How do you ask for a range without getting a shrug?": 3,
			"How do I get a range for next week's volumes and not one sure number?": 3,
		},
	},
	{ query: "by:maya refund", trait: "filter", relevant: { "I let it shorten a refund mail until the refund was gone": 3 } },
	{ query: 'role:"Financial analyst" variance', trait: "filter", relevant: { "Variance comments that say why, not how much": 3 } },
	{
		query: "tool:deepl japanese",
		trait: "filter",
		held: true,
		relevant: {
			"One reply in Japanese and English that is polite in both": 3,
			"Quotes in Japanese and English from one set of numbers": 3,
		},
	},
	{
		query: "circle:code-and-data tests",
		trait: "filter",
		relevant: {
			"Tests first, then let it write the parser": 3,
			"Docs from code that are still true next month?": 2,
			"I merged a diff that I could not have written": 2,
		},
	},
	{
		query: "is:unanswered error codes",
		trait: "filter",
		relevant: { "Scanner error codes in words the floor can use: where do I start?": 3 },
	},
	{ query: "is:answered dictation", trait: "filter", held: true, relevant: { "Dictation garbles our dock names. Is there a cure?": 3 } },
	{
		query: "kind:lesson summary",
		trait: "filter",
		relevant: {
			"The summary left out the one clause that mattered": 3,
			"The summary of a claim sounded like our fault": 3,
			"The reconciliation was perfect because it left out what did not fit": 2,
			"I let it shorten a refund mail until the refund was gone": 1,
			'It turned "we will look into it" into a promise with a date': 1,
		},
	},
	{
		query: "by:anna scenario",
		trait: "filter",
		relevant: {
			"What do you ask before you trust a scenario somebody sends you?": 3,
			"One growth rate for everything made a very smooth mistake": 3,
		},
	},
	{ query: "laminated prompts", trait: "reply", relevant: { "Where do you keep prompts so that you find them again?": 3 } },
	{ query: "sumifs", trait: "reply", held: true, relevant: { "Matching three invoices to one delivery without losing the cents": 3 } },
	{ query: "function key", trait: "reply", relevant: { "Can Copilot read the old TMS screens or do I keep typing it over?": 3 } },
	{ query: "forwarding test", trait: "reply", relevant: { "What do you feed it before a renewal, and what do you keep out?": 3 } },
	{
		query: "overhead guard",
		trait: "reply",
		held: true,
		relevant: { "A pre-start checklist out of a 140-page forklift manual: who checks it?": 3 },
	},
	{ query: "ai rules in europe", trait: "reply", relevant: { "I asked it to rank ten applications and it ranked the gaps": 3 } },
	{
		query: "swap drafts with a colleague",
		trait: "reply",
		relevant: { "A quality check on drafts that does not feel like being watched?": 3 },
	},
	{ query: "rosa handover", trait: "person-words", relevant: { "Shift handover notes in three minutes instead of twenty": 3 } },
	{
		query: "ben clause",
		trait: "person-words",
		held: true,
		relevant: {
			"The summary left out the one clause that mattered": 3,
			"I asked it whether it was sure, and it changed its mind": 2,
			"I let it shorten a refund mail until the refund was gone": 1,
		},
	},
	{
		query: "kenji quotes",
		trait: "person-words",
		relevant: {
			"Quotes in Japanese and English from one set of numbers": 3,
			"One reply in Japanese and English that is polite in both": 1,
		},
	},
	{
		query: "aiko japanese",
		trait: "person-words",
		relevant: {
			"One reply in Japanese and English that is polite in both": 3,
			"Quotes in Japanese and English from one set of numbers": 1,
			"A safety talk that was right in three languages and wrong in one": 1,
			"Macros with blanks that refuse to be sent half filled": 1,
		},
	},
	{ query: "walter what is a prompt", trait: "person-words", held: true, relevant: { "May I ask what a prompt is, at this point?": 3 } },
	{
		query: "priya range",
		trait: "person-words",
		relevant: {
			"How do I get a range for next week's volumes and not one sure number?": 3,
			"How do you ask for a range without getting a shrug?": 3,
			"One growth rate for everything made a very smooth mistake": 1,
		},
	},
	{ query: "oscar chart", trait: "person-words", relevant: { "A chart that did not lie, and was believed too much": 3 } },
];
