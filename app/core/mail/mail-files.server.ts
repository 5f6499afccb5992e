import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { mailFolder } from "./transport.server.ts";

export type MailFile = { name: string; at: Date; to: string; subject: string };

const shown = 50;
const looked = 500;
const keptDays = 30;
const isName = (name: string | undefined): name is string => /^[0-9TZ-]{10,40}-[0-9a-z]{14}\.eml$/.test(name ?? "");

const names = async (): Promise<string[]> => (await readdir(mailFolder()).catch(() => [])).filter(isName).sort().reverse();

async function parsed(name: string): Promise<ParsedMail | null> {
	const bytes = await readFile(join(mailFolder(), name)).catch(() => null);
	return bytes ? simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true }) : null;
}

const addressOf = ({ to }: ParsedMail): string => ([to].flat()[0]?.value[0]?.address ?? "").toLowerCase();
const isFor = (mail: ParsedMail, mine: string | null) => mine === null || addressOf(mail) === mine.toLowerCase();

/** The latest mails that landed as files, newest first. `mine`: only those to this address. */
export async function latestMailFiles(mine: string | null): Promise<MailFile[]> {
	const found: MailFile[] = [];
	for (const name of (await names()).slice(0, looked)) {
		const mail = await parsed(name);
		if (mail && isFor(mail, mine)) found.push({ name, at: mail.date ?? new Date(0), to: addressOf(mail), subject: mail.subject ?? "" });
		if (found.length >= shown) break;
	}
	return found;
}

/** The two bodies of a mail; null when there is none by that name, or it went to another address than `mine`. */
export async function readMailFile(name: string | undefined, mine: string | null): Promise<{ html: string; text: string } | null> {
	const mail = isName(name) ? await parsed(name) : null;
	return mail && isFor(mail, mine) ? { html: mail.html || "", text: mail.text ?? "" } : null;
}

/** Takes away mails that are older than a month. */
export async function sweepMailFiles(): Promise<void> {
	const oldest = Date.now() - keptDays * 86_400_000;
	for (const name of await names()) {
		const path = join(mailFolder(), name);
		const found = await stat(path).catch(() => null);
		if (found && found.mtimeMs < oldest) await rm(path, { force: true });
	}
}
