import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AmaForm } from "#app/ama/ama-form.tsx";
import { leadersFor } from "#app/ama/hosts.server.ts";
import { amaInput } from "#app/ama/input.ts";
import { scheduleAma } from "#app/ama/schedule.server.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { circlesToPostIn } from "#app/circles/queries.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { forbidden, goTo, refused } from "#app/core/http.server.ts";
import { lookAgain, orTooComplex } from "#app/threads/compose.server.ts";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "Announce an AMA · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const [leaders, circles] = await Promise.all([leadersFor(viewer), circlesToPostIn(viewer)]);
	return {
		submission: randomUUID(),
		zone: viewer.timeZone,
		leaders: leaders.map(({ handle, name }) => ({ value: handle, label: name })),
		circles: circles.map(({ id, name, visibility }) => ({ value: id, label: visibility === "private" ? `${name} (private)` : name })),
	};
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	if ((await leadersFor(viewer)).length === 0) throw forbidden();
	const body = await request.formData();
	const form = parseForm(body, amaInput);
	if (!form.ok) return refused(form.errors, form.values);
	const doubt = lookAgain(body, form.values);
	if (doubt) return doubt;
	const made = await orTooComplex(() => scheduleAma(viewer, form.data));
	return "path" in made ? goTo(made.path) : refused(made.errors, form.values);
}

export default function NewAma() {
	const { leaders, circles, submission, zone } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	return (
		<main id="main">
			<h1>Announce an AMA</h1>
			{leaders.length === 0 ? (
				<Empty title="This is for leaders">Whoever answers openly as a leader is named by an admin. Do you want to? Ask one of them.</Empty>
			) : (
				<>
					<p className="lead">
						Questions are collected from now on. Each one gets an end that everybody sees: an answer, “I don’t know yet”, or a reason.
					</p>
					<div className="apart">
						<AmaForm
							state={state}
							initial={{ leader: leaders[0]?.value ?? "" }}
							save="Announce it"
							leaders={leaders}
							circles={circles}
							submission={submission}
							zone={zone}
						/>
					</div>
				</>
			)}
		</main>
	);
}
