import { Form, useFetcher } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Editor } from "#app/ui/editor/editor.tsx";
import { Choices, FormError, type FormState, SelectField, TextField, typed } from "#app/ui/field.tsx";
import { agains, type ComposedKind, composedKinds } from "#db/enums.ts";
import { audienceSize } from "./anonymous.ts";
import { DraftStatus } from "./draft-status.tsx";
import { GrowsFrom, type Lesson } from "./grows-from.tsx";
import { KindIcon } from "./kind-sign.tsx";
import { againWords, shapes } from "./kinds.ts";
import { LookAgainNotice } from "./look-again-notice.tsx";
import { NameChoice } from "./name-choice.tsx";
import { limits } from "./rules.ts";
import { type SimilarThread, SimilarThreads } from "./similar-threads.tsx";
import { TagField } from "./tag-field.tsx";
import { useDraft } from "./use-draft.ts";

type Entry = { id: string; name: string };
export type ComposerCircle = Entry & { visibility: string; isMember: boolean; members: number | null };
type Values = Record<string, string | string[]>;
type Props = {
	place: string;
	viewerId: string;
	submission: string;
	/** What the fields hold at first: a draft, or the thread that is edited. */
	initial: Values;
	/** What they would hold without the draft. */
	fresh?: Values;
	draftAt: Date | null;
	/** `initial` comes from elsewhere: no draft takes its place, and it becomes none before somebody writes on. */
	prefilled?: boolean;
	state: FormState;
	/** Absent when a thread is edited: its kind and circle stay. */
	circles?: ComposerCircle[];
	tools: Entry[];
	roles: Entry[];
	tags: string[];
	/** What a win here grows out of. */
	lesson?: Lesson | null;
	/** Threads like this one, where they were asked for without scripts. */
	similar?: SimilarThread[];
	/** Written without a name: its draft stays in this browser. */
	sealed?: boolean;
	/** Who can ever learn the name, where one may write without it. */
	whoLearns?: string;
	save: string;
	children?: ReactNode;
};

const text = (values: Values, name: string) => (typeof values[name] === "string" ? values[name] : "");
const options = (list: Entry[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** Where a thread is written. Every section of every kind is in the form, so that switching the kind loses nothing. */
export function Composer({
	place,
	viewerId,
	submission: offered,
	initial,
	fresh,
	draftAt,
	prefilled,
	state,
	circles,
	lesson = null,
	sealed,
	whoLearns = "",
	save,
	children,
	...lists
}: Props) {
	const form = useRef<HTMLFormElement>(null);
	// A refused form is loaded anew with another one; the fields and the cursor stay where they are.
	const [submission] = useState(offered);
	const first = typed(state, "kind", text(initial, "kind")) as ComposedKind;
	const [kind, setKind] = useState<ComposedKind>(composedKinds.includes(first) ? first : "win");
	const [circleId, setCircleId] = useState(typed(state, "circleId", text(initial, "circleId")));
	const fetcher = useFetcher<SimilarThread[]>();
	const timer = useRef<ReturnType<typeof setTimeout>>();
	const draft = useDraft(place, form, { viewerId, submission, serverAt: draftAt, state, fresh, prefilled });
	const names = [...new Set(composedKinds.flatMap((one) => shapes[one].sections.map(({ name }) => name)))];
	const shape = shapes[kind];

	// Somebody may have chosen before the scripts had arrived.
	useEffect(() => {
		const chosen = form.current?.querySelector<HTMLInputElement>('input[name="kind"]:checked')?.value;
		setKind((now) => composedKinds.find((one) => one === chosen) ?? now);
	}, []);

	function lookForSimilar(title: string) {
		clearTimeout(timer.current);
		if (!circles || title.trim().length < 10) return;
		timer.current = setTimeout(() => {
			const fields = new FormData(form.current ?? undefined);
			const params = new URLSearchParams({ title });
			for (const { name } of shape.sections) params.set(name, String(fields.get(name) ?? "").slice(0, 300));
			fetcher.load(`/threads/similar?${params}`);
		}, 400);
	}

	return (
		// What is sent no longer asks for similar threads: a search begun now would be cut off by the answer.
		<Form method="post" ref={form} className="form composer" key={place} onSubmit={() => clearTimeout(timer.current)}>
			{/* What Enter in a line of text presses: the first button of a form. */}
			<button className="away" type="submit" tabIndex={-1} aria-hidden="true" />
			<FormError state={state} />
			{circles ? (
				<fieldset className="field">
					<legend className="away">What is it?</legend>
					<div className="kinds">
						{composedKinds.map((one) => (
							<label key={one} className={`kind-choice k-${one}`}>
								<input type="radio" name="kind" value={one} defaultChecked={one === kind} onChange={() => setKind(one)} />
								<KindIcon kind={one} /> {shapes[one].word}
							</label>
						))}
					</div>
					<p className="hint">{shape.promise}. You can switch; nothing you wrote is lost.</p>
					<button className="mini nojs-only" type="submit" name="intent" value="switch" formNoValidate>
						Show the fields of this kind
					</button>
				</fieldset>
			) : (
				<input type="hidden" name="kind" value={kind} />
			)}
			<GrowsFrom lesson={lesson} state={state} initial={initial.grewFrom} hidden={kind !== "win"} />
			<input type="hidden" name="submission" value={typed(state, "submission", submission)} />
			{sealed ? <input type="hidden" name="as" value="alias" /> : null}
			{circles ? null : <input type="hidden" name="revision" value={typed(state, "revision", text(initial, "revision"))} />}
			<div onInput={(event) => event.target instanceof HTMLInputElement && lookForSimilar(event.target.value)}>
				<TextField
					name="title"
					label="Title"
					hint="What would somebody search for?"
					state={state}
					initial={text(initial, "title")}
					maxLength={limits.title}
					autoComplete="off"
					required
				/>
			</div>
			{circles ? (
				<button className="mini nojs-only" type="submit" name="intent" value="similar" formNoValidate>
					Look for similar threads
				</button>
			) : null}
			<SimilarThreads threads={fetcher.data ?? lists.similar ?? []} />
			{names.map((name) => {
				const section = shape.sections.find((one) => one.name === name);
				// A section of another kind stays in the form, out of sight, with what was typed into it.
				return (
					<div key={name} hidden={!section}>
						<Editor
							name={name}
							label={section?.label ?? ""}
							hint={section?.hint}
							placeholder={section?.placeholder}
							state={state}
							initial={text(initial, name)}
							imagePage
						/>
					</div>
				);
			})}
			<div hidden={kind !== "lesson"}>
				<Choices
					kind="radio"
					name="again"
					label="Would you try it again?"
					state={state}
					initial={[text(initial, "again")]}
					options={agains.map((value) => ({ value, label: againWords[value] }))}
				/>
			</div>
			<div className="form" hidden={kind !== "win"}>
				<SelectField
					name="toolId"
					label="Tool"
					empty="None, or not in the list"
					state={state}
					initial={text(initial, "toolId")}
					options={options(lists.tools)}
				/>
				<details className="more">
					<summary>For certain job roles?</summary>
					<Choices
						kind="checkbox"
						name="roles"
						label="Useful for"
						hint="It comes to their “For you”."
						state={state}
						initial={Array.isArray(initial.roles) ? initial.roles : []}
						options={options(lists.roles)}
					/>
				</details>
			</div>
			<TagField state={state} initial={text(initial, "tags")} suggestions={lists.tags} />
			{circles ? (
				<>
					<div className="field" onChange={(event) => event.target instanceof HTMLSelectElement && setCircleId(event.target.value)}>
						<SelectField
							name="circleId"
							label="Circle"
							empty="Choose a circle"
							state={state}
							initial={circleId}
							options={circles.map(({ id, name, visibility }) => ({
								value: id,
								label: visibility === "private" ? `${name} (private)` : name,
							}))}
						/>
					</div>
					<Audience circle={circles.find(({ id }) => id === circleId)} />
					<NameChoice state={state} alias={null} audience={sizeOf(circles.find(({ id }) => id === circleId))} whoLearns={whoLearns} />
				</>
			) : null}
			<LookAgainNotice form={form} state={state} />
			<div className="actions">
				<button className="btn" type="submit">
					{save}
				</button>
				{children}
				{sealed ? null : (
					<button className="link nojs-only" type="submit" name="intent" value="draft" formNoValidate>
						Keep as a draft
					</button>
				)}
				<DraftStatus draft={draft} />
			</div>
		</Form>
	);
}

/** How many read a private circle is known; that an open one is large enough is asked when it is posted. */
const sizeOf = (circle: ComposerCircle | undefined) => (circle?.members == null ? "enough" : audienceSize(circle.members));

function Audience({ circle }: { circle: ComposerCircle | undefined }) {
	if (!circle)
		return <p className="hint">What is in an open circle everybody who works here can read; in a private one, its members alone.</p>;
	return (
		<p className="notice">
			{circle.visibility === "private"
				? `Only the ${circle.members} members of ${circle.name} will be able to read this.`
				: `${circle.name} is open: everybody who works here will be able to read this.`}
		</p>
	);
}
