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
	if (running < atOnce) running += 1;
	else {
		if (waiting.length >= queueLimit) throw new PasswordQueueFull("Too many sign-ins at once.");
		await new Promise<void>((resolve) => waiting.push(resolve));
	}
	try {
		return await work();
	} finally {
		// The next in the queue takes over this place: counting down first would let a newcomer slip in beside it.
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}

/** The argon2id hash of a password, in PHC string format, with its own salt. Throws `PasswordQueueFull`. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, options));

// The hash of 32 random bytes that nobody kept, with the parameters above.
const decoy = "$argon2id$v=19$m=19456,t=2,p=1$3kbdFY1TZ26QSP+D/ww5Jg$v7SyTwy5EALNYDt9VGZTHuAoxiawcAfxEEH6lvYCM1s";

/**
 * Whether the password is right. With no hash to compare, as much work is done, so that time tells nothing about who exists.
 * Throws `PasswordQueueFull`.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	// Anything else than a hash is an account without a password.
	const against = stored?.startsWith("$argon2id$") ? stored : decoy;
	const right = await inTurn(() => verify(against, password));
	return right && against === stored;
}
