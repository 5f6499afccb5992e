import { data, redirect } from "@remix-run/node";
import type { RequestArgs } from "./context.ts";
import { safeRedirect } from "./safe-redirect.ts";

/** What is not there and what is not yours answer alike. */
export const notFound = () => data("Not found", { status: 404 });
export const forbidden = () => data("Forbidden", { status: 403 });
export const tooMany = (retryAfterSeconds: number) =>
	data("Too many requests", { status: 429, headers: { "Retry-After": String(retryAfterSeconds) } });

/** A redirect that can not leave this host. 303, so that the browser always follows with GET. */
export const goTo = (to: unknown, init: { headers?: HeadersInit } = {}) => redirect(safeRedirect(to), { status: 303, ...init });

/** The errors and typed values of a refused form, as an action returns them: status 422, nothing changed. */
export const refused = (errors: Record<string, string>, values: Record<string, string | string[]>, status = 422) =>
	data({ errors, values }, { status });

/** After a small change on a page: without JavaScript the browser is sent back to it, with JavaScript it never left. */
export const stay = ({ context }: Pick<RequestArgs, "context">, path: string) => (context.isDocument ? goTo(path) : data(null));

/** The refusal of an address that has no page of its own: one plain sentence. Its forms are ours, so people do not meet it. */
export const refusedByResource = (errors: Record<string, string>, status = 422) =>
	new Response(Object.values(errors)[0] ?? "This can not be done.", { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
