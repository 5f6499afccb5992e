// This browser's part of push: who wished for it here, and keeping the browser, the server and the session in step.

/** `of`: who wished for it. `key`: the installation's, base64url. `told`: the server knows of it for the present session. */
type Wish = { of: string; key: string; told: boolean };
export type PushState = "unsupported" | "denied" | "off" | "on";

const wishKey = "push";
const isWish = (value: unknown): value is Wish =>
	typeof value === "object" &&
	value !== null &&
	"of" in value &&
	typeof value.of === "string" &&
	"key" in value &&
	typeof value.key === "string" &&
	"told" in value;

function wish(): Wish | null {
	try {
		const value: unknown = JSON.parse(localStorage.getItem(wishKey) ?? "null");
		return isWish(value) ? value : null;
	} catch {
		return null;
	}
}

const supported = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

// Never waits for a worker that may not come.
const browserSubscription = async () => (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();

const post = (fields: Record<string, string>) =>
	fetch("/push/subscription", { method: "POST", body: new URLSearchParams(fields) }).then(
		({ ok, redirected }) => ok && !redirected,
		() => false,
	);

const tell = ({ endpoint, keys }: PushSubscriptionJSON) =>
	post({ intent: "on", endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" });

async function subscribeWith(key: string): Promise<boolean> {
	const { pushManager } = await navigator.serviceWorker.ready;
	// One that was made with another key can not be taken over.
	const options = { userVisibleOnly: true, applicationServerKey: key };
	const made = await pushManager.subscribe(options).catch(async () => {
		await (await pushManager.getSubscription())?.unsubscribe();
		return pushManager.subscribe(options);
	});
	return tell(made.toJSON());
}

/** Whether this browser tells a person of news, or why it can not. */
export async function pushState(viewerId: string, key: string): Promise<PushState> {
	if (!supported()) return "unsupported";
	if (Notification.permission === "denied") return "denied";
	const wished = wish();
	const here = wished?.of === viewerId && wished.key === key && Notification.permission === "granted";
	return here && (await browserSubscription()) ? "on" : "off";
}

/** Asks the person for leave, and then tells the server. False where that failed; a "no" of the person is no failure. */
export async function turnOn(viewerId: string, key: string): Promise<boolean> {
	try {
		if ((await Notification.requestPermission()) !== "granted") return true;
		if (!(await subscribeWith(key))) return false;
		localStorage.setItem(wishKey, JSON.stringify({ of: viewerId, key, told: true } satisfies Wish));
		return true;
	} catch {
		return false;
	}
}

/** Ends it, here and on the server. */
export async function turnOff(): Promise<void> {
	localStorage.removeItem(wishKey);
	if (!supported()) return;
	const subscription = await browserSubscription();
	if (!subscription) return;
	await Promise.all([subscription.unsubscribe(), post({ intent: "off", endpoint: subscription.endpoint })]);
}

/**
 * Keeps this browser's subscription that of whoever is signed in: it pauses while nobody is, comes back for the person who wished for it,
 * and ends when somebody else signs in.
 */
export async function keepPushInStep(viewerId: string | null): Promise<void> {
	if (!supported()) return;
	const wished = wish();
	if (!viewerId || wished?.of !== viewerId) {
		if (viewerId) localStorage.removeItem(wishKey);
		else if (wished) localStorage.setItem(wishKey, JSON.stringify({ ...wished, told: false }));
		await (await browserSubscription())?.unsubscribe();
	} else if (!wished.told && Notification.permission === "granted" && (await subscribeWith(wished.key)))
		localStorage.setItem(wishKey, JSON.stringify({ ...wished, told: true }));
}
