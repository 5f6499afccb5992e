import { expect, test, vi } from "vitest";
import { PasswordQueueFull, verifyPassword } from "#app/auth/password.server.ts";

const work = vi.hoisted(() => ({ running: 0, most: 0, release: [] as (() => void)[] }));
vi.mock("@node-rs/argon2", () => ({
	verify: async () => {
		work.running += 1;
		work.most = Math.max(work.most, work.running);
		await new Promise<void>((resolve) => work.release.push(resolve));
		work.running -= 1;
		return true;
	},
}));

const check = () => verifyPassword("$argon2id$", "password");
const settle = () => new Promise((resolve) => setTimeout(resolve));
const finishAll = async () => {
	while (work.running > 0 || work.release.length > 0) {
		for (const release of work.release.splice(0)) release();
		await settle();
	}
};

test("two are hashed at a time, whenever the next one comes", async () => {
	// A newcomer arrives that many microtasks after a place became free: it must not slip in beside the one who waited.
	for (let later = 0; later < 20; later += 1) {
		const all = [check(), check(), check()];
		await settle();
		work.release.shift()?.();
		let moment = Promise.resolve();
		for (let step = 0; step < later; step += 1) moment = moment.then(() => undefined);
		all.push(moment.then(check));
		await settle();
		expect([later, work.most]).toEqual([later, 2]);
		await finishAll();
		expect(await Promise.all(all)).toEqual([true, true, true, true]);
	}
});

test("twenty wait, the next one is refused at once, and the queue empties", async () => {
	const all = Array.from({ length: 22 }, check);
	await expect(check()).rejects.toBeInstanceOf(PasswordQueueFull);
	await settle();
	await finishAll();
	expect(await Promise.all(all)).toHaveLength(22);
	const after = check();
	await settle();
	await finishAll();
	expect(await after).toBe(true);
});
