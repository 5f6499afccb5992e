import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
	chownSync,
	closeSync,
	existsSync,
	linkSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ConfigurationError } from "./configuration-error.ts";
import type { Owner } from "./embedded-binaries.server.ts";
import { lives } from "./embedded-process.server.ts";

/** Where a database and what belongs to it lie, and as whom it runs. */
export type Place = { dataDir: string; cluster: string; owner: Owner; bin: string; passwordFile: string; log: string };

export const readPassword = ({ passwordFile }: Place) => readFileSync(passwordFile, "utf8").trim();

/** Makes the cluster beside its place and moves it there whole: a start that is killed half-way leaves nothing to trip over. */
export async function initialise(place: Place): Promise<void> {
	const { cluster, owner, passwordFile, dataDir } = place;
	for (const name of readdirSync(dirname(cluster)))
		if (/^postgres\.new-\d+/.test(name) && !lives(Number(name.split("-")[1])))
			rmSync(join(dirname(cluster), name), { recursive: true, force: true });
	mkdirSync(dirname(passwordFile), { recursive: true, mode: 0o700 });
	// Written beside its place and linked there: a second server that starts at this instant never reads half a password.
	const secret = `${passwordFile}.${process.pid}-${randomBytes(4).toString("hex")}`;
	try {
		writeFileSync(secret, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
		linkSync(secret, passwordFile);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	} finally {
		rmSync(secret, { force: true });
	}
	const draft = join(dirname(cluster), `postgres.new-${process.pid}-${randomBytes(4).toString("hex")}`);
	// initdb reads the password from a file that its own user can read; it is gone at once.
	const handover = `${draft}.password`;
	try {
		mkdirSync(draft, { mode: 0o700 });
		writeFileSync(handover, readPassword(place), { mode: 0o600, flag: "wx" });
		for (const path of [draft, handover]) if (owner.uid !== undefined) chownSync(path, owner.uid, owner.gid ?? owner.uid);
		// The builtin collation is the same on every machine and in every version, so no index breaks with an upgrade.
		const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
		const made = await command(place, "initdb", [
			"-D",
			draft,
			"-U",
			"lamplight",
			"--auth=scram-sha-256",
			`--pwfile=${handover}`,
			...locale,
		]);
		if (made.code !== 0) throw new Error(made.said);
		// initdb leaves its folder non-empty, so a second server that was slower can not replace the first one's.
		if (!existsSync(cluster)) renameSync(draft, cluster);
	} catch (error) {
		if (existsSync(join(cluster, "PG_VERSION"))) return;
		const said = error instanceof Error ? error.message.trim().split("\n").slice(-2).join(" ") : "";
		const full = /No space left|ENOSPC|EDQUOT/.test(said);
		throw new ConfigurationError(
			`The database could not be made in DATA_DIR ${dataDir}: ${full ? "its disk is full; free some space and start again." : said}`,
		);
	} finally {
		rmSync(handover, { force: true });
		rmSync(draft, { recursive: true, force: true });
	}
}

/** Runs one of Postgres's programs as its owner. With a log file, the words go there instead. */
export function command(
	{ bin, owner, cluster }: Place,
	program: string,
	args: string[],
	log?: string,
): Promise<{ code: number | null; said: string }> {
	const words = log ? openSync(log, "a", 0o600) : ("pipe" as const);
	return new Promise((done, failed) => {
		const child = spawn(join(bin, program), args, {
			uid: owner.uid,
			gid: owner.gid,
			cwd: dirname(cluster),
			// Its own group: Ctrl-C in the terminal is for the server, which then stops the database in order.
			detached: true,
			windowsHide: true,
			stdio: ["ignore", words, words],
			// Nothing of ours: PGDATA or a locale would change what the programs do.
			...(process.platform === "win32" ? {} : { env: { NODE_ENV: "production", LC_ALL: "C", PATH: "/usr/bin:/bin" } }),
		});
		if (typeof words === "number") closeSync(words);
		let said = "";
		for (const stream of [child.stdout, child.stderr])
			stream?.on("data", (chunk: Buffer) => {
				said += chunk;
			});
		child.once("error", failed);
		child.once("close", (code) => done({ code, said }));
	});
}
