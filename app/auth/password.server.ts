import { hash, verify } from "@node-rs/argon2";

// OWASP password storage: argon2id, 19 MiB, two passes, one lane. 2 is the library's number for argon2id.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const atOnce = 2;
const queueLimit = 20;

/** More sign-ins wait than the machine can hash. */
export class PasswordQueueFull extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= atOnce) {
		if (waiting.length >= queueLimit) throw new PasswordQueueFull("Too many sign-ins at once.");
		await new Promise<void>((resolve) => waiting.push(resolve));
	}
	running += 1;
	try {
		return await work();
	} finally {
		running -= 1;
		waiting.shift()?.();
	}
}

/** The argon2id hash of a password, in PHC string format, with its own salt. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, options));

let decoy: Promise<string> | undefined;

/** Whether the password is right. With no hash to compare, as much work is done, so that time tells nothing about who exists. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	decoy ??= hash("nobody has this password", options);
	const against = stored ?? (await decoy);
	const right = await inTurn(() => verify(against, password));
	return right && stored !== null;
}
