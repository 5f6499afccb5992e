// Two people in two time zones book, move and cancel a session, and a group that is full lets the next one in. With scripts and without.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { simpleParser } from "mailparser";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { ask, patience, useStage, visit } from "./stage.ts";

const { open, server } = useStage();
const zones = { maya: "Europe/Berlin", tomas: "America/New_York" };

beforeAll(async () => {
	const db = postgres(server().databaseUrl, { max: 1, onnotice: () => undefined });
	for (const [handle, zone] of Object.entries(zones)) await db`update people set time_zone = ${zone} where handle = ${handle}`;
	await db`update office_hours set time_zone = ${zones.tomas} where host_id = (select id from people where handle = 'tomas')`;
	await db.end();
});

/** The calendar messages that somebody was sent about a session, as their program reads them; by SEQUENCE. */
async function messagesTo(handle: string, sessionId: string) {
	const folder = join(server().dataDir, "mail");
	const mails = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")) : [];
	const read = await Promise.all(mails.map((name) => simpleParser(readFileSync(join(folder, name)))));
	return read
		.filter(({ to }) => [to].flat().some((one) => one?.text.includes(`${handle}@`)))
		.flatMap(({ attachments }) => attachments.filter(({ contentType }) => contentType === "text/calendar"))
		.map(({ content }) => new ICAL.Component(ICAL.parse(content.toString())))
		.flatMap((calendar) => {
			const event = calendar.getFirstSubcomponent("vevent");
			const uid = String(event?.getFirstPropertyValue("uid"));
			const start = event?.getFirstPropertyValue("dtstart");
			const at = start instanceof ICAL.Time ? start.toJSDate().toISOString() : "";
			return uid.startsWith(`session-${sessionId}@`)
				? [
						{
							method: String(calendar.getFirstPropertyValue("method")),
							sequence: Number(event?.getFirstPropertyValue("sequence")),
							uid,
							at,
						},
					]
				: [];
		})
		.sort((a, b) => a.sequence - b.sequence);
}

const clockIn = (at: string, timeZone: string) =>
	new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });
const title = "Spreadsheets that explain themselves";

describe.each([
	{ scripts: "with scripts", javaScriptEnabled: true, offered: "yusuf" },
	{ scripts: "without scripts", javaScriptEnabled: false, offered: "lucas" },
])("$scripts", ({ scripts, javaScriptEnabled, offered }) => {
	test("from a question to a booked session, moved, and cancelled", async () => {
		const guest = await open("maya", { javaScriptEnabled });
		const question = `A sheet nobody understands ${scripts}`;
		await ask(guest, { title: question, want: "Somebody to look at it with me.", tags: "excel-copilot" });
		await guest.getByRole("link", { name: "Book 20 minutes about this" }).click();
		await guest.getByRole("heading", { level: 1, name: "Find a time" }).waitFor();
		// What the question is about is chosen already.
		expect(await guest.getByLabel("Tool", { exact: true }).inputValue()).toBe("excel-copilot");
		await guest.getByRole("link", { name: question }).waitFor();
		await guest.getByRole("link", { name: `Choose a time: ${title} with Tomas Rivera` }).click();
		await guest.getByRole("heading", { level: 1, name: title }).waitFor();
		await guest.getByText("Your clock: Europe/Berlin. Beside it stands Tomas Rivera’s: America/New York.").waitFor();
		const slot = guest.getByRole("button", { name: /10:00 for Tomas/ }).first();
		const at = (await slot.getAttribute("value")) ?? "";
		expect(clockIn(at, zones.tomas)).toBe("10:00");
		expect(await slot.innerText()).toContain(clockIn(at, zones.maya));
		expect(clockIn(at, zones.maya)).not.toBe("10:00");
		await slot.click();
		await guest.getByText("Kept for you until").waitFor();

		// Somebody else does not see it any more; whoever saw it before is told, and shown what is free.
		const other = await open("rosa", { javaScriptEnabled });
		await visit(other, `/coaching/book?with=tomas`);
		await other.getByRole("link", { name: `Choose a time: ${title} with Tomas Rivera` }).click();
		await other.getByRole("heading", { level: 1, name: title }).waitFor();
		expect(await other.locator(`button[value="${at}"]`).count()).toBe(0);

		await guest.getByLabel("What you want to try").fill("A sheet that explains each column.");
		await guest.getByLabel("What you have tried").fill("I asked it nicely.");
		await guest.getByRole("button", { name: "Book it" }).click();
		await guest.getByText("It is booked.").waitFor();
		await guest.getByRole("heading", { level: 1, name: title }).waitFor();
		await guest.getByRole("link", { name: question }).waitFor();
		const path = new URL(guest.url()).pathname;
		const id = path.split("/").at(-1) ?? "";

		const host = await open("tomas", { javaScriptEnabled });
		await visit(host, path);
		await host.getByText("A sheet that explains each column.").waitFor();
		await host
			.getByText(/ at 10:00 /)
			.first()
			.waitFor();
		for (const who of ["maya", "tomas"])
			await expect.poll(() => messagesTo(who, id), patience).toMatchObject([{ method: "REQUEST", sequence: 0, at }]);

		await visit(guest, path);
		await guest.getByRole("link", { name: "Move it" }).click();
		await guest.getByRole("heading", { level: 1, name: "Move it" }).waitFor();
		const later = guest.getByRole("button", { name: /11:20 for Tomas/ }).first();
		const moved = (await later.getAttribute("value")) ?? "";
		await later.click();
		await guest.getByText("It is moved.").waitFor();
		await expect.poll(async () => (await messagesTo("tomas", id)).length, patience).toBe(2);
		const [first, second] = await messagesTo("tomas", id);
		expect(second).toEqual({ method: "REQUEST", sequence: 1, uid: first?.uid, at: moved });

		await visit(host, path);
		await host.getByRole("link", { name: "Cancel it" }).click();
		await host.getByText("Your guest is told").waitFor();
		await host.getByLabel("A word to them").fill("The dock floods. Sorry.");
		await host.getByRole("button", { name: "Cancel the session" }).click();
		await host.getByText("The dock floods. Sorry.").waitFor();
		await expect
			.poll(async () => (await messagesTo("maya", id)).at(-1), patience)
			.toMatchObject({ method: "CANCEL", sequence: 2, uid: first?.uid });
		await visit(guest, path);
		await guest.getByText("The dock floods. Sorry.").waitFor();
	});

	test("a slot that was taken meanwhile is said so, with what is free", async () => {
		const [slow, quick] = [await open("rosa", { javaScriptEnabled }), await open("diego", { javaScriptEnabled })];
		await visit(slow, "/coaching/book?with=leila");
		await slow.getByRole("link", { name: /^Choose a time/ }).click();
		await slow
			.getByRole("button", { name: /:\d\d$/ })
			.first()
			.waitFor();
		await visit(quick, new URL(slow.url()).pathname);
		await quick.locator("button.slot").first().click();
		await quick.getByText("Kept for you until").waitFor();
		const wanted = (await slow.locator("button.slot").first().getAttribute("value")) ?? "";
		await slow.locator("button.slot").first().click();
		await slow.getByText("Somebody was quicker").waitFor();
		await expect.poll(() => slow.locator(`button[value="${wanted}"]`).count(), patience).toBe(0);
		expect(await slow.locator(".slot-next button").count()).toBe(3);
		await slow.locator(".slot-next button").first().click();
		await slow.getByText("Kept for you until").waitFor();
		await slow.getByRole("button", { name: "Let go of this time" }).click();
		await slow.getByRole("heading", { level: 1, name: "Always ask for the page number" }).waitFor();
		await quick.getByRole("button", { name: "Let go of this time" }).click();
		await quick.getByRole("heading", { level: 1, name: "Always ask for the page number" }).waitFor();
	});

	test("words outlive a hold that ran out, and are booked with another time", async () => {
		const page = await open("rosa", { javaScriptEnabled });
		await visit(page, "/coaching/book?with=anna");
		await page.getByRole("link", { name: /^Choose a time/ }).click();
		await page.locator("button.slot").first().click();
		await page.getByLabel("What you want to try").fill("A forecast with a range.");
		const db = postgres(server().databaseUrl, { max: 1 });
		await db`delete from coaching_sessions where id = ${new URL(page.url()).pathname.split("/").at(-1) ?? ""}`;
		await db.end();
		await page.getByRole("button", { name: "Book it" }).click();
		await page.getByText("Book another time with these words").waitFor();
		expect(await page.getByLabel("What you want to try").inputValue()).toBe("A forecast with a range.");
		await page.locator("button.slot").first().click();
		await page.getByText("It is booked.").waitFor();
		await page.getByText("A forecast with a range.").waitFor();
		await page.getByRole("link", { name: "Cancel it" }).click();
		await page.getByRole("button", { name: "Cancel the session" }).click();
		await page.getByText("This session was cancelled.").waitFor();
	});

	test("in a full group the next who waits is offered the seat that becomes free", async () => {
		const db = postgres(server().databaseUrl, { max: 1 });
		const [session] = await db`
			select s.id from coaching_sessions s where s.kind = 'group' and s.starts_at > now()
				and not exists (select from bookings b where b.session_id = s.id) order by s.starts_at limit 1`;
		await db`update coaching_sessions set seats = 2 where id = ${session?.id}`;
		await db.end();
		const path = `/coaching/${session?.id}`;
		const sit = async (handle: string, press: string) => {
			const page = await open(handle, { javaScriptEnabled });
			await visit(page, path);
			await page.getByLabel("What you want to try").fill(`To listen, ${handle}.`);
			await page.getByRole("button", { name: press }).click();
			return page;
		};
		const leaver = await sit("aiko", "Take a seat");
		await leaver.getByText("One of them is yours.").waitFor();
		await (await sit("grace", "Take a seat")).getByText("One of them is yours.").waitFor();
		const waiter = await sit(offered, "Join the waitlist");
		await waiter.getByText("You are on the waitlist.").waitFor();

		await leaver.getByRole("link", { name: "Give up your seat" }).click();
		await leaver.getByRole("button", { name: "Give up my seat" }).click();
		await leaver.getByText("All 2 seats are taken.").waitFor();

		await visit(waiter, "/coaching");
		await waiter.getByRole("link", { name: "Answer", exact: true }).click();
		await waiter.getByRole("heading", { level: 1, name: "A seat is free for you" }).waitFor();
		// A link of a mail changes nothing by itself.
		await visit(waiter, `${new URL(waiter.url()).pathname}?answer=no`);
		await waiter.getByText("It is kept for you until").waitFor();
		await waiter.getByRole("button", { name: "Take the seat" }).click();
		await waiter.getByText("One of them is yours.").waitFor();
	});
});

test("a champion offers hours in words and times, sees what they mean, and ends them", async () => {
	const page = await open("tomas", { javaScriptEnabled: false });
	await visit(page, "/coaching/hours/new");
	await page.getByLabel("Title").fill("Dictation on the floor");
	await page.getByLabel("Monday").fill("nine to ten");
	await page.getByRole("button", { name: "Save" }).click();
	await page.getByText("write it like 09:00–11:00", { exact: false }).first().waitFor();
	expect(await page.getByLabel("Title").inputValue()).toBe("Dictation on the floor");
	await page.getByLabel("Monday").fill("18-19");
	await page.getByLabel("Dictation (Whisper)").check();
	await page.getByRole("button", { name: "Save" }).click();
	await page.getByText("Saved. The first times stand beside it").waitFor();
	await page
		.getByText(/^Monday, .* at 18:00 /)
		.first()
		.waitFor();
	expect(await page.getByLabel("Monday").inputValue()).toBe("18:00–19:00");
	await page.getByRole("link", { name: "End these hours" }).click();
	await page.getByRole("button", { name: "End these hours" }).click();
	await page.getByRole("heading", { level: 1, name: "Your office hours" }).waitFor();
	expect(await page.getByText("Dictation on the floor").count()).toBe(0);
	await page.getByLabel("First day").fill("2099-12-24");
	await page.getByRole("button", { name: "Add days off" }).click();
	await page.getByText("24 December 2099").waitFor();
	await page.getByRole("button", { name: "Take away: 2099-12-24" }).click();
	await page.getByText("24 December 2099").waitFor({ state: "detached" });
});
