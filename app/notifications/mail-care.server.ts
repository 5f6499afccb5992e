// What an admin sees of mail: how it goes, not what is in it or who gets it.
import { count, gte } from "drizzle-orm";
import { setUp } from "#app/auth/queries.server.ts";
import { isAdmin, type Viewer } from "#app/auth/rules.ts";
import { now } from "#app/core/clock.server.ts";
import { db } from "#app/core/db.server.ts";
import { forbidden } from "#app/core/http.server.ts";
import { latestMailFiles, readMailFile } from "#app/core/mail/mail-files.server.ts";
import { viewerById } from "#app/people/queries.server.ts";
import { mails } from "#db/schema/notifications.server.ts";

const days = 7;

/** How many mails of the last seven days are in which state. */
export async function mailStates(viewer: Viewer, tx = db) {
	if (!isAdmin(viewer)) throw forbidden();
	const since = new Date(now().getTime() - days * 86_400_000);
	return tx
		.select({ state: mails.state, count: count() })
		.from(mails)
		.where(gte(mails.createdAt, since))
		.groupBy(mails.state)
		.orderBy(mails.state);
}

// A mail holds what its reader may see, private circles included, so an admin reads their own; in a demo company nobody is real.
async function addressOf(viewer: Viewer): Promise<string | null> {
	if (!isAdmin(viewer)) throw forbidden();
	if ((await setUp()).demo) return null;
	return (await viewerById(viewer.id))?.email ?? "";
}

/** The mails that landed as files, as far as the viewer may read them. */
export const mailFilesFor = async (viewer: Viewer) => latestMailFiles(await addressOf(viewer));

/** One of them, or null. */
export const mailFileFor = async (viewer: Viewer, name: string | undefined) => readMailFile(name, await addressOf(viewer));
