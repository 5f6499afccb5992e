import { useState } from "react";
import { insertText } from "./insert.ts";

const upload = async (file: File): Promise<{ name: string } | { error: string }> => {
	const form = new FormData();
	form.set("image", file);
	const response = await fetch("/uploads", { method: "POST", body: form, headers: { Accept: "application/json" } }).catch(() => null);
	if (!response) return { error: "The image could not be sent: there is no connection." };
	return response.json().catch(() => ({ error: "The image could not be used." }));
};

/** Sends images that are pasted, dropped or chosen, and puts each into the text where it belongs. */
export function useImages(area: () => HTMLTextAreaElement | null) {
	const [status, setStatus] = useState("");

	async function add(files: Iterable<File>) {
		const target = area();
		const images = [...files].filter(({ type }) => type.startsWith("image/")).slice(0, 5);
		if (!target || images.length === 0) return;
		for (const file of images) {
			const mark = `![Sending ${Math.random().toString(36).slice(2, 6)}…]()`;
			insertText(target, mark);
			setStatus("Sending the image…");
			const result = await upload(file);
			const at = target.value.indexOf(mark);
			if (at >= 0) {
				target.setSelectionRange(at, at + mark.length);
				insertText(target, "name" in result ? `![What the image shows](/uploads/${result.name})` : "");
			}
			setStatus("name" in result ? "Image added. Say in the brackets what it shows." : result.error);
		}
	}
	return { status, add };
}
