import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { aliasesOf } from "#app/anonymity/aliases.server.ts";
import { isModerator } from "#app/auth/rules.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refusedByResource } from "#app/core/http.server.ts";
import { careForAlias } from "#app/moderation/alias-care.server.ts";
import { aliasCareInput } from "#app/replies/input.ts";
import { threadById } from "#app/threads/queries.server.ts";
import { canModerate, threadPath } from "#app/threads/rules.ts";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: "Aliases in a thread · Lamplight" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const thread = await threadById(viewer, params.threadId);
	if (!thread || !canModerate({ viewer, keeper: thread.keeper })) throw notFound();
	const { id, slug, title } = thread;
	return { thread: { id, slug, title }, aliases: await aliasesOf(id), everywhere: isModerator(viewer) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const form = parseForm(await request.formData(), aliasCareInput);
	if (!form.ok) return refusedByResource(form.errors);
	return goTo(await careForAlias(viewer, params.threadId, form.data));
}

export default function Aliases() {
	const { thread, aliases, everywhere } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Aliases in “{thread.title}”</h1>
			<p className="lead">Nobody can look up whose they are, you neither. What you decide here tells you nothing of it.</p>
			{aliases.length === 0 ? <Empty title="Nobody writes here without a name">There is nothing to decide.</Empty> : null}
			<ul className="list apart">
				{aliases.map(({ name, muted, stoppedUntil }) => (
					<li className="row" key={name}>
						<span>
							<b>{name}</b>
							{muted ? <small>can not write in this thread</small> : null}
							{stoppedUntil ? <small>writes with their name only, until {stoppedUntil}</small> : null}
						</span>
						<Form method="post" className="acts">
							<input type="hidden" name="alias" value={name} />
							<button className="mini" type="submit" name="act" value={muted ? "unmute" : "mute"}>
								{muted ? "Let it write here again" : "Keep it from writing here"}
							</button>
							{everywhere ? (
								<button className="mini" type="submit" name="act" value={stoppedUntil ? "free" : "stop"}>
									{stoppedUntil ? "Let them write without a name again" : "With their name only, everywhere, for 30 days"}
								</button>
							) : null}
						</Form>
					</li>
				))}
			</ul>
			<Link className="btn quiet" to={threadPath(thread)}>
				Back to the thread
			</Link>
		</main>
	);
}
