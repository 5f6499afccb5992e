import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { notFound } from "#app/core/http.server.ts";
import { kinds } from "#app/notifications/kinds.ts";
import { readUnsubscribe, type Scope, unsubscribe } from "#app/notifications/unsubscribe.server.ts";

export const meta: MetaFunction = () => [{ title: "Fewer mails · Lamplight" }];

const wordsOf = (scope: Scope): string => {
	if ("digest" in scope) return "the digest";
	if ("threadId" in scope) return "anything more about this thread";
	return scope.kinds.map((kind) => `“${kinds[kind].label}”`).join(" and ");
};

// No session is asked for: who holds the link may end this one thing (RFC 8058). Looking at the page changes nothing.
export async function loader({ params }: LoaderFunctionArgs) {
	const link = await readUnsubscribe(params.token);
	if (!link) throw notFound();
	return { what: wordsOf(link.scope) };
}

export async function action({ params }: ActionFunctionArgs) {
	const link = await readUnsubscribe(params.token);
	if (!link) throw notFound();
	await unsubscribe(link);
	return { done: true };
}

export default function Unsubscribe() {
	const { what } = useLoaderData<typeof loader>();
	const done = useActionData<typeof action>()?.done;
	return (
		<main className="narrow" id="main">
			<h1>{done ? "Done" : "Fewer mails"}</h1>
			{done ? (
				<>
					<p className="lead">You get no more mail about {what}. Nothing else has changed.</p>
					<p>
						<Link className="btn quiet" to="/settings/notifications">
							What else to hear of
						</Link>
					</p>
				</>
			) : (
				<>
					<p className="lead">Do you want no more mail about {what}?</p>
					<Form method="post" className="actions">
						<button className="btn" type="submit">
							No more of these
						</button>
						<Link className="btn quiet" to="/settings/notifications">
							Change when they come
						</Link>
					</Form>
				</>
			)}
		</main>
	);
}
