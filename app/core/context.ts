import type { AppLoadContext } from "@remix-run/node";

declare module "@remix-run/node" {
	interface AppLoadContext {
		/** The CSP nonce of this response. */
		nonce: string;
		/** The client's address, IPv6 cut to its /64. For rate limits only; never stored in clear. */
		clientNetwork: string;
		/** True for a page, false for a `.data` request of the browser's router. */
		isDocument: boolean;
		/** Our own origin, as configured or as the browser addressed us. */
		origin: string;
		/** Computed once for each request, shared by its loaders. */
		memo: Map<string, unknown>;
		/** Cooked HTML that a page needs once: rendered into the document, kept out of the hydration data. */
		cooked: Map<string, string>;
	}
}

export type RequestArgs = { request: Request; context: AppLoadContext };

/** The value that `make` gives at its first call in this request. */
export function once<T>({ context }: Pick<RequestArgs, "context">, key: string, make: () => T): T {
	if (!context.memo.has(key)) context.memo.set(key, make());
	return context.memo.get(key) as T;
}
