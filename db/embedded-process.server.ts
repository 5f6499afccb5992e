import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** What `postmaster.pid` says of the server on a cluster. */
export type Postmaster = { pid: number; port: number };

/** Whether a process lives. One that has ended and was not reaped yet (in a container without init) does not count. */
export function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
	return stat(pid)?.state !== "Z";
}

/** The Postgres that runs on this cluster, or null: when there is none, or its number now belongs to another program. */
export function postmasterOf(cluster: string): Postmaster | null {
	const [pid = 0, , , port = 0] = pidFile(cluster).map(Number);
	return pid > 0 && lives(pid) && isPostgres(pid, cluster) ? { pid, port } : null;
}

/**
 * Makes a left `postmaster.pid` harmless whose number another program has by now: Postgres would take that one for itself and
 * refuse. The file stays, since Postgres reads in it whether processes of the old server still hold the cluster; it ignores the
 * number of the process that starts it.
 */
export function defusePidFile(cluster: string): void {
	const lines = pidFile(cluster);
	const pid = Number(lines[0]);
	if (!(pid > 0) || pid === process.pid || !alive(pid)) return;
	const draft = join(cluster, `postmaster.pid.${process.pid}`);
	writeFileSync(draft, [process.pid, ...lines.slice(1)].join("\n"), { flag: "wx", mode: 0o644 });
	renameSync(draft, join(cluster, "postmaster.pid"));
}

const alive = (pid: number) => existsSync(`/proc/${pid}`) || lives(pid);

function pidFile(cluster: string): string[] {
	try {
		return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
	} catch {
		return [];
	}
}

function isPostgres(pid: number, cluster: string): boolean {
	if (process.platform === "win32") return true;
	if (process.platform !== "linux")
		return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout.includes("postgres");
	try {
		return readlinkSync(`/proc/${pid}/cwd`) === cluster;
	} catch {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(cluster);
	}
}

function stat(pid: number): { state: string; started: string } | null {
	try {
		// The second field is the program's name in brackets, which may hold anything.
		const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
			.replace(/^.*\)\s/s, "")
			.split(" ");
		return { state: fields[0] ?? "", started: fields[19] ?? "" };
	} catch {
		return null;
	}
}

/** Who uses the database of this folder: one file a process, so that the last one to leave knows that it is. */
export function usersOf(dataDir: string) {
	const folder = join(dataDir, "postgres.users");
	const mine = join(folder, String(process.pid));
	return {
		enter() {
			mkdirSync(folder, { recursive: true, mode: 0o700 });
			writeFileSync(mine, stat(process.pid)?.started ?? "");
		},
		/** Returns whether somebody else still uses it. */
		leave(): boolean {
			rmSync(mine, { force: true });
			if (!existsSync(folder)) return false;
			let others = false;
			for (const name of readdirSync(folder)) {
				const there = lives(Number(name)) && readFileSync(join(folder, name), "utf8") === (stat(Number(name))?.started ?? "");
				if (there) others = true;
				else rmSync(join(folder, name), { force: true });
			}
			return others;
		},
	};
}

/** A port of 127.0.0.1 that nobody listens on: the wished one when it is free. */
export function freePort(wished = 0): Promise<number> {
	return new Promise((done, failed) => {
		const server = createServer();
		server.once("error", (error) => (wished ? done(freePort()) : failed(error)));
		server.listen(wished, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => done(typeof address === "object" && address ? address.port : 0));
		});
	});
}
