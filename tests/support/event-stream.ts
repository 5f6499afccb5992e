/** A connection to /live, as a browser holds one: its frames as they come. */
export async function openStream(origin: string, cookie: string, query = "", headers: Record<string, string> = {}) {
	const controller = new AbortController();
	const response = await fetch(`${origin}/live${query}`, {
		headers: { Cookie: cookie, ...headers },
		signal: controller.signal,
		redirect: "manual",
	});
	const frames: { event: string; data: string; id: string | null }[] = [];
	let raw = "";
	let ended = false;
	let wake = () => {};
	const reading = (async () => {
		const decoder = new TextDecoder();
		let rest = "";
		try {
			const reader = response.body?.getReader();
			for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
				const text = decoder.decode(part.value, { stream: true });
				raw += text;
				rest += text;
				const parts = rest.split("\n\n");
				rest = parts.pop() ?? "";
				for (const one of parts) {
					const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(one)?.[1] ?? null;
					const event = field("event");
					if (event) frames.push({ event, data: field("data") ?? "", id: field("id") });
				}
				wake();
			}
		} catch {
			// Closed by us, or by the server's end.
		}
		ended = true;
		wake();
	})();
	/** Waits until the frames, or the end, satisfy a condition. Fails after ten seconds. */
	const until = async (condition: () => boolean) => {
		const deadline = Date.now() + 10_000;
		while (!condition()) {
			if (Date.now() > deadline) throw new Error(`Not heard in time: ${JSON.stringify(frames)}`);
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, 200);
				wake = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	};
	return {
		response,
		frames,
		raw: () => raw,
		ended: () => ended,
		until,
		heard: (event: string, data?: string) =>
			until(() => frames.some((one) => one.event === event && (data === undefined || one.data === data))),
		count: (event: string) => frames.filter((one) => one.event === event).length,
		lastId: () => frames.findLast(({ id }) => id !== null)?.id ?? null,
		close: async () => {
			controller.abort();
			await reading;
		},
	};
}
