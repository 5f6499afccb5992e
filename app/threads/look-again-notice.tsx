import { type RefObject, useEffect, useState } from "react";
import type { FormState } from "#app/ui/field.tsx";

const pauseMs = 700;
const textsIn = (form: HTMLFormElement) =>
	[...form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input[name="title"]')].map(({ value }) => value);

type Props = { form: RefObject<HTMLFormElement>; state: FormState };

/** Says, while one writes and when a form came back, that something looks as if it should not be posted. Can be overruled; nothing is kept of it. */
export function LookAgainNotice({ form, state }: Props) {
	const [seen, setSeen] = useState<string | null | undefined>();
	useEffect(() => {
		const there = form.current;
		if (!there) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const look = () => {
			clearTimeout(timer);
			timer = setTimeout(async () => {
				// Seldom needed, so loaded when somebody writes; without it the server looks all the same.
				const found = await import("./look-again.ts").catch(() => null);
				if (found) setSeen(found.lookAgainWords(textsIn(there)));
			}, pauseMs);
		};
		there.addEventListener("input", look);
		return () => {
			clearTimeout(timer);
			there.removeEventListener("input", look);
		};
	}, [form]);
	const words = seen === undefined ? state?.errors.lookAgain : seen;
	return (
		<div role="status">
			{words ? (
				<div className="notice">
					<p>{words}</p>
					<label className="choice">
						<input type="checkbox" name="anyway" value="1" /> Post it all the same
					</label>
				</div>
			) : null}
		</div>
	);
}
