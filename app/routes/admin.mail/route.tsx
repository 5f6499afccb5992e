import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { mailLeaves } from "#app/core/mail/transport.server.ts";
import { mailFilesFor, mailStates } from "#app/notifications/mail-care.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Mail · Administration · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const leaves = mailLeaves();
	return { leaves, states: await mailStates(viewer), files: leaves ? [] : await mailFilesFor(viewer) };
}

const words = {
	waiting: "wait to be sent",
	sent: "were sent",
	dropped: "were not needed: everything in them had been read, or was gone",
	refused: "were refused by the mail server for good",
};

export default function MailCare() {
	const { leaves, states, files } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Mail</h1>
			<AdminNav />
			<p className="lead">
				{leaves
					? "Mail goes out through your mail server. What it says and who gets it is nobody else's to see."
					: "No mail server is set up (SMTP_URL), so mails land as files in the folder “mail” of DATA_DIR."}
			</p>
			<h2 className="apart">In the last seven days</h2>
			<ul className="list">
				{states.map(({ state, count }) => (
					<li key={state} className="row">
						<span>
							<b>{count}</b> {words[state]}
						</span>
					</li>
				))}
				{states.length === 0 ? <li className="row">No mail yet. The first ones come some minutes after something happened.</li> : null}
			</ul>
			{files.length > 0 ? (
				<section className="apart" aria-labelledby="files">
					<h2 id="files">The latest</h2>
					<ul className="list">
						{files.map(({ name, at, to, subject }) => (
							<li key={name} className="row">
								<span>
									<a href={`/admin/mail/${name}`}>{subject || "Without a subject"}</a>
									<small>
										to {to}, <When at={at} /> · <a href={`/admin/mail/${name}?text`}>as plain text</a>
									</small>
								</span>
							</li>
						))}
					</ul>
				</section>
			) : null}
		</main>
	);
}
