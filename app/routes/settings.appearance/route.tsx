import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused } from "#app/core/http.server.ts";
import { themeCookie, themeOf } from "#app/core/theme.server.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { Choices } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Appearance · Lamplight" }];

const input = z.object({ theme: z.enum(["system", "light", "dark"], { message: "Choose one of the three." }) });

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireViewer({ request, context });
	return { theme: themeOf(request) ?? "system" };
}

export async function action({ request, context }: ActionFunctionArgs) {
	await requireViewer({ request, context });
	const form = parseForm(await request.formData(), input);
	if (!form.ok) return refused(form.errors, form.values);
	return goTo("/settings/appearance", {
		headers: { "Set-Cookie": themeCookie(form.data.theme === "system" ? undefined : form.data.theme) },
	});
}

const themes = [
	{ value: "system", label: "Like my system" },
	{ value: "light", label: "Daylight" },
	{ value: "dark", label: "Dusk" },
];

export default function Appearance() {
	const { theme } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Appearance</h1>
			<SettingsNav />
			<Form method="post" className="form">
				<Choices kind="radio" name="theme" label="Theme" hint="For this browser." state={state} initial={[theme]} options={themes} />
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
				</div>
			</Form>
		</main>
	);
}
