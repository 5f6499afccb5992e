import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/rules.ts";
import { db } from "#app/core/db.server.ts";
import { syncSearch } from "#app/core/search.server.ts";
import { deletePost } from "#app/replies/commands.server.ts";
import { action as preview } from "#app/routes/preview/route.ts";
import { action as compose } from "#app/routes/threads.new/route.tsx";
import { loader as similar } from "#app/routes/threads.similar/route.ts";
import { action as receive } from "#app/routes/uploads._index/route.ts";
import { loader as upload } from "#app/routes/uploads.$name/route.ts";
import { loader as imagePage } from "#app/routes/uploads.new/route.tsx";
import { mayLoad } from "#app/threads/cook.server.ts";
import { draftAt, saveDraft } from "#app/threads/drafts.server.ts";
import { tagsInUse } from "#app/threads/topics.server.ts";
import { imageMarkdown, keepImage } from "#app/threads/uploads.server.ts";
import { circleMembers } from "#db/schema/circles.server.ts";
import { people } from "#db/schema/people.server.ts";
import { posts, uploads } from "#db/schema/posts.server.ts";
import { visit } from "#tests/auth/visit.ts";
import { useTestDb } from "#tests/support/db.ts";
import { makeCircle, makePerson } from "#tests/support/makers.ts";
import { aQuestion, cookieOf } from "./forms.ts";

useTestDb();

let [author, member, outsider, admin]: Viewer[] = [];
let open: { id: string };
let secret: { id: string };
let picture: Buffer;

beforeAll(async () => {
	[author, member, outsider, admin] = [await makePerson(), await makePerson(), await makePerson(), await makePerson({ role: "admin" })];
	open = await makeCircle({ keeper: author });
	secret = await makeCircle({ keeper: author, members: [member], visibility: "private" });
	picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: "teal" } })
		.webp()
		.toBuffer();
});

const imageOf = (viewer: Viewer | undefined) => keepImage(viewer as Viewer, picture);
const statusFor = async (viewer: Viewer | undefined, name: string) =>
	(await visit(upload, { path: `/uploads/${name}`, params: { name }, cookie: await cookieOf(viewer as Viewer) })).status;
const statuses = async (name: string) => Promise.all([author, member, outsider, admin].map((viewer) => statusFor(viewer, name)));
const post = async (viewer: Viewer | undefined, circleId: string, want: string, more = {}) => {
	const answer = await visit(compose, { form: { ...aQuestion(circleId), want, ...more }, cookie: await cookieOf(viewer as Viewer) });
	expect(answer.status).toBe(303);
	return answer.location?.split("/")[2] ?? "";
};

test("an image is seen by its uploader, then by the readers of a post that shows it, and by nobody else", async () => {
	const name = await imageOf(author);
	expect(await statuses(name)).toEqual([200, 404, 404, 404]);
	await saveDraft(author as Viewer, "new", { want: `![x](/uploads/${name})` });
	expect(await statuses(name)).toEqual([200, 404, 404, 404]);
	const hidden = await post(author, secret.id, `![a chart](/uploads/${name})`);
	expect(await statuses(name)).toEqual([200, 200, 404, 404]);
	await db.delete(circleMembers).where(eq(circleMembers.personId, (member as Viewer).id));
	expect(await statuses(name)).toEqual([200, 404, 404, 404]);
	await db.insert(circleMembers).values({ circleId: secret.id, personId: (member as Viewer).id });
	const [opening] = await db.select({ id: posts.id }).from(posts).where(eq(posts.threadId, hidden));
	await deletePost(author as Viewer, opening?.id);
	expect(await statuses(name)).toEqual([200, 404, 404, 404]);
	await post(author, open.id, `![a chart](/uploads/${name})`);
	expect(await statuses(name)).toEqual([200, 200, 200, 200]);
	expect((await visit(upload, { path: `/uploads/${name}`, params: { name } })).location).toContain("/sign-in");
});

test("naming somebody else's image in a post opens it for nobody", async () => {
	const name = await imageOf(author);
	await post(outsider, open.id, `![stolen](/uploads/${name})`);
	expect(await statuses(name)).toEqual([200, 404, 404, 404]);
	await post(author, secret.id, `![mine](/uploads/${name})`);
	// Who can see it may show it on.
	await post(member, open.id, `![shown on](/uploads/${name})`);
	expect(await statuses(name)).toEqual([200, 200, 200, 200]);
});

test("a profile photo is for everybody who is signed in; other names are nothing", async () => {
	const name = await imageOf(author);
	await db
		.update(people)
		.set({ photo: name })
		.where(eq(people.id, (author as Viewer).id));
	expect(await statuses(name)).toEqual([200, 200, 200, 200]);
	await db
		.update(people)
		.set({ photo: null })
		.where(eq(people.id, (author as Viewer).id));
	expect(await statuses(name)).toEqual([200, 404, 404, 404]);
	for (const odd of ["", "../../etc/passwd", `${name}\0`, name.toUpperCase(), "x.webp", name.replace("webp", "svg")])
		expect(await statusFor(author, odd), odd).toBe(404);
	expect(await mayLoad(outsider as Viewer, "' or true --")).toBe(false);
});

const formWith = (bytes: Buffer | null, fields: Record<string, string> = {}) => {
	const form = new FormData();
	for (const [field, value] of Object.entries(fields)) form.set(field, value);
	if (bytes) form.set("image", new File([new Uint8Array(bytes)], "../../x.svg", { type: "image/svg+xml" }));
	return form;
};
const send = async (viewer: Viewer | undefined, form: FormData, query = "") =>
	visit(receive, { path: `/uploads${query}`, form, cookie: await cookieOf(viewer as Viewer) });

test("an image is taken by what is in it, thirty an hour", async () => {
	const [sender, before] = [await makePerson(), await db.$count(uploads)];
	expect((await send(sender, formWith(picture))).status).toBe(200);
	expect(await db.$count(uploads)).toBe(before + 1);
	expect((await send(sender, formWith(Buffer.from("<svg onload='alert(1)'/>")))).status).toBe(415);
	expect((await send(sender, formWith(null))).status).toBe(422);
	for (let sent = 3; sent < 30; sent++) await send(sender, formWith(null));
	expect((await send(sender, formWith(picture))).status).toBe(429);
	expect(await db.$count(uploads)).toBe(before + 1);
});

test("without scripts an image goes into the draft, at the end of the text it was added from", async () => {
	const writer = await makePerson();
	const cookie = await cookieOf(writer);
	const form = { ...aQuestion(open.id), want: "Look at this:", intent: "image:want" };
	const away = await visit(compose, { form, cookie });
	expect(away.location).toBe("/uploads/new?place=new&field=want");
	expect((await visit(imagePage, { path: away.location ?? "", cookie })).data).toMatchObject({
		back: "/threads/new",
		action: "/uploads?place=new&field=want",
		error: null,
	});
	expect((await send(writer, formWith(null), "?place=new&field=want")).location).toBe("/uploads/new?place=new&field=want&wrong=none");
	const sent = await send(writer, formWith(picture, { description: "A [chart](x) \0 of\nhours" }), "?place=new&field=want");
	expect(sent).toMatchObject({ status: 303, location: "/threads/new" });
	const draft = await draftAt(writer, "new");
	expect(draft?.fields).toMatchObject({ title: form.title, kind: "question" });
	expect(draft?.fields.want).toMatch(/^Look at this:\n\n!\[A chart \(x\) of hours\]\(\/uploads\/[0-9a-f]{32}\.webp\)\n$/);
	// Another's draft, or none, is no place.
	expect((await visit(imagePage, { path: "/uploads/new?place=new&field=want", cookie: await cookieOf(await makePerson()) })).status).toBe(
		404,
	);
	expect((await visit(imagePage, { path: "/uploads/new?place=new&field=../x", cookie })).status).toBe(404);
	expect(imageMarkdown("x.webp", " ")).toBe("![What the image shows](/uploads/x.webp)");
});

test("the preview is what the post becomes, and refuses what a post would refuse", async () => {
	const cookie = await cookieOf(author as Viewer);
	const text = `Hello @${(member as Viewer).handle} and @nobody-here\n\n<script>alert(1)</script> **bold**`;
	const read = async (sent: string) => {
		const request = new Request("http://lamplight.test/preview", {
			method: "POST",
			headers: { Cookie: cookie },
			body: new URLSearchParams({ text: sent }),
		});
		const context = { nonce: "", clientNetwork: "", isDocument: true, origin: "", memo: new Map(), cooked: new Map() };
		return preview({ request, context, params: {} });
	};
	const shown = await (await read(text)).text();
	const id = await post(author, open.id, text);
	const [opening] = await db.select({ cooked: posts.cooked }).from(posts).where(eq(posts.threadId, id));
	expect(shown).toBe(opening?.cooked.want);
	expect(shown).not.toContain("<script");
	expect((await read("x".repeat(20_001))).status).toBe(422);
	expect((await read("> ".repeat(60))).status).toBe(422);
});

test("tags and similar threads that are offered come from what one can read", async () => {
	const title = "Canary wages of the pilot";
	await post(author, secret.id, "x", { title, tags: "canary-tag" });
	await post(author, open.id, "x", { tags: "open-tag" });
	expect(await tagsInUse(member as Viewer)).toEqual(["canary-tag", "open-tag"]);
	expect(await tagsInUse(outsider as Viewer)).toEqual(["open-tag"]);
	await syncSearch();
	const form = { ...aQuestion(open.id), title, intent: "similar" };
	const found = async (viewer: Viewer | undefined) => (await visit(compose, { form, cookie: await cookieOf(viewer as Viewer) })).data;
	expect(await found(member)).toMatchObject({ similar: [{ title, kind: "question", state: "open" }], values: { title } });
	expect(await found(outsider)).toMatchObject({ similar: [] });
	const path = `/threads/similar?title=${encodeURIComponent("Canary \0 wages")}%ED%A0%BD`;
	expect((await visit(similar, { path, cookie: await cookieOf(outsider as Viewer) })).status).toBe(200);
});
