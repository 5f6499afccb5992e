import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireViewer } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, notFound, refused, tooMany } from "#app/core/http.server.ts";
import { takeOne } from "#app/core/rate-limit.server.ts";
import { saveProfile } from "#app/people/commands.server.ts";
import { profileInput } from "#app/people/input.ts";
import { ownProfile } from "#app/people/queries.server.ts";
import { SettingsNav } from "#app/people/settings-nav.tsx";
import { TimeZoneField } from "#app/people/time-zone-field.tsx";
import { timeZones } from "#app/people/time-zones.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Choices, FormError, SelectField, TextArea, TextField } from "#app/ui/field.tsx";

export const meta: MetaFunction = () => [{ title: "Your profile · Lamplight" }];

const saveLimit = { name: "profile", max: 60, windowSeconds: 3600 };

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const own = await ownProfile(viewer);
	if (!own) throw notFound();
	return { ...own, zones: timeZones() };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireViewer({ request, context });
	const { allowed, retryAfterSeconds } = await takeOne(saveLimit, viewer.id);
	if (!allowed) throw tooMany(retryAfterSeconds);
	const form = parseForm(await request.formData(), profileInput);
	if (!form.ok) return refused(form.errors, form.values);
	const wrong = await saveProfile(viewer, form.data);
	return wrong ? refused({ [wrong.field]: wrong.message }, form.values) : goTo(`/people/${form.data.handle}`);
}

const options = (list: { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));

export default function ProfileSettings() {
	const { profile, lists, zones } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>Your profile</h1>
			<SettingsNav />
			{params.has("welcome") ? (
				<p className="notice">Welcome. Tell colleagues a little about you, or do it later: everything here is optional but your name.</p>
			) : null}
			{params.has("photo") ? (
				<p className="notice bad">
					{params.get("photo") === "large"
						? "This photo is too large: 8 MB at most."
						: "This photo can not be used. Try a JPEG, PNG or WebP."}
				</p>
			) : null}
			<Form method="post" action="/settings/photo" encType="multipart/form-data" className="row photo">
				<Avatar name={profile.name} photo={profile.photo} large />
				<span className="field">
					<label htmlFor="photo">Photo</label>
					<input id="photo" className="input" type="file" name="photo" accept="image/png,image/jpeg,image/webp,image/gif" />
				</span>
				<span className="actions">
					<button className="btn quiet" type="submit">
						Use this photo
					</button>
					{profile.photo ? (
						<button className="btn quiet" type="submit" name="remove" value="1">
							Remove it
						</button>
					) : null}
				</span>
			</Form>
			<Form method="post" className="form">
				<FormError state={state} />
				<TextField name="name" label="Name" state={state} initial={profile.name} autoComplete="name" required />
				<TextField
					name="handle"
					label="Handle"
					hint="Colleagues mention you with it, as in @maya."
					state={state}
					initial={profile.handle}
					autoComplete="off"
					required
				/>
				<SelectField
					name="departmentId"
					label="Department"
					empty="None"
					state={state}
					initial={profile.departmentId}
					options={options(lists.departments)}
				/>
				<SelectField
					name="jobRoleId"
					label="Job role"
					empty="None"
					state={state}
					initial={profile.jobRoleId}
					options={options(lists.jobRoles)}
				/>
				<Choices
					kind="checkbox"
					name="tools"
					label="Tools you use"
					hint="Threads about them come to “For you”."
					state={state}
					initial={profile.tools}
					options={options(lists.tools)}
				/>
				<TimeZoneField zones={zones} state={state} initial={profile.timeZone} />
				<TextArea
					name="askMeAbout"
					label="Ask me about"
					hint="What you would gladly be asked about."
					rows={2}
					state={state}
					initial={profile.askMeAbout}
				/>
				<TextArea
					name="learningNow"
					label="Learning now"
					hint="What you are trying to get the hang of. It helps others to say it too."
					rows={2}
					state={state}
					initial={profile.learningNow}
				/>
				<div className="actions">
					<button className="btn" type="submit">
						Save
					</button>
					<Link to={`/people/${profile.handle}`}>See your profile</Link>
				</div>
			</Form>
		</main>
	);
}
