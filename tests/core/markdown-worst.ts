const full = (piece: string) => piece.repeat(Math.ceil(20_000 / piece.length)).slice(0, 20_000);

/** What a search over 20,000 repeated patterns found slowest in marked 18 and sanitize-html, before and after the limits. */
export const worstCases = [
	...[
		"*1.",
		"_1.",
		"~1.",
		"1.*",
		"é(_",
		"www._",
		"www.*",
		"http://",
		"http://*",
		"_a",
		"!",
		"![",
		"[",
		"*_",
		"*~",
		"*<!--",
		"*<?",
		"<a -*",
	],
	...[
		"<\n\n",
		":\n\n>",
		"+\n",
		"\n=",
		"a.b_",
		"~~a",
		"a@b.cc ",
		"@a",
		"[a](",
		"[a](/x) ",
		"**a**",
		"`a` ",
		"&#1;",
		"&\\'",
		"- a\n  - b\n",
		"|a|b|\n|-|-|\n|1|2|\n\n",
	],
]
	.map(full)
	.concat(`${full("> ").slice(0, 90)}a\nb\n`.repeat(200), `${"- ".repeat(45)}a\nb\n`.repeat(200), `[a]: /b\n${"[a]".repeat(6_600)}`);
