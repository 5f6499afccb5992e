import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type FormState, typed } from "../field.tsx";
import { appendBlock, quoted, quoteEvent } from "./insert.ts";
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
	/** Takes what `quoteEvent` brings. One editor of a page. */
	takesQuotes?: boolean;
	/** The form's action knows the intent `image:NAME`, which leads to a page where one adds an image without scripts. */
	imagePage?: boolean;
};

/** A text with markdown: a plain textarea that works by itself, with toolbar, preview, images and mentions where scripts run. */
export function Editor({ name, label, hideLabel, hint, state, initial = "", rows = 4, placeholder, takesQuotes, imagePage }: Props) {
	const id = useId();
	const area = useRef<HTMLTextAreaElement>(null);
	const file = useRef<HTMLInputElement>(null);
	const target = () => area.current;
	const images = useImages(target);
	const mentions = useMentions(target);
	const [preview, setPreview] = useState<string | null>(null);
	const error = state?.errors[name];

	useEffect(() => {
		if (!takesQuotes) return;
		const onQuote = (event: Event) => {
			if (!(event instanceof CustomEvent) || typeof event.detail !== "string" || !area.current) return;
			setPreview(null);
			area.current.hidden = false;
			appendBlock(area.current, quoted(event.detail));
			area.current.scrollIntoView({ block: "center" });
		};
		document.addEventListener(quoteEvent, onQuote);
		return () => document.removeEventListener(quoteEvent, onQuote);
	}, [takesQuotes]);

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
		const response = await fetch("/preview", {
			method: "POST",
			body: new URLSearchParams({ text: area.current?.value ?? "" }),
		}).catch(() => null);
		// What will not do is answered with a sentence, too.
		const html = response && !response.redirected && (response.ok || response.status === 422) ? await response.text() : null;
		setPreview(html ?? "<p>The preview is not there at the moment. Your text is kept.</p>");
	}

	const listed = `${id}-people`;
	return (
		<div className="field editor">
			<div className="editor-head">
				<label htmlFor={id} className={hideLabel ? "away" : undefined}>
					{label}
				</label>
				{/* A preview is no place to write in: the tools wait. */}
				{preview === null ? <Toolbar area={target} controls={id} chooseImage={() => file.current?.click()} /> : null}
				<button
					type="button"
					className="link js-only"
					onClick={() => {
						if (preview === null) return show();
						setPreview(null);
						requestAnimationFrame(() => area.current?.focus());
					}}
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
					aria-autocomplete="list"
					aria-haspopup="listbox"
					aria-controls={mentions.found.length > 0 ? listed : undefined}
					aria-activedescendant={mentions.found.length > 0 ? `${listed}-${mentions.active}` : undefined}
					onInput={mentions.onInput}
					onBlur={mentions.close}
					onKeyDown={onKeyDown}
					onPaste={(event) => {
						// Cells of a spreadsheet come with a picture of themselves: the text is meant.
						if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
						event.preventDefault();
						void images.add(event.clipboardData.files);
					}}
					onDragOver={(event) => event.dataTransfer.types.includes("Files") && event.preventDefault()}
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
			<output className={images.status.wrong ? "error" : "hint"}>{images.status.text}</output>
			<output className="away">
				{mentions.found.length > 0 ? `${mentions.found.length} people: arrow keys move, Enter takes one.` : ""}
			</output>
			{imagePage ? (
				<button className="mini nojs-only" type="submit" name="intent" value={`image:${name}`} formNoValidate>
					Add an image
				</button>
			) : null}
			{error ? (
				<p className="error" id={`${id}-error`}>
					{error}
				</p>
			) : null}
		</div>
	);
}
