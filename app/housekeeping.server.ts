import { forgetDays } from "./anonymity/counts.server.ts";
import { databaseIsAway } from "./core/away.server.ts";
import { sweepLiveEvents } from "./core/live/hub.server.ts";
import { sweepMailFiles } from "./core/mail/mail-files.server.ts";
import { sweepLimits } from "./core/rate-limit.server.ts";
import { reportError } from "./core/report.server.ts";
import { sweepNotifications } from "./notifications/sweep.server.ts";
import { sweepUploads } from "./threads/uploads.server.ts";

const firstAfterMs = 60_000;
const everyMs = 3_600_000;

/** Takes away, every hour, what nobody needs any more. Any number of servers may do it at once. Returns how to stop, which waits for what runs. */
export function keepHouse(): () => Promise<void> {
	let running: Promise<unknown> = Promise.resolve();
	let timer: NodeJS.Timeout;
	const tidy = async () => {
		try {
			await sweepLimits();
			await forgetDays();
			await sweepLiveEvents();
			await sweepUploads();
			await sweepNotifications();
			await sweepMailFiles();
		} catch (error) {
			if (!databaseIsAway(error)) reportError(error);
		}
	};
	const later = (ms: number) => {
		timer = setTimeout(() => {
			running = tidy();
			later(everyMs);
		}, ms);
		timer.unref();
	};
	later(firstAfterMs);
	return async () => {
		clearTimeout(timer);
		await running;
	};
}
