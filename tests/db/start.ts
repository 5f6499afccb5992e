// A process of its own for the tests of the embedded database: node start.ts DATA_DIR explicit|default [USER-NUMBER]
// Starts it, as that user when one is given, tells how that went, and stays until it is killed or told to stop.
import { startEmbedded } from "#db/embedded.server.ts";

const [dataDir = "", how, user] = process.argv.slice(2);
if (user) {
	process.setgid?.(Number(user));
	process.setuid?.(Number(user));
}
try {
	const embedded = await startEmbedded({ dataDir, explicit: how === "explicit" });
	const { url, adopted, isNew, notice } = embedded;
	process.once("message", async () => {
		await embedded.stop();
		process.exit(0);
	});
	process.send?.({ url, adopted, isNew, notice });
} catch (error) {
	process.send?.({ kind: (error as Error).name, message: (error as Error).message });
	process.disconnect?.();
}
