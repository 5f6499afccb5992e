import { useState } from "react";
import { insertText, replaceStretch } from "./insert.ts";

const upload = async (file: File): Promise<{ name: string } | { error: string }> => {
	const form = new FormData();
	form.set("image", file);
	const response = await fetch("/uploads", { method: "POST", body: form, headers: { Accept: "application/json" } }).catch(() => null);
	if (!response) return { error: "The image could not be sent: there is no connection." };
	if (response.redirected) return { error: "The image could not be sent: you are signed out. Your text is kept." };
	return response.json().catch(() => ({ error: "The image could not be used." }));
};

// What an image shows is best said by its author; the file's name is a start, unless a camera or the clipboard made it up.
const describe = ({ name }: File) => {
	const words = name
		.replace(/\.\w+$/, "")
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
	return /^(image|img|dsc|screenshot|bildschirmfoto|untitled)?[\s\d]*$/i.test(words) ? "What the image shows" : words.slice(0, 80);
};

let sendings = 0;
const atOnce = 5;

/** Sends images that are pasted, dropped or chosen, and puts each into the text where it belongs. */
export function useImages(area: () => HTMLTextAreaElement | null) {
	const [status, setStatus] = useState({ text: "", wrong: false });

	/** Returns whether there was an image among the files. */
	async function add(files: Iterable<File>) {
		const target = area();
		const chosen = [...files];
		const images = chosen.filter(({ type }) => type.startsWith("image/")).slice(0, atOnce);
		if (!target || chosen.length === 0) return;
		if (images.length === 0) return setStatus({ text: "Only images can be added here: PNG, JPEG, WebP or GIF.", wrong: true });
		for (const [index, file] of images.entries()) {
			const mark = `![Sending image ${++sendings}…]()`;
			insertText(target, target.selectionStart > 0 && target.value[target.selectionStart - 1] !== "\n" && index > 0 ? `\n${mark}` : mark);
			setStatus({ text: images.length > 1 ? `Sending image ${index + 1} of ${images.length}…` : "Sending the image…", wrong: false });
			const result = await upload(file);
			const at = target.value.indexOf(mark);
			// Without the mark the author has taken the image back meanwhile.
			if (at >= 0) replaceStretch(target, at, at + mark.length, "name" in result ? `![${describe(file)}](/uploads/${result.name})` : "");
			if ("error" in result) return setStatus({ text: result.error, wrong: true });
		}
		setStatus({ text: "Image added. Say between the square brackets what it shows.", wrong: false });
	}
	return { status, add };
}
