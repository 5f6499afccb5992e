// Shows the offline page where the network fails, and tells of news. Never keeps a page or anything of a person: see docs/decisions/013.
// The server puts the version of its build in, so that a new build brings a new worker, and that one a new cache.
const version = "@build@";
const cacheName = `lamplight-${version}`;
const offline = "/offline";
const plain = ["/js.js", "/icon.svg", "/manifest.webmanifest", "/icons/icon-192.png", "/icons/badge-96.png"];

/** Fetches one thing for the cache: without cookies, so that what is kept was made for nobody. */
async function keep(cache, address) {
	const response = await fetch(address, { credentials: "omit", cache: "no-cache", redirect: "error" });
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	await cache.put(address, response.clone());
	return response.text();
}

const assetsIn = (text) => [...new Set(text.match(/\/assets\/[\w.~-]+/g) ?? [])];

/** The offline page, the scripts and styles that its text names, and the fonts that its styles name. */
async function fill() {
	const cache = await caches.open(cacheName);
	const assets = assetsIn(await keep(cache, offline));
	const styles = await Promise.all(assets.filter((path) => path.endsWith(".css")).map((path) => keep(cache, path)));
	const rest = [...assets.filter((path) => !path.endsWith(".css")), ...styles.flatMap(assetsIn), ...plain];
	await Promise.all([...new Set(rest)].map((path) => keep(cache, path)));
}

self.addEventListener("install", (event) => {
	// Nothing of the old worker is needed by pages that are open: the new one may begin at once.
	self.skipWaiting();
	event.waitUntil(fill());
});

async function takeOver() {
	for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
	// The page is asked for while the worker still wakes up.
	await self.registration.navigationPreload?.enable();
	await self.clients.claim();
}
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

/** The page from the network. Where that fails, and not where a server answers, the way to the offline page. */
async function page(event) {
	const { pathname, search } = new URL(event.request.url);
	try {
		return (await event.preloadResponse) ?? (await fetch(event.request));
	} catch {
		if (pathname !== offline) return Response.redirect(`${offline}?from=${encodeURIComponent(pathname + search)}`);
		return (await caches.match(offline, { cacheName })) ?? Response.error();
	}
}

/** Hashed files never change, so the kept one will do; of the others the kept one only where the network fails. */
async function file(request, { pathname }) {
	const kept = await caches.match(pathname, { cacheName });
	if (kept && pathname.startsWith("/assets/")) return kept;
	return fetch(request).catch(() => kept ?? Response.error());
}

self.addEventListener("fetch", (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== "GET" || url.origin !== self.location.origin) return;
	if (request.mode === "navigate") event.respondWith(page(event));
	else if (url.pathname.startsWith("/assets/") || plain.includes(url.pathname)) event.respondWith(file(request, url));
});

const somethingNew = { title: "Something new on Lamplight", body: "", url: "/notifications", tag: "news" };

/** A whole address of our own; where another one is meant, that of the notifications. */
const own = (value) => {
	const origin = self.location.origin;
	const url = URL.canParse(value, origin) ? new URL(value, origin) : null;
	return url?.origin === origin ? url.href : origin + somethingNew.url;
};

/** What a message tells of, as whoever is signed in now may see it; the message itself holds an id alone, and no word of it is shown. */
async function newsOf(message) {
	try {
		const { id } = message.json();
		if (!/^[0-9a-z]{14}$/.test(id)) return somethingNew;
		const response = await fetch(`/notifications/${id}/preview`, { redirect: "error", cache: "no-store" });
		if (response.status !== 200) return somethingNew;
		const { title, body, url } = await response.json();
		return typeof title === "string" && title ? { title, body: String(body ?? ""), url, tag: id } : somethingNew;
	} catch {
		return somethingNew;
	}
}

async function tell(message) {
	const { title, body, url, tag } = await newsOf(message);
	await self.registration.showNotification(title, {
		body,
		tag,
		icon: "/icons/icon-192.png",
		badge: "/icons/badge-96.png",
		data: { url: own(url) },
	});
}
self.addEventListener("push", (event) => event.waitUntil(tell(event.data ?? { json: () => ({}) })));

/** A tab that shows it comes to the front; one in which somebody may be writing is left as it is. */
async function lead(to) {
	const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
	const there = tabs.find((tab) => tab.url.split("#")[0] === to.split("#")[0]);
	await (there ? there.focus() : self.clients.openWindow(to));
}
self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	event.waitUntil(lead(own(event.notification.data?.url)));
});
