import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireAdmin } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refusedByResource } from "#app/core/http.server.ts";
import { dropJob, failedJobs, retryJob } from "#app/core/jobs-care.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Jobs · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireAdmin({ request, context });
	return failedJobs();
}

const input = z.object({
	id: z.string({ message: "Choose a job." }).regex(/^\d{1,18}$/, "Choose a job."),
	intent: z.enum(["retry", "drop"], { message: "Please try again." }),
});

export async function action({ request, context }: ActionFunctionArgs) {
	await requireAdmin({ request, context });
	const form = parseForm(await request.formData(), input);
	if (!form.ok) return refusedByResource(form.errors);
	await (form.data.intent === "retry" ? retryJob : dropJob)(form.data.id);
	return goTo("/admin/jobs");
}

export default function Jobs() {
	const { failed, waiting } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Jobs</h1>
			<AdminNav />
			<p className="lead">
				What Lamplight does in the background: telling people, sending mail.{" "}
				{waiting === 0 ? "Nothing waits." : `${waiting} wait for their turn.`}
			</p>
			{failed.length === 0 ? (
				<Empty title="Nothing has failed">A job that fails is tried again by itself for some days. It shows up here meanwhile.</Empty>
			) : null}
			<ul className="list">
				{failed.map(({ id, task, attempts, mostAttempts, error, nextAt, givenUp }) => (
					<li key={id} className="row centred">
						<span>
							<b>{task}</b>
							<small>{error}</small>
							<small>
								{givenUp ? (
									`Given up after ${attempts} attempts.`
								) : (
									<>
										Attempt {attempts} of {mostAttempts} failed; tried again <When at={nextAt} />.
									</>
								)}
							</small>
						</span>
						<Form method="post" className="actions">
							<input type="hidden" name="id" value={id} />
							<button className="mini" type="submit" name="intent" value="retry" aria-label={`Try ${task} now`}>
								Try now
							</button>
							<button className="mini" type="submit" name="intent" value="drop" aria-label={`Let ${task} go`}>
								Let go
							</button>
						</Form>
					</li>
				))}
			</ul>
		</main>
	);
}
