import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "#app/auth/session.server.ts";
import { goTo } from "#app/core/http.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireViewer({ request, context });
	throw goTo("/settings/profile");
}
