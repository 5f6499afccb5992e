// Where a link or a picture in markdown may point. What passes here is escaped whole and never decoded again, so the
// characters that were judged are the characters the browser reads.

const forbidden = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;
const ownUpload = /^\/uploads\/[a-z0-9]{1,64}\.webp$/;

/**
 * The address to link to, or null when it is none that may be: http, https, mailto, and paths of this site with one leading slash
 * (`//host` and `/\host` lead elsewhere). `literal` is set for an autolink, in which `&amp;` stands for itself.
 */
export function linkAddress(href: string, literal = false): string | null {
	const address = encoded(literal ? href : decoded(href));
	if (address === null || forbidden.test(address)) return null;
	if (/^\/(?![/\\])/.test(address)) return address;
	if (/^mailto:[^:/]/i.test(address)) return address;
	return /^https?:\/\/[^/\\]/i.test(address) && URL.canParse(address) ? address : null;
}

/** The path of a picture kept here, or null: a picture elsewhere would tell its server who reads, and when. */
export const uploadAddress = (href: string): string | null => (ownUpload.test(href) ? href : null);

/** Numeric references and `&amp;` only. Other names stay text: `javascript&colon;` is no scheme, and `&colon;` no colon. */
const decoded = (href: string) =>
	href.replace(/&(?:amp|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g, (_, decimal?: string, hex?: string) => {
		if (decimal === undefined && hex === undefined) return "&";
		const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number.parseInt(decimal, 10);
		return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
	});

function encoded(href: string): string | null {
	// Browsers drop tabs and line ends inside an address: `/<tab>/host` would become `//host`.
	if (/[\u0000-\u001f\u007f\\]/.test(href)) return null;
	return encodeURI(href.toWellFormed()).replaceAll("%25", "%");
}
