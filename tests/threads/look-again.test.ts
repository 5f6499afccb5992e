import { describe, expect, test } from "vitest";
import { lookAgainWords, type Sign, signsIn } from "#app/threads/look-again.ts";

const kinds = (text: string) => signsIn(text).map(({ kind }) => kind);
// Put together here, so that no scanner of repositories takes them for real ones.
const noise = (length: number, alphabet = "aB3dE5gH7jK9mN1pQ2sT4vW6yZ8") =>
	Array.from({ length }, (_, index) => alphabet[(index * 7) % alphabet.length]).join("");

const found: [Sign["kind"], string][] = [
	["key", `Use sk-${noise(40)} for now`],
	["key", `sk-ant-api03-${noise(60)}`],
	["key", `sk-proj-${noise(48)}`],
	["key", `OPENAI_API_KEY=sk-${noise(48)}`],
	["key", `sk_live_${noise(24)}`],
	["key", `rk_test_${noise(24)}`],
	["key", `AIza${noise(35)}`],
	["key", `AKIA${"ABCDEFGH23456789"}`],
	["key", `ASIA${"QRSTUVWX23456789"} in the log`],
	["key", `ghp_${noise(36)}`],
	["key", `ghs_${noise(40)}`],
	["key", `github_pat_${noise(60)}`],
	["key", `glpat-${noise(20)}`],
	["key", `xoxb-${noise(30)}`],
	["key", `https://hooks.slack.com/services/T0ABCDEFG/B0ABCDEFG/${noise(24)}`],
	["key", `hf_${noise(34)}`],
	["key", `gsk_${noise(52)}`],
	["key", `r8_${noise(37)}`],
	["key", `npm_${noise(36)}`],
	["key", `pypi-${noise(80)}`],
	["key", `SG.${noise(22)}.${noise(43)}`],
	["key", `DefaultEndpointsProtocol=https;AccountKey=${noise(86)}==`],
	["key", `ya29.${noise(60)}`],
	["key", `Bearer eyJ${noise(30)}.eyJ${noise(60)}.${noise(43)}`],
	["key", "-----BEGIN PRIVATE KEY-----\nMIIE"],
	["key", "-----BEGIN RSA PRIVATE KEY-----"],
	["key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
	["key", "postgres://admin:tr0ub4dor@db.internal/app"],
	["key", "password: Winter2026!"],
	["key", 'password = "h4rb0urLights"'],
	["key", "The token is 9f8e7d6c5b4a3921"],
	["key", "api_key=7f3c9a1b2d4e"],
	["key", "Passwort: Hafenlicht77"],
	["card", "4242 4242 4242 4242"],
	["card", "It is 4111111111111111, until 12/27"],
	["card", "5555-5555-5555-4444"],
	["card", "3782 822463 10005"],
	["card", "6011111111111117"],
	["account", "DE89 3704 0044 0532 0130 00"],
	["account", "Please pay to GB82WEST12345698765432."],
	["account", "NL91ABNA0417164300"],
	["account", "FR14 2004 1010 0505 0001 3M02 606"],
	["addresses", "anna@northwind.example, jon@northwind.example; rosa@northwind.example"],
	["addresses", "To: a@b.example\nCc: c@d.example\nBcc: e@f.example"],
	["customers", "Weber;Anna;anna@kunde.example\nRuiz;Jon;jon@kunde.example\nOsei;Maya;maya@kunde.example"],
	[
		"customers",
		"| Name | Phone |\n| Weber, Anna | +49 30 1234567 | late |\n| Ruiz, Jon | +34 91 7654321 | ok |\n| Osei, Maya | +31 20 9876543 | ok |",
	],
	["customers", "Anna,Weber,030 12345678\nJon,Ruiz,040 87654321\nMaya,Osei,089 12348765"],
];

const ordinary = [
	"I asked it to list each number with the line that it comes from.",
	"const total = rows.reduce((sum, row) => sum + row.amount, 0);",
	"The order 4500123456 is late.",
	"Tracking number 1Z999AA10123456784",
	"Pallet 00340434151234567890",
	"2026-11-24T10:15:00.000Z",
	"1700000000000",
	"1732442400000 and 1732442400001",
	"Call me: +49 30 1234567",
	"My address is anna@northwind.example.",
	"anna@northwind.example and jon@northwind.example",
	"f47ac10b-58cc-4372-a567-0e02b2c3d479",
	"commit 6b026b3f1c2d4e5a6b7c8d9e0f1a2b3c4d5e6f70",
	"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	"The password is the one on the notice board.",
	"password: your-password-here",
	"password: <your password>",
	"PASSWORD=$DB_PASSWORD1",
	"token = process.env.TOKEN",
	"api_key = os.environ['OPENAI_KEY1']",
	"API_KEY=xxxxxxxxxxxx1234",
	"Where do I find my API key?",
	"The secret: patience and a second reading.",
	"A token is about four characters.",
	"128000 tokens fit into the context window.",
	"token: summarise",
	"secret: https://wiki.example/page1234567",
	"sk-short",
	"task-force and risk-assessment",
	"ask-me-anything-about-the-new-process-please",
	"4242 4242",
	"1234 5678 9012 3456",
	"4111 1111 1111 1112",
	"0000000000000000",
	"ISBN 978-3-16-148410-0",
	"3.14159265358979323846",
	"Between 1000000000000 and 9999999999999",
	"€ 4,111,111,111,111,111.00",
	"GB00 0000 0000 0000 00",
	"DE89 3704 0044 0532 0130 01",
	"SPEC12 ABCD EFGH IJKL MNOP",
	"HTTP2 OVER TCP4 WITH TLS3",
	"eyJ is how a JSON Web Token begins.",
	"-----BEGIN CERTIFICATE-----",
	"-----BEGIN PUBLIC KEY-----",
	"https://example.org/path:with:colons",
	"postgres://localhost:5432/app",
	"https://user@example.org/",
	"| Tool | Minutes |\n| Claude | 12 |\n| Copilot | 15 |\n| Excel | 40 |",
	"Name;Date;Minutes\nA;2026-01-02;10\nB;2026-01-03;12\nC;2026-01-04;9",
	"07:30, gate 4, 12 pallets\n08:15, gate 2, 9 pallets\n09:00, gate 4, 14 pallets",
	"- first\n- second\n- third",
	"SELECT id, name, created_at FROM customers WHERE created_at > '2026-01-01'",
	"def hello(name: str) -> str:\n    return f'Hello {name}'",
	"192.168.178.001, 10.0.0.1, 172.16.0.12",
	"@maya @tomas @rosa what do you think?",
	"v24.11.1, v22.18.0 and v20.9.0",
	"#checking #summaries #first-try",
	"colour: #ff8800; background: #00aa55",
	"The meeting is at 10:00, 11:00 and 12:00, in rooms 101, 102 and 103.",
	"We saved 12,345,678,901,234 bytes.",
];

test.each(found)("%s: %s", (kind, text) => expect(kinds(text)).toEqual([kind]));
test.each(ordinary)("nothing in: %s", (text) => expect(signsIn(text)).toEqual([]));

test("what it says shows the beginning alone, and each kind once", () => {
	const words = lookAgainWords([`password: Winter2026! and sk-${noise(40)}`, "4242 4242 4242 4242", "5555-5555-5555-4444"]) ?? "";
	expect(words).toMatch(/a password or an access key \(sk-\w{3}…\) and a payment card number \(… 4242\)/);
	expect(words).not.toContain("Winter");
	expect(lookAgainWords(["Nothing here."])).toBe(null);
});

describe("hostile text of four times the length takes not much more than four times as long", () => {
	test.each([
		"eyJ-",
		"eyJaaaaaaaaaaaa.",
		"sk-",
		"a@",
		"a.b@c.",
		"1 ",
		"4 4-",
		"AB12 ",
		"password",
		"password: ",
		"ab://a:",
		"+1 2",
		",;|\t@a.",
		"-----BEGIN A ",
	])("%j", (piece) => {
		const cost = (length: number) => {
			const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
			let least = Number.POSITIVE_INFINITY;
			for (let round = 0; round < 5; round++) {
				const before = process.cpuUsage();
				signsIn(text);
				const { user, system } = process.cpuUsage(before);
				least = Math.min(least, user + system);
			}
			return least;
		};
		cost(5000);
		// Sixteen-fold would be quadratic; the constant leaves room for what is too short to be measured.
		expect(cost(80_000)).toBeLessThan(cost(20_000) * 9 + 4000);
	});
});
