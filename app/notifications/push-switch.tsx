import { useRouteLoaderData } from "@remix-run/react";
import { Bell, BellOff } from "lucide-react";
import { useEffect, useState } from "react";
import { type PushState, pushState, turnOff, turnOn } from "./push-browser.ts";

const words: Record<PushState, string> = {
	unsupported: "This browser can not show them. On an iPhone or iPad it can, once Lamplight is on the home screen.",
	denied: "You told this browser not to show messages of Lamplight. Its settings for this site are where you can change that.",
	off: "Off in this browser. When you turn them on, the browser asks you once whether Lamplight may show messages.",
	on: "On in this browser, for as long as you are signed in here. Signing out ends them.",
};

/**
 * Turns push messages on and off in this browser. `publicKey`: the installation's, from `publicPushKey()`; without one there is nothing
 * to switch and this is not rendered. Shows only where scripts run.
 */
export function PushSwitch({ publicKey }: { publicKey: string }) {
	const viewerId = useRouteLoaderData<{ viewer: { id: string } | null }>("root")?.viewer?.id ?? "";
	const [state, setState] = useState<PushState>();
	const [busy, setBusy] = useState(false);
	const [failed, setFailed] = useState(false);
	useEffect(() => {
		void pushState(viewerId, publicKey).then(setState);
	}, [viewerId, publicKey]);

	async function change() {
		setBusy(true);
		setFailed(false);
		if (state === "on") await turnOff();
		else setFailed(!(await turnOn(viewerId, publicKey)));
		setState(await pushState(viewerId, publicKey));
		setBusy(false);
	}
	const on = state === "on";
	return (
		<section className="quietcard push-switch js-only" aria-labelledby="push-title">
			<h2 id="push-title">In this browser</h2>
			<p>
				Messages on your screen when there is something new for you, also while Lamplight is closed. On their way they carry no words: your
				browser asks Lamplight what it may show.
			</p>
			<p className="hint" id="push-state" role="status">
				{state ? words[state] : ""}
			</p>
			{failed ? (
				<p className="notice bad">That did not work. Your browser could not reach its message service; please try again later.</p>
			) : null}
			{state === "off" || state === "on" ? (
				<button className="btn quiet" type="button" aria-describedby="push-state" disabled={busy} onClick={change}>
					{on ? <BellOff className="icon" aria-hidden="true" /> : <Bell className="icon" aria-hidden="true" />}
					{on ? "Turn off" : "Turn on messages"}
				</button>
			) : null}
		</section>
	);
}
