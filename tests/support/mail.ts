import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type Received = ParsedMail & { recipient: string; raw: string };

/** A mail server that keeps what it gets. `refuse` decides by the recipient: an SMTP code, or 0 to take it. */
export async function startMailServer() {
	const received: Received[] = [];
	let refuse: (address: string) => number = () => 0;
	let breakAfterData = false;
	let hold = () => false;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ["STARTTLS"],
		logger: false,
		onRcptTo({ address }, _session, done) {
			if (hold()) return;
			const code = refuse(address);
			done(code ? Object.assign(new Error("refused by the test"), { responseCode: code }) : null);
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", async () => {
				const raw = Buffer.concat(chunks).toString();
				received.push({ ...(await simpleParser(raw)), recipient: session.envelope.rcptTo[0]?.address ?? "", raw });
				done(breakAfterData ? Object.assign(new Error("broken by the test"), { responseCode: 451 }) : null);
			});
		},
	});
	server.on("error", () => undefined);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		received,
		refuse: (rule: typeof refuse) => {
			refuse = rule;
		},
		/** While it says so, a sender waits for an answer that does not come. */
		hold: (rule: () => boolean) => {
			hold = rule;
		},
		/** Takes the mail and then says that it did not. */
		breakAfterData: (on: boolean) => {
			breakAfterData = on;
		},
		stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}
