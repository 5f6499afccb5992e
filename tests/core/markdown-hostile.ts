import fc from "fast-check";

const markdown = [
	"*",
	"**",
	"_",
	"~~",
	"`",
	"```",
	"[",
	"](",
	")",
	"![",
	"<",
	">",
	"\\",
	"\n",
	"\n\n",
	"  \n",
	"    ",
	"\t",
	"# ",
	"> ",
	"- ",
	"1. ",
	"|",
	"|-|-|\n",
	"]: ",
	"[a]",
	"@anna",
];
const markup = [
	"<img src=x onerror=x>",
	"<svg/onload=x>",
	"<a href='",
	"</p>",
	"<!--",
	"-->",
	"<![CDATA[",
	"<?",
	"<xmp>",
	"<math><mtext>",
	"<style>",
	"<noscript>",
	"</textarea>",
	"<template>",
	" onclick=x ",
	'"',
	"'",
	"=",
];
const addresses = [
	"javascript:x",
	"java&#115;cript:",
	"&colon;",
	"data:text/html,x",
	"https://a.example",
	"//a",
	"/\\",
	"/uploads/a.webp",
	"mailto:",
	"&#x6a;",
	"&Tab;",
	"&lt;",
	"&quot;",
	"&",
	"%00",
	"www.a.b",
];
const odd = ["\0", "\u2028", "\u202e", "\ufeff", "\ud800", "\u00a0", "ＪＡＶＡ", "K", "ı", "💥", "\r", "\f", "\v"];

/** Strings that try to break out: pieces of markdown, HTML and addresses in every order, mixed with anything at all. */
export const hostile = fc
	.array(
		fc.oneof(
			{ weight: 5, arbitrary: fc.constantFrom(...markdown) },
			{ weight: 3, arbitrary: fc.constantFrom(...markup) },
			{ weight: 3, arbitrary: fc.constantFrom(...addresses) },
			{ weight: 1, arbitrary: fc.constantFrom(...odd) },
			{ weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
		),
		{ minLength: 1, maxLength: 40 },
	)
	.map((pieces) => pieces.join(""));
