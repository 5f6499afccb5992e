// What guessing programs try first among passwords of twelve characters and more. The start, the end and the repetition of a
// word count, not the exact string, so a short list goes a long way.
const words =
	"password passwort kennwort motdepasse contrasena welcome willkommen letmein qwerty qwertz azerty asdfgh zxcvbn iloveyou sunshine princess football baseball basketball superman batman dragon monkey master shadow michael jennifer charlie computer internet trustno1 whatever starwars pokemon liverpool chelsea arsenal barcelona realmadrid december november october september january february summer winter spring autumn company corporate changeme default administrator admin login secret lamplight chatgpt openai copilot".split(
		" ",
	);
const rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1q2w3e4r5t6z7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "azertyuiopqsdfghjklmwxcvbn"];
const reversed = rows.map((row) => [...row].reverse().join(""));
const substitutes: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };

/** Why a password would be guessed early, in a sentence for the person; null when it will do. `about`: words that belong to them. */
export function weaknessOf(password: string, about: string[]): string | null {
	const lower = password.toLowerCase();
	const letters = [...lower].map((character) => substitutes[character] ?? character).join("");
	if (new Set(lower).size < 5 || /^(.{1,6})\1+$/.test(lower)) return "This repeats itself. Choose something less regular.";
	if ([...rows, ...reversed].some((row) => (row + row).includes(lower) || longestRun(lower, row) >= 8)) return "This follows the keyboard or the alphabet. Choose something less regular.";
	const rest = (word: string) => [lower, letters].some((text) => text.includes(word) && text.replaceAll(word, "").replace(/[^a-z]/g, "").length < 6);
	if (words.some(rest)) return "This is among the first that are guessed. A few unrelated words in a row do better.";
	const own = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4);
	if (own.some(rest)) return "This is your name, your address or the company's. Choose something that nobody connects with you.";
	return null;
}

function longestRun(text: string, row: string): number {
	let longest = 0;
	for (let start = 0; start < text.length; start++) for (let end = start + 4; end <= text.length && row.includes(text.slice(start, end)); end++) longest = Math.max(longest, end - start);
	return longest;
}
