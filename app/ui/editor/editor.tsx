import { type KeyboardEvent, useId, useRef, useState } from "react";
import { type FormState, typed } from "../field.tsx";
import { commands, Toolbar } from "./toolbar.tsx";
import { useImages } from "./use-images.ts";
import { useMentions } from "./use-mentions.ts";

type Props = {
	name: string;
	label: string;
	hideLabel?: boolean;
	hint?: string;
	state: FormState;
	initial?: string;
	rows?: number;
	placeholder?: string;
};

/** A text with markdown: a plain textarea that works by itself, with toolbar, preview, images and mentions where scripts run. */
export function Editor({ name, label, hideLabel, hint, state, initial = "", rows = 4, placeholder }: Props) {
	const id = useId();
	const area = useRef<HTMLTextAreaElement>(null);
	const file = useRef<HTMLInputElement>(null);
	const target = () => area.current;
	const images = useImages(target);
	const mentions = useMentions(target);
	const [preview, setPreview] = useState<string | null>(null);
	const error = state?.errors[name];

	function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
		if (mentions.onKeyDown(event)) return;
		const shortcut =
			(event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
				? commands.find(({ key }) => key === event.key.toLowerCase())
				: undefined;
		if (shortcut && area.current) {
			event.preventDefault();
			shortcut.run(area.current);
		}
		if ((event.ctrlKey || event.metaKey) && event.key === "Enter") event.currentTarget.form?.requestSubmit();
	}

	async function show() {
		const form = new FormData();
		form.set("text", area.current?.value ?? "");
		const response = await fetch("/preview", { method: "POST", body: form }).catch(() => null);
		setPreview(response?.ok ? await response.text() : "<p>The preview is not there at the moment. Your text is kept.</p>");
	}

	const listed = `${id}-people`;
	return (
		<div className="field editor">
			<div className="editor-head">
				<label htmlFor={id} className={hideLabel ? "away" : undefined}>
					{label}
				</label>
				<Toolbar area={target} controls={id} chooseImage={() => file.current?.click()} />
				<button
					type="button"
					className="link js-only"
					aria-pressed={preview !== null}
					onClick={() => (preview === null ? show() : setPreview(null))}
				>
					{preview === null ? "Preview" : "Write on"}
				</button>
			</div>
			{hint ? (
				<p className="hint" id={`${id}-hint`}>
					{hint}
				</p>
			) : null}
			<div className="editor-body">
				<textarea
					ref={area}
					className="input"
					id={id}
					name={name}
					rows={rows}
					hidden={preview !== null}
					defaultValue={typed(state, name, initial)}
					placeholder={placeholder}
					aria-invalid={error ? true : undefined}
					aria-describedby={[hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined}
					aria-controls={mentions.found.length > 0 ? listed : undefined}
					aria-activedescendant={mentions.found.length > 0 ? `${listed}-${mentions.active}` : undefined}
					onInput={mentions.onInput}
					onBlur={mentions.close}
					onKeyDown={onKeyDown}
					onPaste={(event) => {
						if (event.clipboardData.files.length === 0) return;
						event.preventDefault();
						void images.add(event.clipboardData.files);
					}}
					onDrop={(event) => {
						if (event.dataTransfer.files.length === 0) return;
						event.preventDefault();
						void images.add(event.dataTransfer.files);
					}}
				/>
				{preview === null ? null : (
					// biome-ignore lint/security/noDangerouslySetInnerHtml: cooked on the server like every post
					<div className="preview body cooked" dangerouslySetInnerHTML={{ __html: preview || "<p>Nothing written yet.</p>" }} />
				)}
				{mentions.found.length > 0 ? (
					<div className="mention-list" id={listed} role="listbox" aria-label="People">
						{mentions.found.map((person, index) => (
							// The keyboard is served by the textarea (aria-activedescendant); the pointer must not take its focus.
							// biome-ignore lint/a11y/useFocusableInteractive: see above
							<div
								key={person.handle}
								id={`${listed}-${index}`}
								role="option"
								aria-selected={index === mentions.active}
								onMouseDown={(event) => {
									event.preventDefault();
									mentions.choose(person);
								}}
							>
								{person.name} <small>@{person.handle}</small>
							</div>
						))}
					</div>
				) : null}
			</div>
			<input
				ref={file}
				type="file"
				accept="image/png,image/jpeg,image/webp,image/gif"
				multiple
				hidden
				onChange={(event) => {
					void images.add(event.currentTarget.files ?? []);
					event.currentTarget.value = "";
				}}
			/>
			<p className="hint" role="status">
				{images.status}
			</p>
			{error ? (
				<p className="error" id={`${id}-error`}>
					{error}
				</p>
			) : null}
		</div>
	);
}
