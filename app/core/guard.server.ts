// Express middleware mounted before Remix, which lets cross-site writes through on several paths (docs/decisions/003-guard.md).
import { randomBytes } from "node:crypto";
import type { NextFunction, Request, Response } from "express";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const mutating = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const megabyte = 1024 * 1024;
const bodyLimit = 4 * megabyte;
const uploadLimit = 42 * megabyte;

export type GuardOptions = { appUrl: string | undefined };

const refuse = (response: Response, status: number, message: string) => response.status(status).type("text/plain").send(`${message}\n`);

/** Our own origin: as configured, or as the browser addressed this server directly. Forwarded hosts are never believed. */
export const ownOrigin = (request: Request, { appUrl }: GuardOptions): string | null => {
	if (appUrl) return new URL(appUrl).origin;
	const url = `http://${request.headers.host ?? ""}`;
	return URL.canParse(url) ? new URL(url).origin : null;
};

// RFC 8058: a mail program ends a subscription with a POST of its own. The address carries a token of ours and no cookie counts there.
const fromMailPrograms = /^\/unsubscribe\/[\w.-]+$/;

/** Addresses that read a body piece by piece, with limits of their own. */
export const takesFiles = /^\/(uploads|settings\/photo|badges\/verify)(\.data)?\/?$/;

function isForeign(request: Request, origin: string): boolean {
	const site = request.get("sec-fetch-site");
	const from = request.get("origin");
	return (
		(site !== undefined && site !== "same-origin") || (from !== undefined && from !== origin) || (site === undefined && from === undefined)
	);
}

/** Refuses what must not reach Remix: its legacy data path, odd methods, writes from elsewhere, bodies without an honest length. */
export const guard = (options: GuardOptions) => (request: Request, response: Response, next: NextFunction) => {
	const origin = ownOrigin(request, options);
	if (!origin || !URL.canParse(request.originalUrl, origin)) return refuse(response, 400, "This address can not be read.");
	const url = new URL(request.originalUrl, origin);
	try {
		// Remix decodes every segment and answers a broken escape with 500.
		decodeURIComponent(url.pathname);
	} catch {
		return refuse(response, 400, "This address can not be read.");
	}
	if (url.origin !== origin || /%00/.test(url.pathname)) return refuse(response, 400, "This address can not be read.");
	if (url.searchParams.has("_data")) return refuse(response, 400, "There is no such address.");
	if (url.searchParams.has("_routes") && !url.pathname.endsWith(".data")) return refuse(response, 400, "There is no such address.");
	if (safe.has(request.method)) return next();
	if (!mutating.has(request.method)) return refuse(response, 405, "This method is not used here.");

	if (!fromMailPrograms.test(url.pathname) && isForeign(request, origin))
		return refuse(response, 403, "This request did not come from our own pages.");

	const length = Number(request.get("content-length") ?? (request.get("transfer-encoding") ? Number.NaN : 0));
	if (!Number.isInteger(length)) return refuse(response, 411, "The length of the request is missing.");
	const limit = takesFiles.test(url.pathname) ? uploadLimit : bodyLimit;
	if (length > limit) return refuse(response, 413, "This is too large.");
	return next();
};

/** Security headers of every response, errors and redirects too. Leaves the nonce in `response.locals.nonce`. */
export const securityHeaders =
	({ appUrl }: GuardOptions) =>
	(_: Request, response: Response, next: NextFunction) => {
		const nonce = randomBytes(16).toString("base64");
		response.locals.nonce = nonce;
		response.set({
			"Content-Security-Policy": [
				"default-src 'none'",
				`script-src 'nonce-${nonce}' 'strict-dynamic'`,
				"style-src 'self'",
				"img-src 'self' blob:",
				"font-src 'self'",
				"connect-src 'self'",
				"manifest-src 'self'",
				"worker-src 'self'",
				"form-action 'self'",
				"base-uri 'none'",
				"object-src 'none'",
				"frame-ancestors 'none'",
			].join("; "),
			"X-Content-Type-Options": "nosniff",
			"X-Frame-Options": "DENY",
			"Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
			"Cache-Control": "no-store",
			...(appUrl?.startsWith("https:") ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
		});
		next();
	};
