import type { AppLoadContext } from "@remix-run/node";
import { expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { agendaQuestions, myNotes, noShows, ourNotes, recurringTopics, reflections, sessionExcerpts } from "#db/schema/coaching.server.ts";
import { call, cookieOf } from "#tests/circles/requests.ts";
import { makeDatedSession, makePlace } from "#tests/support/coaching.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makePerson } from "#tests/support/makers.ts";

useTestDb();

type Handler = (args: { request: Request; context: AppLoadContext; params: Record<string, string | undefined> }) => unknown;
const modules = import.meta.glob<{ action?: Handler }>("/app/routes/coaching.$id_.*/route.tsx", { eager: true });
const actionOf = (name: string): Handler => {
	const action = modules[`/app/routes/coaching.$id_.${name}/route.tsx`]?.action;
	if (!action) throw new Error(`No action at ${name}`);
	return action;
};
type Refused = { data: { errors: Record<string, string>; values: Record<string, string> } };

test("what will not do comes back beside its field with what was typed, and nothing is changed", async () => {
	const [host, guest] = [await makePerson(), await makePerson()];
	const one = await makeDatedSession({ host });
	await makePlace(one.id, guest);
	const group = await makeDatedSession({ host, kind: "group", startsIn: 600 });
	const tries: [name: string, who: Viewer, id: string, form: Record<string, string>, field: string][] = [
		["notes", guest, one.id, { intent: "mine", text: "x".repeat(20_001) }, "text"],
		["notes", guest, one.id, { intent: "ours", ours: "x".repeat(20_001), revision: "0" }, "ours"],
		["notes", guest, one.id, { intent: "ours", ours: "Words", revision: "-1" }, "revision"],
		["notes", guest, one.id, { intent: "ours", ours: "Words", revision: "9e99" }, "revision"],
		["excerpt", guest, one.id, { intent: "offer", text: "   " }, "text"],
		["excerpt", guest, one.id, { intent: "offer", text: "x".repeat(2001) }, "text"],
		["reflection", guest, one.id, { tried: "Words", willDo: "Words", byDay: "soon" }, "byDay"],
		["reflection", guest, one.id, { tried: "Words", willDo: "Words", byDay: "1999-01-01" }, "byDay"],
		["reflection", guest, one.id, { tried: "x".repeat(4001), willDo: "" }, "tried"],
		["recurring", host, one.id, { intent: "add", text: "x".repeat(201) }, "text"],
		["recurring", host, one.id, { intent: "add", text: "Words", toolId: "<script>" }, "toolId"],
		["agenda", guest, group.id, { intent: "ask", text: "?", as: "name", submission: "12345678" }, "text"],
		["agenda", guest, group.id, { intent: "ask", text: "A question", as: "somebody", submission: "12345678" }, "as"],
		["agenda", guest, group.id, { intent: "ask", text: "A question", as: "name", submission: "'" }, "submission"],
	];
	for (const [name, who, id, form, field] of tries) {
		const { status, answer } = await call(actionOf(name), await cookieOf(who), { params: { id }, form });
		expect([name, field, status]).toEqual([name, field, 422]);
		const { errors, values } = (answer as Refused).data;
		expect(Object.keys(errors)).toEqual([field]);
		expect(values[field]).toBe(form[field]);
	}
	for (const table of [myNotes, ourNotes, sessionExcerpts, reflections, recurringTopics, noShows, agendaQuestions])
		expect(await db.select().from(table)).toEqual([]);
});

test("whoever is no part of a session can send any form, and it is not there", async () => {
	const [host, guest] = [await makePerson(), await makePerson()];
	const { id } = await makeDatedSession({ host });
	const bookingId = await makePlace(id, guest);
	const form = {
		text: "Words",
		ours: "Words",
		revision: "0",
		tried: "Words",
		willDo: "Words",
		appeal: "Words",
		bookingId,
		id,
		seen: "0",
		as: "name",
		submission: "12345678",
	};
	for (const role of ["member", "moderator", "admin"] as const) {
		const cookie = await cookieOf(await makePerson({ role }));
		for (const name of ["notes", "excerpt", "reflection", "recurring", "no-show", "agenda"])
			for (const intent of ["", "mine", "ours", "offer", "agree", "back", "say", "answer", "add", "drop", "ask"])
				expect([name, intent, (await call(actionOf(name), cookie, { params: { id }, form: { ...form, intent } })).status]).toEqual([
					name,
					intent,
					404,
				]);
	}
});
