import { useFetcher } from "@remix-run/react";
import { useId, useState } from "react";
import { fromText, linkFromBytes, open, toText } from "#app/anonymity/sealed-box.ts";
import type { OfficerTask } from "#app/moderation/officers.server.ts";

/** Opens an officer's box in their browser: the first hands the inner box on, the second reads the name. The key is sent nowhere. */
export function OpenBox({ task: { request, slot, postId, alias, title, reason, publicKey, box } }: { task: OfficerTask }) {
	const fetcher = useFetcher();
	const id = useId();
	const [key, setKey] = useState("");
	const [said, setSaid] = useState("");
	const tryIt = async () => {
		const opened = await open({ publicKey, privateKey: key }, fromText(box), postId);
		setKey("");
		const form = { method: "post", action: "/officer" } as const;
		if (slot === "outer") {
			fetcher.submit({ act: "opened", request, inner: toText(opened) }, form);
			return setSaid("Your box is open. The other officer can open theirs now.");
		}
		const link = linkFromBytes(opened);
		if (link.post !== postId) throw new Error("another post");
		fetcher.submit({ act: "read", request }, form);
		setSaid(`${alias} is ${link.name}.`);
	};
	return (
		<article className="quietcard">
			<h3>
				{alias} in “{title}”
			</h3>
			<p className="quoted">{reason}</p>
			<form
				className="form"
				onSubmit={(event) => {
					event.preventDefault();
					tryIt().catch(() => setSaid("This key does not open it. Is it the one that you had when this was written?"));
				}}
			>
				<div className="field">
					<label htmlFor={id}>Your private key</label>
					<textarea
						id={id}
						className="input"
						rows={3}
						value={key}
						onChange={(event) => setKey(event.target.value)}
						autoComplete="off"
						spellCheck={false}
						required
					/>
				</div>
				<div className="actions">
					<button className="btn" type="submit">
						{slot === "outer" ? "Open the outer box" : "Open the inner box, and read the name"}
					</button>
				</div>
			</form>
			<p role="status">
				<b>{said}</b>
			</p>
		</article>
	);
}
