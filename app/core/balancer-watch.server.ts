// A balancer sends requests until it has asked /readyz again, and many only believe what they hear three times.
const answers = 3;
const longestHold = 8000;
const step = 50;
// So many of its own pauses later whoever asked is no longer asking.
const pauses = 4;

/** Notices whether somebody asks /readyz in a rhythm, as balancers do, so that a server that stops can tell them first. */
export function balancerWatch() {
	const asked: number[] = [];
	let told = 0;
	return {
		/** For each question; `ready` is what it was told. */
		noteAnswer(ready: boolean): void {
			asked.push(performance.now());
			if (asked.length > answers) asked.shift();
			told = ready ? 0 : told + 1;
		},
		/** Resolves when it was told often enough that this server is not ready: at once where nobody asks, at the latest after 8 s. */
		async untilTold(): Promise<void> {
			const began = performance.now();
			const [first = 0, second = 0, last = 0] = asked;
			const asks = asked.length === answers && began - last < pauses * Math.max(second - first, last - second);
			while (asks && told < answers && performance.now() - began < longestHold) await new Promise((done) => setTimeout(done, step));
		},
	};
}
