import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireAdmin } from "#app/auth/session.server.ts";
import { parseForm } from "#app/core/form.server.ts";
import { goTo, refused, refusedByResource } from "#app/core/http.server.ts";
import { AdminNav } from "#app/people/admin-nav.tsx";
import { badgeBySlug, badgePath, catalogue } from "#app/recognition/catalogue.ts";
import { giveBackInput, revokeInput } from "#app/recognition/input.ts";
import { givenTo, previewOf, withCount } from "#app/recognition/preview.server.ts";
import { giveBack, revoke, revokedBadges } from "#app/recognition/revocation.server.ts";
import { FormError, SelectField, TextField } from "#app/ui/field.tsx";
import { When } from "#app/ui/when.tsx";

export const meta: MetaFunction = () => [{ title: "Badges · Administration · Lamplight" }];

const mostCount = 100;

export async function loader({ request, context }: LoaderFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const { searchParams } = new URL(request.url);
	const asked = badgeBySlug(searchParams.get("try") ?? undefined);
	const badge = asked?.peer ? null : asked;
	const count = Math.min(mostCount, Math.max(1, Math.trunc(Number(searchParams.get("count"))) || 1));
	const tried = badge ? ((await previewOf(viewer, [withCount(badge, count)])).get(`${badge.slug} 1`) ?? null) : null;
	const now = await givenTo(viewer, catalogue);
	const revoked = await revokedBadges(viewer);
	return { revoked, tried: badge && tried ? { name: badge.name, count, words: tried } : null, now: Object.fromEntries(now) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const viewer = await requireAdmin({ request, context });
	const body = await request.formData();
	if (body.get("act") === "give-back") {
		const back = parseForm(body, giveBackInput);
		if (!back.ok) return refusedByResource(back.errors);
		await giveBack(viewer, back.data);
		return goTo("/admin/badges?given");
	}
	const form = parseForm(body, revokeInput);
	if (!form.ok) return refused(form.errors, form.values);
	const wrong = await revoke(viewer, form.data);
	return wrong ? refused(wrong.errors, form.values) : goTo("/admin/badges?revoked");
}

const options = catalogue.map(({ slug, name }) => ({ value: slug, label: name }));
const ruled = options.filter(({ value }) => !badgeBySlug(value)?.peer);

export default function AdminBadges() {
	const { tried, now, revoked } = useLoaderData<typeof loader>();
	const state = useActionData<typeof action>();
	const [params] = useSearchParams();
	return (
		<main id="main">
			<h1>Badges</h1>
			<AdminNav />
			<p className="lead">
				How many people have each badge, in fives, and never who. They are a hint whether a rule is of any use, and nothing to judge people
				by.
			</p>
			<output>
				{params.has("revoked") ? <p className="notice">It is revoked, and its owner reads why.</p> : null}
				{params.has("given") ? <p className="notice">It is given back, and its owner is told.</p> : null}
			</output>
			<section className="quietcard apart">
				<h2>Try another number</h2>
				<Form className="form">
					<SelectField name="try" label="Badge" state={undefined} initial={params.get("try") ?? ""} options={ruled} />
					<TextField
						name="count"
						label="So often"
						hint="What a rule counts, from 1 to 100. Nothing changes by trying."
						type="number"
						state={undefined}
						initial={params.get("count") ?? "3"}
					/>
					<div className="actions">
						<button className="btn quiet" type="submit">
							See how many
						</button>
					</div>
				</Form>
				<output>{tried ? <p className="notice">{`With ${tried.count}, ${tried.words} would have “${tried.name}”.`}</p> : null}</output>
			</section>
			<section className="apart">
				<h2>As it is</h2>
				<ul className="list">
					{catalogue.flatMap(({ slug, name, tiers }) =>
						tiers.map((_, index) => (
							<li className="row" key={`${slug} ${index + 1}`}>
								<span>
									<Link to={badgePath(slug)}>{name}</Link>
									<small>
										{index > 0 ? "Second tier: " : ""}
										{now[`${slug} ${index + 1}`]}
									</small>
								</span>
							</li>
						)),
					)}
				</ul>
			</section>
			<section className="quietcard apart">
				<h2>Revoke a badge</h2>
				<Form method="post" className="form">
					<FormError state={state} />
					<p>
						For what was got by pretence, and is shown. Effort that was real is not taken back. Its owner reads the reason; nobody else is
						told.
					</p>
					<TextField name="handle" label="Whose" hint="Their handle, as @maya." state={state} />
					<SelectField name="badge" label="Badge" state={state} options={options} empty="Choose one" />
					<TextField name="reason" label="Why" state={state} maxLength={500} />
					<div className="actions">
						<button className="btn danger" type="submit">
							Revoke it
						</button>
					</div>
				</Form>
			</section>
			{revoked.length > 0 ? (
				<section className="apart">
					<h2>Revoked</h2>
					<ul className="list">
						{revoked.map((one) => (
							<li className="row" key={`${one.handle} ${one.badge}`}>
								<span>
									<Link to={badgePath(one.badge)}>{badgeBySlug(one.badge)?.name}</Link>
									<small>
										of {one.name}, <When at={one.at} />: {one.reason}
									</small>
								</span>
								<Form method="post">
									<input type="hidden" name="handle" value={one.handle} />
									<input type="hidden" name="badge" value={one.badge} />
									<button className="mini" type="submit" name="act" value="give-back">
										Give it back
									</button>
								</Form>
							</li>
						))}
					</ul>
				</section>
			) : null}
		</main>
	);
}
