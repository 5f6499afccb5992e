import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { appUrl } from "#app/core/mail/transport.server.ts";
import { secret } from "#app/core/secret.server.ts";
import { type NotificationKind, notificationKinds } from "#db/enums.ts";
import { follows } from "#db/schema/following.server.ts";
import { attention, mailChoices, notifications } from "#db/schema/notifications.server.ts";

/** What a link in a mail can end: mail about some kinds of things, everything about one thread, or the digest. */
export type Scope = { kinds: NotificationKind[] } | { threadId: string } | { digest: true };

const written = (scope: Scope): string => {
	if ("digest" in scope) return "digest";
	return "threadId" in scope ? `thread:${scope.threadId}` : `kinds:${scope.kinds.join(",")}`;
};

function read(text: string): Scope | null {
	if (text === "digest") return { digest: true };
	const [sort, value = ""] = text.split(":");
	if (sort === "thread" && /^[0-9a-z]{14}$/.test(value)) return { threadId: value };
	const kinds = notificationKinds.filter((kind) => value.split(",").includes(kind));
	return sort === "kinds" && kinds.length > 0 ? { kinds } : null;
}

const macOf = async (text: string) =>
	createHmac("sha256", await secret("mail-links"))
		.update(text)
		.digest("base64url")
		.slice(0, 24);

/** The address that ends something for a person without signing in (RFC 8058): whoever holds it can do this one thing. */
export async function unsubscribeUrl(personId: string, scope: Scope): Promise<string> {
	const text = `${personId}.${written(scope)}`;
	return `${appUrl()}/unsubscribe/${Buffer.from(text).toString("base64url")}.${await macOf(text)}`;
}

/** Whose link this is and what it ends; null when we did not make it. */
export async function readUnsubscribe(token: string | undefined): Promise<{ personId: string; scope: Scope } | null> {
	const [encoded = "", mac = ""] = (token ?? "").split(".");
	const text = Buffer.from(encoded, "base64url").toString();
	const [given, right] = [Buffer.from(mac), Buffer.from(await macOf(text))];
	if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
	const [personId = "", ...rest] = text.split(".");
	const scope = read(rest.join("."));
	return scope && /^[0-9a-z]{14}$/.test(personId) ? { personId, scope } : null;
}

/** Ends what the link says; twice is once. Mail that was due about it is called off. */
export async function unsubscribe({ personId, scope }: { personId: string; scope: Scope }): Promise<void> {
	await db.transaction(async (tx) => {
		if ("digest" in scope)
			await tx
				.insert(attention)
				.values({ personId, digest: "off" })
				.onConflictDoUpdate({ target: attention.personId, set: { digest: "off", digestDueAt: null } });
		else if ("threadId" in scope) {
			await tx.execute(sql`
				insert into ${follows} (person_id, thread_id, level, reason, created_at)
				select ${personId}, t.id, 'muted', 'chosen', ${now().toISOString()}::timestamptz from threads t where t.id = ${scope.threadId}
				on conflict (thread_id, person_id) where thread_id is not null do update set level = 'muted', reason = 'chosen'`);
			await callOff(personId, sql`thread_id = ${scope.threadId}`, tx);
		} else {
			await tx
				.insert(mailChoices)
				.values(scope.kinds.map((kind) => ({ personId, kind, cadence: "off" as const })))
				.onConflictDoUpdate({ target: [mailChoices.personId, mailChoices.kind], set: { cadence: "off" } });
			await callOff(personId, sql`kind = any(${sql.param(scope.kinds)}::text[])`, tx);
		}
	});
}

const callOff = (personId: string, which: ReturnType<typeof sql>, tx: typeof db) =>
	tx.execute(sql`update ${notifications} set mail_due_at = null where person_id = ${personId} and mail_id is null and ${which}`);
