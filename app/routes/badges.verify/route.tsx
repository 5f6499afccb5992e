import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { checkForm, checkLimit } from "#app/recognition/check.server.ts";
import { CheckAnswer } from "./check-answer.tsx";

export const meta: MetaFunction = () => [{ title: "Check a badge · Lamplight" }];

/** Checks a badge, for anybody: whoever is shown one outside has no session. Keeps nothing of it. */
export async function action({ request, context }: ActionFunctionArgs) {
	const { allowed, retryAfterSeconds } = await takeOne(checkLimit, context.clientNetwork);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const { answer, status } = await checkForm(request);
	return data(answer, { status });
}

export default function CheckBadge() {
	const answer = useActionData<typeof action>();
	return (
		<main id="main" className="narrow">
			<h1>Check a badge</h1>
			<p className="lead">Did somebody show you a badge from here? This page says whether it is good. Nothing of it is kept.</p>
			<output>{answer ? <CheckAnswer answer={answer} /> : null}</output>
			<Form method="post" encType="multipart/form-data" className="form">
				<div className="field">
					<label htmlFor="file">The file</label>
					<p className="hint">A picture (PNG) or a JSON file that you were given.</p>
					<input className="input" id="file" name="file" type="file" accept=".png,.json,image/png,application/json" />
				</div>
				<div className="field">
					<label htmlFor="credential">Or its text</label>
					<p className="hint">The whole of it, from the first bracket to the last.</p>
					<textarea className="input" id="credential" name="credential" rows={6} spellCheck={false} />
				</div>
				<div className="actions">
					<button className="btn" type="submit">
						Check it
					</button>
				</div>
			</Form>
			<p className="foot">
				A good badge says what was given here. It does not say to whom: ask whoever shows it to you. That this is the right place to ask,
				you know from the address of this page alone.
			</p>
		</main>
	);
}
