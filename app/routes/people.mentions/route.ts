import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { searchPeople } from "#app/people/queries.server.ts";

/** Colleagues whose name or handle begins with `q`, for completing a mention. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const q = (new URL(request.url).searchParams.get("q") ?? "").toWellFormed().replaceAll("\0", "");
	return json((await searchPeople(viewer, q)).map(({ handle, name }) => ({ handle, name })));
}
