import { commonPasswords } from "./common-passwords.server.ts";

// A list of strings alone is outwitted by one more digit. So what is easy to guess is taken out of the password, and what is
// left has to be worth something: that also catches "Welcome-to-Northwind-2026".
const words =
	"password passwort kennwort motdepasse contrasena wachtwoord welcome welkom willkommen bienvenue letmein iloveyou sunshine princess football baseball basketball superman batman spiderman dragon monkey master shadow michael jennifer charlie computer internet trustno1 whatever starwars pokemon liverpool chelsea arsenal barcelona realmadrid minecraft january february march april june july august september october november december summer winter spring autumn monday friday sunday company corporate office changeme default administrator admin user guest test secret login qwerty qwertz azerty lamplight chatgpt openai claude gemini copilot microsoft google".split(
		" ",
	);
const walks = [
	"abcdefghijklmnopqrstuvwxyz",
	"01234567890",
	"qwertyuiopasdfghjklzxcvbnm",
	"qwertzuiopasdfghjklyxcvbnm",
	"azertyuiopqsdfghjklmwxcvbn",
	"1q2w3e4r5t6y7u8i9o0p",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];
const bothWays = walks.flatMap((walk) => [walk, [...walk].reverse().join("")]).map((walk) => walk + walk);
const substitutes: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
const enough = 6;

const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "") || text;
// A common password with another number after it is as common.
const common = [...commonPasswords].map(bare).flatMap((text) => {
	const word = text.replace(/\d+$/, "");
	return word.length >= 8 ? [text, word] : [text];
});

const says = {
	repeats: "This repeats itself. Choose something less regular.",
	follows: "This follows the keyboard or the alphabet. Choose something less regular.",
	common: "This is among the first that are guessed. A few unrelated words in a row do better.",
	own: "This is made of your name, your address or the company's name. Choose something that nobody connects with you.",
};

/**
 * Why a password would be guessed early, in a sentence for the person; null when it will do. `about`: names and addresses that
 * belong to them. Length is not asked here.
 */
export function weaknessOf(password: string, about: string[]): string | null {
	const lower = password.toLowerCase();
	const plain = [...lower].map((character) => substitutes[character] ?? character).join("");
	const texts = [lower, plain].map(bare);
	if (new Set(lower).size < 5 || texts.some((text) => /^(.{1,11}?)\1+.{0,3}$/u.test(text))) return says.repeats;
	if (texts.some((text) => common.some((start) => text.startsWith(start) && worth(text.slice(start.length)) < 3))) return says.common;
	if (texts.some((text) => withoutWalks(text) !== text && worth(withoutWalks(text)) < enough)) return says.follows;
	const own = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
	const left = (text: string, known: string[]) => worth(withoutWalks(without(text, known)));
	if (texts.some((text) => without(text, words) !== text && left(text, words) < enough)) return says.common;
	if (texts.some((text) => without(text, own) !== text && left(text, [...own, ...words]) < enough)) return says.own;
	return null;
}

// Two digits are worth a letter: years and birthdays are tried after every word.
const worth = (text: string) => Array.from(text).reduce((sum, character) => sum + (/\d/.test(character) ? 0.5 : 1), 0);

const without = (text: string, known: string[]) =>
	known.toSorted((a, b) => b.length - a.length).reduce((rest, word) => rest.replaceAll(word, ""), text);

/** The text without every stretch of four or more that walks along the keyboard, the digits or the alphabet. */
function withoutWalks(text: string): string {
	let left = "";
	for (let start = 0; start < text.length; ) {
		const length = Math.max(...bothWays.map((walk) => stretch(text, start, walk)));
		if (length < 4) left += text[start];
		start += length < 4 ? 1 : length;
	}
	return left;
}

function stretch(text: string, start: number, walk: string): number {
	let length = 1;
	while (start + length < text.length && walk.includes(text.slice(start, start + length + 1))) length += 1;
	return length;
}
