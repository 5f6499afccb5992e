import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { fromText, makeKeys, open, seal, toText } from "#app/anonymity/sealed-box.ts";

/** Makes the officer's key in their browser. The server is sent the public half alone. */
export function MakeKey({ hasKey }: { hasKey: boolean }) {
	const fetcher = useFetcher();
	const [keys, setKeys] = useState<Awaited<ReturnType<typeof makeKeys>> | null>(null);
	const [said, setSaid] = useState("");
	const make = async () => {
		const made = await makeKeys();
		// A key that opens nothing would be found out when it is too late.
		const box = await seal(made.publicKey, new TextEncoder().encode("tried"), "tried");
		await open(made, fromText(toText(box)), "tried");
		setKeys(made);
	};
	const sent = fetcher.state === "idle" && said === "sent";
	return (
		<section className="apart">
			<h2>Your key</h2>
			<p>
				{hasKey || sent
					? "You have a key. If you lost it, make another one: what was sealed to the old one stays closed for good."
					: "You have no key yet: until then no link is kept."}
			</p>
			{keys === null ? (
				<button
					className="btn quiet js-only"
					type="button"
					onClick={() => make().catch(() => setSaid("This browser can not make such a key."))}
				>
					Make a key
				</button>
			) : (
				<form
					className="form"
					onSubmit={(event) => {
						event.preventDefault();
						fetcher.submit({ act: "key", publicKey: keys.publicKey }, { method: "post", action: "/officer" });
						setKeys(null);
						setSaid("sent");
					}}
				>
					<label className="field">
						<span>Your private key. Put it into your password manager now: it is shown this once, and kept nowhere.</span>
						<textarea className="input" rows={4} readOnly value={keys.privateKey} />
					</label>
					<label className="choice">
						<input type="checkbox" required /> I have put it away
					</label>
					<div className="actions">
						<button className="btn" type="submit">
							Use this key
						</button>
					</div>
				</form>
			)}
			<output>{said === "sent" ? "" : said}</output>
		</section>
	);
}
