import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused } from "#app/core/http.server.ts";
import { officerInput } from "#app/moderation/glass-input.ts";
import { actAsOfficer, officerDesk, takeBox } from "#app/moderation/officers.server.ts";
import { MakeKey } from "./make-key.tsx";
import { OpenBox } from "./open-box.tsx";

export const meta: MetaFunction = () => [{ title: "Officer · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const desk = await officerDesk(viewer);
	if (!desk) throw notFound();
	return desk;
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if (!(await officerDesk(viewer))) throw notFound();
	const form = parseForm(await request.formData(), officerInput);
	if (!form.ok) return refused(form.errors, {});
	if (form.data.act === "take") {
		const box = await takeBox(viewer, form.data.request);
		if (!box) throw notFound();
		return { box };
	}
	await actAsOfficer(viewer, form.data);
	return goTo("/officer");
}

// The box that was just taken, and the name that was read in it, stay on the page.
export const shouldRevalidate = ({ formData, defaultShouldRevalidate }: { formData?: FormData; defaultShouldRevalidate: boolean }) =>
	formData?.get("act") !== "take" && defaultShouldRevalidate;

export default function Officer() {
	const { slot, hasKey, tasks } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Officer</h1>
			<p className="lead">
				You are one of two who together can open who wrote a post without a name, when two moderators asked for it and two days went by. See{" "}
				<Link to="/anonymity">what people read about it</Link>.
			</p>
			<p className="notice nojs-only">This page works with scripts only: your key must never leave your browser.</p>
			{slot ? <MakeKey hasKey={hasKey} /> : null}
			<section className="apart">
				<h2>To open</h2>
				{tasks.length === 0 ? <p>Nothing is to be opened.</p> : null}
				{tasks.map((task) => (
					<OpenBox key={`${task.request}-${task.slot}`} task={task} />
				))}
			</section>
		</main>
	);
}
