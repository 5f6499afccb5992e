// What looks as if it should not be posted: found in the browser as one types, and on the server; stored and counted nowhere.

export type Sign = { kind: "key" | "card" | "account" | "addresses" | "customers"; excerpt: string };

// Every repetition is bounded, so that hostile text costs no more than its length times a constant.
const keys = [
	// Prefixes that vendors give their keys so that they can be found.
	/\bsk-[A-Za-z0-9_-]{20,300}/g,
	/\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}/g,
	/\bAIza[0-9A-Za-z_-]{35}/g,
	/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
	/\bgh[oprsu]_[A-Za-z0-9]{36,255}/g,
	/\bgithub_pat_[A-Za-z0-9_]{40,255}/g,
	/\bglpat-[A-Za-z0-9_-]{20,100}/g,
	/\bxox[abeprs]-[A-Za-z0-9-]{10,250}/g,
	/\bhooks\.slack\.com\/services\/T[A-Z0-9]{6,20}\/B[A-Z0-9]{6,20}\/[A-Za-z0-9]{16,40}/g,
	/\bhf_[A-Za-z0-9]{30,100}/g,
	/\bgsk_[A-Za-z0-9]{40,100}/g,
	/\br8_[A-Za-z0-9]{30,100}/g,
	/\bnpm_[A-Za-z0-9]{36}/g,
	/\bpypi-[A-Za-z0-9_-]{50,300}/g,
	/\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}/g,
	/\bAccountKey=[A-Za-z0-9+/=]{40,120}/g,
	/\bya29\.[A-Za-z0-9_-]{20,300}/g,
	// JSON Web Token, RFC 7519.
	/\beyJ[A-Za-z0-9_-]{10,1500}\.eyJ[A-Za-z0-9_-]{10,1500}\.[A-Za-z0-9_-]{10,800}/g,
	// RFC 7468.
	/-----BEGIN (?:[A-Z]{2,10} ){0,3}PRIVATE KEY-----/g,
	/\b[a-z][a-z0-9+.-]{2,20}:\/\/[^\s:@/]{1,60}:[^\s@/]{3,100}@[^\s/]/g,
];
const assigned =
	/(?:password|passwd|passphrase|pwd|secret|token|api[_ -]?key|access[_ -]?key|kennwort|passwort)["'`]?\s{0,3}(?::=|[:=]|\bis\b)\s{0,3}["'`]?([^\s"'`,;]{8,120})/gi;
const notMeant = /your|example|placeholder|xxx|\*\*\*|\.\.\.|…|[<>{}()$]|process\.env|environ/i;

/** Whether a value could be a secret: letters and digits mixed, and nothing that stands for one. */
const couldBeSecret = (value: string) =>
	/[A-Za-z]/.test(value) && /\d/.test(value) && new Set(value).size >= 6 && !notMeant.test(value) && !/^https?:/.test(value);

const cards = /(?<![\d.,-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|3\d{3}([ -])\d{6}\2\d{5})(?![\d-]|[.,]\d)/g;
// The beginnings and lengths that the brands issue (ISO/IEC 7812).
const brands = /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35\d{14}|3[068]\d{12})$/;

/** The check digit of ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
	let sum = 0;
	for (const [index, digit] of [...digits].reverse().entries()) {
		const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
		sum += doubled > 9 ? doubled - 9 : doubled;
	}
	return sum % 10 === 0;
}

const accounts = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g;

/** The check of ISO 13616: the number, turned round and its letters written as numbers, leaves 1 when divided by 97. */
function iban(text: string): boolean {
	const whole = text.replaceAll(" ", "");
	if (whole.length < 15 || whole.length > 34) return false;
	let rest = 0;
	for (const sign of whole.slice(4) + whole.slice(0, 4))
		for (const digit of /\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55)) rest = (rest * 10 + Number(digit)) % 97;
	return rest === 1;
}

const address = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g;
const phone = /(?:\+|\b0)[\d ()/-]{8,18}\d/;
const manyAddresses = 3;
const manyRows = 3;

/** Whether a line of a table seems to be about one person: several columns, and a way to reach them. */
const aboutSomebody = (line: string) =>
	[",", ";", "\t", "|"].some((sign) => line.split(sign, 4).length >= 3) &&
	(/@[A-Za-z0-9-]{1,63}\./.test(line) || (phone.exec(line)?.[0].replace(/\D/g, "").length ?? 0) >= 9);

const start = (text: string) => `${text.slice(0, 6)}…`;

/** What in a text looks as if it should not be posted, each kind once, with its beginning alone. */
export function signsIn(text: string): Sign[] {
	const signs: Sign[] = [];
	const key =
		keys.flatMap((pattern) => text.match(pattern) ?? [])[0] ??
		[...text.matchAll(assigned)].find(([, value = ""]) => couldBeSecret(value))?.[0];
	if (key) signs.push({ kind: "key", excerpt: start(key) });
	const card = text.match(cards)?.find((one) => {
		const digits = one.replace(/\D/g, "");
		return brands.test(digits) && luhn(digits);
	});
	if (card) signs.push({ kind: "card", excerpt: `… ${card.slice(-4)}` });
	const account = text.match(accounts)?.find(iban);
	if (account) signs.push({ kind: "account", excerpt: start(account) });
	const rows = text.split("\n").filter(aboutSomebody);
	const addresses = new Set((text.match(address) ?? []).map((one) => one.toLowerCase()));
	if (rows.length >= manyRows) signs.push({ kind: "customers", excerpt: start(rows[0]?.trim() ?? "") });
	else if (addresses.size >= manyAddresses) signs.push({ kind: "addresses", excerpt: start([...addresses][0] ?? "") });
	return signs;
}

const words: Record<Sign["kind"], string> = {
	key: "a password or an access key",
	card: "a payment card number",
	account: "a bank account number",
	addresses: "a list of e-mail addresses",
	customers: "rows about customers or colleagues",
};

/** In one sentence what a text seems to hold, or null. */
export function lookAgainWords(texts: string[]): string | null {
	const found = signsIn(texts.join("\n\n")).map(({ kind, excerpt }) => `${words[kind]} (${excerpt})`);
	const list = found.length > 1 ? `${found.slice(0, -1).join(", ")} and ${found.at(-1)}` : found[0];
	return list ? `Look again before you post: this seems to hold ${list}. Whoever reads it could copy it.` : null;
}
