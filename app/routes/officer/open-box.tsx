import { useFetcher } from "@remix-run/react";
import { useEffect, useId, useState } from "react";
import { fits, fromText, linkFromBytes, open, toText } from "#app/anonymity/sealed-box.ts";
import type { OfficerTask } from "#app/moderation/officers.server.ts";

const wrongKey = "This key does not open it. Is it the one that you had when this was written?";

/**
 * Opens an officer's box in their browser: the first hands the inner box on, the second reads the name. The key is sent nowhere, and the
 * box comes only once the server has written down that it is opened.
 */
export function OpenBox({ task: { request, slot, postId, alias, title, reason, publicKey } }: { task: OfficerTask }) {
	const taking = useFetcher<{ box: string }>();
	const handing = useFetcher();
	const id = useId();
	const [key, setKey] = useState("");
	const [said, setSaid] = useState("");
	const form = { method: "post", action: "/officer" } as const;
	// A key that is mistyped takes nothing: what is taken counts as opened.
	const take = async () => {
		if (await fits({ publicKey, privateKey: key })) taking.submit({ act: "take", request }, form);
		else setSaid(wrongKey);
	};
	const box = taking.data?.box;
	// biome-ignore lint/correctness/useExhaustiveDependencies: a box is opened once, with the key that it was taken with
	useEffect(() => {
		if (!box) return;
		const read = async () => {
			const opened = await open({ publicKey, privateKey: key }, fromText(box), postId);
			setKey("");
			if (slot === "outer") {
				handing.submit({ act: "opened", request, inner: toText(opened) }, form);
				return setSaid("Your box is open. The other officer can open theirs now.");
			}
			const link = linkFromBytes(opened);
			if (link.post !== postId) throw new Error("another post");
			setSaid(`${alias} is ${link.name}.`);
		};
		read().catch(() => setSaid(wrongKey));
	}, [box]);
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
					void take();
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
