import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { notFound } from "#app/core/http.server.ts";
import { draftsOf } from "#app/threads/drafts.server.ts";
import { FormError, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Add an image · Lamplight" }];

const wrong: Record<string, string> = {
	none: "No image was chosen.",
	"too-large": "This file is too large. Please choose a smaller one.",
	"not-an-image": "This file is not a picture we can show. PNG, JPEG, WebP and GIF work.",
	"too-many-pixels": "This picture has more than 25 million pixels. Please make it smaller and try again.",
	many: "Those were many images in an hour. Please wait a little.",
};

/** Adds an image to a draft, for browsers without scripts. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { searchParams } = new URL(request.url);
	const draft = (await draftsOf(viewer)).find(({ place }) => place === searchParams.get("place"));
	const field = /^[a-z]{1,20}$/.exec(searchParams.get("field") ?? "")?.[0];
	if (!draft || !field) throw notFound();
	const refusal = searchParams.get("wrong");
	return {
		action: `/uploads?${new URLSearchParams({ place: draft.place, field })}`,
		back: draft.path ?? "/kept",
		error: refusal === null ? null : (wrong[refusal] ?? "The image could not be used. Please try it once more, or choose another one."),
	};
}

export default function AddImage() {
	const { action, back, error } = useLoaderData<typeof loader>();
	const state = error ? { errors: { form: error }, values: {} } : undefined;
	return (
		<main id="main" className="narrow">
			<h1>Add an image</h1>
			<p className="lead">What you wrote is kept as a draft. The image comes at the end of the text you were in.</p>
			<form className="form" method="post" encType="multipart/form-data" action={action}>
				<FormError state={state} />
				<div className="field">
					<label htmlFor="image">Image</label>
					<p className="hint">PNG, JPEG, WebP or GIF, up to 8 MB. Where and when it was taken is removed.</p>
					<input className="input" id="image" name="image" type="file" accept="image/png,image/jpeg,image/webp,image/gif" required />
				</div>
				<TextField
					name="description"
					label="What does it show?"
					hint="For colleagues who can not see it."
					state={undefined}
					maxLength={200}
				/>
				<div className="actions">
					<button className="btn" type="submit">
						Add it
					</button>
					<Link className="btn quiet" to={back}>
						Go on without it
					</Link>
				</div>
			</form>
		</main>
	);
}
