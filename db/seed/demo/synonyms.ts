/** What Northwind's programme lead has told the search: within a group each word or phrase also finds the others. */
export const demoSynonyms: string[][] = [
	["hallucination", "making things up", "makes things up", "inventing"],
	["llm", "language model", "assistant"],
	["cv", "resume", "application"],
	["meeting minutes", "meeting notes"],
	["tender", "rfp"],
	["truck", "lorry"],
	["dictation", "speech to text", "voice notes"],
	["onboarding", "induction", "new colleagues"],
	["data processing agreement", "dpa", "avv"],
	["payment reminder", "dunning"],
	["slides", "powerpoint"],
	["mail", "email", "e-mail"],
	["incident", "accident", "near miss"],
	["translation", "übersetzung"],
];
