// Anybody's question whether a badge is good. Nothing of it is kept. Docs: docs/decisions/020-open-badges.md.
import { now } from "#app/core/clock.server.ts";
import type { Limit } from "#app/core/rate-limit.server.ts";
import { UploadRefused } from "#app/core/uploads/image.server.ts";
import { receiveFiles } from "#app/core/uploads/receive.server.ts";
import { publicKeys } from "./issuer.server.ts";
import { holds, type Verdict, verifyBadge } from "./open-badges/verify.server.ts";
import { statusBits } from "./status-list.server.ts";

export const checkLimit: Limit = { name: "badge-check", max: 60, windowSeconds: 600 };
const fileLimits = { maxFiles: 1, maxBytes: 2 * 1024 * 1024, maxFields: 5, maxFieldBytes: 256 * 1024, maxTextBytes: 300 * 1024 };

export type Answer = {
	tone: "good" | "unsure" | "bad";
	title: string;
	text: string;
	reasons: string[];
	says: Verdict["badge"];
};

const day = (date: Date) => date.toISOString().slice(0, 10);

/** A verdict in plain words. */
export function inWords(verdict: Verdict): Answer {
	const { signature, issuer, revoked, notYetValid, expired, errors: reasons, badge: says } = verdict;
	const answer = (tone: Answer["tone"], title: string, text: string): Answer => ({ tone, title, text, reasons, says });
	if (signature === "unread") return answer("bad", "This can not be read as a badge", "Nothing can be said about it.");
	if (signature === "unknownKey")
		return answer("unsure", "This badge is not from here", "Whoever issued it can be asked. Here nothing can be said about it.");
	if (signature === "wrong") return answer("bad", "Do not rely on this badge", "It is not what was signed.");
	if (issuer === "other")
		return answer(
			"unsure",
			"This badge is not from here",
			"It was not changed since it was signed. Whether whoever signed it is who they say can not be told here.",
		);
	if (revoked) return answer("bad", "This badge was taken back", "It was issued here, and is good no longer.");
	if (says && notYetValid) return answer("bad", "This badge is not valid yet", `It was issued here, and begins on ${day(says.validFrom)}.`);
	if (says && expired) return answer("bad", "This badge has ended", `It was issued here, until ${day(says.validUntil ?? says.validFrom)}.`);
	if (holds(verdict)) return answer("good", "This badge is good", "It was issued here, was not changed since, and was not taken back.");
	return answer("unsure", "This badge can not be fully checked", "It was issued here, and was not changed since.");
}

/** Checks what a form holds: a file, or else the text. `status` is that of the answer. */
export async function checkForm(request: Request): Promise<{ answer: Answer; status: number }> {
	try {
		const { files, fields } = await receiveFiles(request, fileLimits);
		const pasted = fields.get("credential");
		const sent = files[0]?.bytes ?? (typeof pasted === "string" ? pasted : "");
		if (sent.length === 0 || (typeof sent === "string" && !sent.trim())) return refusal("Paste a badge, or choose a file.", 422);
		const verdict = await verifyBadge(sent, { publicKeys: await publicKeys(), statusBits, now: now() });
		return { answer: inWords(verdict), status: verdict.signature === "unread" ? 422 : 200 };
	} catch (error) {
		if (!(error instanceof UploadRefused)) throw error;
		return refusal(error.kind === "too-large" ? "It is larger than a badge can be." : error.message, error.status);
	}
}

const refusal = (text: string, status: number) => ({
	answer: { tone: "bad" as const, title: "There is nothing to check yet", text, reasons: [], says: null },
	status,
});
