import { mkdir, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import nodemailer from "nodemailer";
import { readEnv } from "../env.server.ts";
import type { CalendarMethod } from "../ical.ts";
import { newId } from "../ids.server.ts";

export type Mail = {
	to: { name: string; address: string };
	subject: string;
	text: string;
	html: string;
	/** Without its brackets; the same for every attempt, so that a mail that went out twice is shown once. */
	messageId: string;
	/** The conversation it belongs to (RFC 5322, 3.6.4), also without brackets. */
	references?: string;
	headers: Record<string, string>;
	/** A calendar message that goes along (RFC 6047): what calendars do with it, its method, is said beside its type as well. */
	calendar?: { method: CalendarMethod; content: string };
};

/** The server will never take a mail to this address (or there can be no such address): trying again is useless. */
export class MailRefused extends Error {
	override name = "MailRefused";
}

export const mailFolder = () => join(resolve(readEnv().DATA_DIR), "mail");

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

function transport() {
	const { SMTP_URL } = readEnv();
	return SMTP_URL ? nodemailer.createTransport({ url: SMTP_URL, ...patience }) : null;
}

/** Whether mail leaves this machine; else it lands as files in DATA_DIR/mail. */
export const mailLeaves = (): boolean => Boolean(readEnv().SMTP_URL);

/** Where links in mails lead. */
export const appUrl = (): string => {
	const { APP_URL, PORT } = readEnv();
	return new URL(APP_URL ?? `http://localhost:${PORT}`).origin;
};

const sender = (): string => readEnv().MAIL_FROM ?? `Lamplight <lamplight@${new URL(appUrl()).hostname}>`;

/** The address that mail comes from, alone. */
export const senderAddress = (): string => {
	const from = sender();
	return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
};

/** The right half of message ids: our host, as RFC 5322 asks for something unique. */
export const mailHost = (): string => new URL(appUrl()).hostname;

/** Hands a mail over. Throws `MailRefused` when that can never work, anything else when it is worth trying again. */
export async function sendMail({ to, references, messageId, headers, calendar, ...mail }: Mail): Promise<void> {
	// A line break would end the header, and what follows it would be headers of somebody's choosing.
	if (/[\u0000-\u001f\u007f<>,;"\\\s]/.test(to.address) || !/^[^@]+@[^@]+$/.test(to.address)) throw new MailRefused("not an address");
	const message = {
		...mail,
		from: sender(),
		to,
		messageId: `<${messageId}>`,
		...(references ? { inReplyTo: `<${references}>`, references: `<${references}>` } : {}),
		headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", ...headers },
		...(calendar ? { icalEvent: { ...calendar, filename: "session.ics" } } : {}),
		// Nothing in a mail is fetched from a file or an address.
		disableFileAccess: true,
		disableUrlAccess: true,
	};
	const smtp = transport();
	if (!smtp) return keepAsFile(message);
	try {
		await smtp.sendMail(message);
	} catch (error) {
		throw refusedForGood(error) ? new MailRefused("refused by the mail server") : new Error(`The mail server failed: ${codeOf(error)}`);
	} finally {
		smtp.close();
	}
}

const codeOf = (error: unknown) =>
	String((error as { code?: unknown; responseCode?: unknown }).responseCode ?? (error as { code?: unknown }).code ?? "no code");

// RFC 5321, 4.2.1: 5yz is for good, 4yz for now. Only what is said about the recipient is about the address.
const refusedForGood = (error: unknown): boolean => {
	const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
	return code === "EENVELOPE" && typeof responseCode === "number" && responseCode >= 550 && responseCode <= 559;
};

async function keepAsFile(message: object): Promise<void> {
	const folder = mailFolder();
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const { message: bytes } = await nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" }).sendMail(message);
	const name = `${new Date().toISOString().replace(/[:.]/g, "-")}-${newId()}.eml`;
	// Written whole before it bears its name: whoever looks never sees half a mail.
	await writeFile(join(folder, `.${name}`), bytes as Buffer, { mode: 0o600 });
	await rename(join(folder, `.${name}`), join(folder, name));
}
