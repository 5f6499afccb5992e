const origin = "http://same.invalid";

/**
 * `to` when it is a path on our own host, else `fallback`. One leading slash, no backslash, no control character;
 * resolved once as a browser does, so that `/\host`, `//host` and `/a/..//host` stay here (OWASP ASVS 5.0, V3.7.2).
 */
export function safeRedirect(to: unknown, fallback = "/"): string {
	if (typeof to !== "string" || to.length > 2000) return fallback;
	if (!/^\/(?![/\\])/.test(to) || /[\\\u0000-\u001f\u007f]/.test(to)) return fallback;
	if (!URL.canParse(to, origin)) return fallback;
	const url = new URL(to, origin);
	if (url.origin !== origin || url.pathname.startsWith("//")) return fallback;
	return url.pathname + url.search + url.hash;
}
