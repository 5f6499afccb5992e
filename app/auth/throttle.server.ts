import { giveBack, type Limit, type Taken, takeOne } from "#app/core/rate-limit.server.ts";

const perNetwork: Limit = { name: "sign-in-network", max: 50, windowSeconds: 900 };
// The wait grows: after five wrong passwords the rest of a minute, after ten the rest of a quarter of an hour. Forty an hour at most.
const perAccount: Limit[] = [
	{ name: "sign-in-minute", max: 5, windowSeconds: 60 },
	{ name: "sign-in", max: 10, windowSeconds: 900 },
];
const perDevice: Limit[] = [
	{ name: "sign-in-device-minute", max: 5, windowSeconds: 60 },
	{ name: "sign-in-device", max: 10, windowSeconds: 900 },
];

export type Admission = { waitSeconds: number } | { waitSeconds: 0; forget(): Promise<void> };

/**
 * Counts one try at a password before any hashing, against the network and the address tried, or against the known browser alone.
 * Says how long to wait; with no wait, `forget` takes the try back because it was no failure.
 */
export async function admitSignIn(by: { email: string; network: string; device: string | null }): Promise<Admission> {
	const limits = by.device
		? perDevice.map((limit) => ({ limit, who: by.device ?? "" }))
		: [{ limit: perNetwork, who: by.network }, ...perAccount.map((limit) => ({ limit, who: by.email.toLowerCase() }))];
	return takeAll(limits);
}

const perJoin: Limit = { name: "join-network", max: 30, windowSeconds: 3600 };

/** Counts one try at joining; `forget` when it succeeded, so that a whole office can join on one morning. */
export const admitJoining = (network: string): Promise<Admission> => takeAll([{ limit: perJoin, who: network }]);

const perChange: Limit = { name: "change-password", max: 10, windowSeconds: 900 };

/** Counts one try at the present password of somebody who is signed in. */
export const admitChange = (accountId: string): Promise<Admission> => takeAll([{ limit: perChange, who: accountId }]);

const perDemo: Limit = { name: "demo", max: 100, windowSeconds: 900 };

/** Counts one look around as a demo person: each leaves a session behind. */
export const admitDemo = (network: string): Promise<Admission> => takeAll([{ limit: perDemo, who: network }]);

async function takeAll(limits: { limit: Limit; who: string }[]): Promise<Admission> {
	const held: { limit: Limit; who: string; taken: Taken }[] = [];
	const forget = async () => {
		for (const { limit, who, taken } of held) await giveBack(limit, who, taken);
	};
	for (const { limit, who } of limits) {
		const taken = await takeOne(limit, who);
		held.push({ limit, who, taken });
		if (taken.allowed) continue;
		// A try that one limit refuses is no failure to the others: hammering one account must not close a whole network.
		await forget();
		return { waitSeconds: taken.retryAfterSeconds };
	}
	return { waitSeconds: 0, forget };
}
