import { type Fields, fieldsOf, fill, same, written } from "./draft-form.ts";
import { forgetUnsaved, parseUnsaved, readUnsaved, storageKey, type Unsaved, writeUnsaved } from "./draft-storage.ts";

/** `found`: there is a draft that one can do without. `dropped`: one was done without and can come back. */
export type DraftNote = { status: string; found: boolean; dropped: boolean };
type Options = {
	place: string;
	viewerId: string;
	/** When the draft that the page came with was kept, in ms. */
	serverAt: number | null;
	/** The page shows a form that was refused: it holds what was sent, and nothing is newer. */
	refused: boolean;
	/** What the form holds without a draft; kind and circle stay as they are unless it says otherwise. */
	fresh: Fields;
	report(note: DraftNote): void;
};

const pauseMs = 1500;
// Browsers let 64 KB be sent while a page goes away.
const keepaliveMax = 60_000;

/**
 * Keeps what is written in a form: in this browser at once, on the server after a pause and when the page is left. What the server has is
 * not left in the browser, so that whoever uses this machine next finds nothing. Of two versions the newer is in the form; a tab in
 * which nothing was written never replaces what another one holds.
 */
export function keepDraft(form: HTMLFormElement, { place, viewerId, serverAt, refused, fresh, report }: Options) {
	const key = storageKey(viewerId, place);
	const note: DraftNote = { status: "", found: serverAt !== null, dropped: false };
	let base = serverAt;
	let wrote = 0;
	let held = written(fieldsOf(form));
	let [sent, dirty, quiet, typed] = [false, false, false, false];
	let atSubmit: Fields = {};
	let dropped: Fields = {};
	let timer: ReturnType<typeof setTimeout> | undefined;
	let line: Promise<unknown> = Promise.resolve();

	const submission = () => String(new FormData(form).get("submission") ?? "");
	const say = (change: Partial<DraftNote>) => report(Object.assign(note, change) && { ...note });

	/** Sends fields to the server, none to throw the draft away. */
	async function post(fields: Fields, key = submission()): Promise<Response | null> {
		const body = new URLSearchParams({ place, fields: JSON.stringify(fields) });
		if (key) body.set("submission", key);
		if (base !== null) body.set("seen", String(base));
		const response = await fetch("/drafts", { method: "POST", body, keepalive: body.toString().length < keepaliveMax }).catch(() => null);
		const at = Date.parse(response?.headers.get("Draft-At") ?? "");
		if (!Number.isNaN(at)) base = at;
		return response;
	}

	async function save(): Promise<void> {
		clearTimeout(timer);
		if (!dirty || sent) return;
		dirty = false;
		// Under a name a draft without one would say whose it is: it stays in this browser, and what the server had goes.
		if (new FormData(form).get("as") === "alias") {
			if (base !== null) await post({});
			base = null;
			return say({ status: "Kept in this browser only" });
		}
		const at = wrote;
		const fields = fieldsOf(form);
		const response = await post(written(fields) ? fields : {});
		if (response?.redirected) return say({ status: "You are signed out. Your text is kept in this browser." });
		if (!response?.ok) return say({ status: "Draft kept in this browser" });
		forgetUnsaved(key, at);
		if (response.headers.has("Draft-Sent") || !typed) return;
		say({ status: written(fields) ? "Draft kept" : "" });
	}

	function later() {
		clearTimeout(timer);
		// One after the other, so that the last one stays.
		timer = setTimeout(() => {
			line = line.then(save);
		}, pauseMs);
	}

	function keepHere(more: Partial<Unsaved> = {}) {
		wrote = Date.now();
		const page = { title: document.title.replace(/ · Lamplight$/, ""), path: location.pathname };
		writeUnsaved(key, { at: wrote, base, fields: fieldsOf(form), page, ...more });
	}

	function onInput() {
		// A field that still has the cursor when its form is sent says "change" once more as it goes: nothing new was written.
		if (quiet || (sent && same(atSubmit, fieldsOf(form)))) return;
		const full = written(fieldsOf(form));
		if (!full && !held) return;
		held ||= full;
		[sent, dirty, typed] = [false, true, true];
		if (full) keepHere();
		else forgetUnsaved(key, wrote);
		if (full && note.dropped) say({ dropped: false });
		later();
	}

	function put(fields: Fields, { respect = false } = {}) {
		quiet = true;
		fill(form, fields, { respect });
		quiet = false;
		held = written(fieldsOf(form));
	}

	function restore(fields: Fields) {
		put(fields, { respect: true });
		keepHere();
		dirty = true;
		later();
		say({ status: "We kept your draft", found: true });
	}

	/** Whether what this browser holds as sent did arrive; if not, it is a draft again. */
	async function afterSending({ fields, sent: sentWith }: Unsaved) {
		// Words without a name are never left with the server to ask that.
		const response = await post(fields.as === "alias" ? {} : fields, sentWith);
		if (response?.headers.has("Draft-Sent")) forgetUnsaved(key);
		else if (!typed) restore(fields);
	}

	/** Puts what was begun without a connection to what the form holds. Seldom needed, so loaded when it is; failing that, kept for the next page. */
	async function join({ fields }: Unsaved) {
		const { joined } = await import("./draft-join.ts").catch(() => ({ joined: null }));
		if (joined) restore(joined(fieldsOf(form), fields));
	}

	function begin() {
		const local = refused ? null : readUnsaved(key);
		const older = local && base !== null && (local.base === null || base > local.base) && base > local.at;
		if (note.found && held && !refused) say({ status: "We kept your draft" });
		if (!local) return;
		if (local.blind) void join(local);
		else if (older || same(local.fields, fieldsOf(form))) forgetUnsaved(key);
		else if (local.sent) void afterSending(local);
		else restore(local.fields);
	}

	function onSubmit() {
		// Kept in the browser until the next page says that it arrived.
		keepHere({ sent: submission() });
		atSubmit = fieldsOf(form);
		sent = true;
		clearTimeout(timer);
	}

	/** Another tab wrote: one in which nothing stands yet shows it, too. */
	function onStorage(event: StorageEvent) {
		const unsaved = event.key === key ? parseUnsaved(event.newValue) : null;
		if (!unsaved || written(fieldsOf(form))) return;
		put(unsaved.fields);
		say({ status: "We kept your draft", found: true });
	}

	const onHide = () => document.visibilityState === "hidden" && void save();
	const onLeave = () => void save();

	form.addEventListener("input", onInput);
	form.addEventListener("change", onInput);
	form.addEventListener("submit", onSubmit);
	document.addEventListener("visibilitychange", onHide);
	window.addEventListener("pagehide", onLeave);
	window.addEventListener("storage", onStorage);
	begin();

	return {
		/** The form was sent and came back: it is a draft again. */
		cameBack() {
			[sent, dirty, held] = [false, true, true];
			keepHere();
			later();
		},
		startAfresh() {
			dropped = fieldsOf(form);
			const { kind = "", circleId = "" } = dropped;
			put({ kind, circleId, ...fresh });
			clearTimeout(timer);
			[dirty, held] = [false, false];
			forgetUnsaved(key);
			line = line.then(() => post({}));
			say({ status: "Your draft is put aside.", found: false, dropped: true });
		},
		bringBack() {
			put(dropped);
			keepHere();
			dirty = true;
			later();
			say({ status: "Your draft is back.", found: true, dropped: false });
		},
		stop() {
			if (sent && new URLSearchParams(location.search).has("posted")) forgetUnsaved(key);
			else void save();
			clearTimeout(timer);
			form.removeEventListener("input", onInput);
			form.removeEventListener("change", onInput);
			form.removeEventListener("submit", onSubmit);
			document.removeEventListener("visibilitychange", onHide);
			window.removeEventListener("pagehide", onLeave);
			window.removeEventListener("storage", onStorage);
		},
	};
}
