import type { MetaFunction } from "@remix-run/node";
import { useSearchParams } from "@remix-run/react";
import { RotateCw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { safeRedirect } from "#app/core/safe-redirect.ts";
import { KeptDrafts } from "./kept-drafts.tsx";
import { useConnection } from "./use-connection.ts";

export const meta: MetaFunction = () => [{ title: "No connection · Lamplight" }];

const restMs = 10_000;
const wentOnKey = "went-on";

/** Whether one may be led on without being asked: not when one has just come back here, or a page that fails would turn in a circle. */
function mayGoOn(): boolean {
	try {
		const last = Number(sessionStorage.getItem(wentOnKey) ?? 0);
		sessionStorage.setItem(wentOnKey, String(Date.now()));
		return Date.now() - last > restMs;
	} catch {
		return false;
	}
}

/**
 * What the service worker shows where the network fails, from its cache: made for nobody, so the only words of a person in it are those
 * that this browser holds. Goes on by itself once the server answers, unless somebody is writing.
 */
export default function Offline() {
	const [params] = useSearchParams();
	const from = params.has("from") ? safeRedirect(params.get("from")) : null;
	const { connection, asking, ask } = useConnection();
	const [tried, setTried] = useState(false);
	const wrote = useRef(false);
	const onward = () => `${from ?? "/"}${location.hash}`;

	useEffect(() => {
		if (connection === "back" && from && !wrote.current && mayGoOn()) location.replace(from + location.hash);
	}, [connection, from]);

	const back = connection === "back";
	return (
		<main className="narrow offline" id="main">
			<p className="mark">
				<i /> Lamplight
			</p>
			<h1>{back ? "You are connected" : "No connection right now"}</h1>
			<p className="lead">
				{back
					? "Lamplight can be reached. What is kept below is waiting for you where it belongs."
					: "Lamplight can not be reached from here. What you write below stays in this browser, and is in its place once you are connected."}
			</p>
			<div className="actions js-only">
				{back ? (
					<button className="btn" type="button" onClick={() => location.assign(onward())}>
						Go on
					</button>
				) : (
					<button
						className="btn"
						type="button"
						disabled={asking}
						onClick={() => {
							setTried(true);
							void ask();
						}}
					>
						<RotateCw className="icon" aria-hidden="true" /> Try again
					</button>
				)}
				<output className="meta">
					{back
						? ""
						: tried
							? asking
								? "Looking…"
								: "Not yet. We keep looking by ourselves."
							: "We keep looking, and go on by ourselves."}
				</output>
			</div>
			<p className="nojs-only">Load this page again once you are connected.</p>
			<KeptDrafts
				connected={back}
				onWrite={() => {
					wrote.current = true;
				}}
			/>
		</main>
	);
}
