import { connect, type Sql } from "./client.server.ts";

const retryMs = 500;

/**
 * Hears notices of a channel (LISTEN) on a connection of its own, and connects again whenever that is lost. `onReady` is called at
 * every new connection: what was said while there was none has been missed. Returns how to stop.
 */
export function listen(url: string, channel: string, onNotice: (payload: string) => void, onReady: () => void): () => Promise<void> {
	let stopped = false;
	let sql: Sql | undefined;
	let timer: NodeJS.Timeout | undefined;
	const again = () => {
		if (stopped || timer) return;
		timer = setTimeout(open, retryMs);
	};
	const open = () => {
		timer = undefined;
		void sql?.end({ timeout: 0 });
		const mine = connect(url, {
			applicationName: "lamplight-listen",
			onNotice: (_, payload) => onNotice(payload),
			onClose: () => mine === sql && again(),
		});
		sql = mine;
		mine.unsafe(`listen ${channel}`).then(onReady, again);
	};
	open();
	return async () => {
		stopped = true;
		clearTimeout(timer);
		await sql?.end({ timeout: 0 });
	};
}
