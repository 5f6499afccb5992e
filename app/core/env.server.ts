import { z } from "zod";

const blank = (value: unknown) => (value === "" ? undefined : value);
const optionalUrl = (protocols: string[], example: string) =>
	z.preprocess(
		blank,
		z
			.string()
			.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), { message: `must look like ${example}` })
			.optional(),
	);

const schema = z.object({
	NODE_ENV: z.enum(["development", "production", "test"]).catch("development"),
	PORT: z.preprocess(
		blank,
		z.coerce
			.number({ message: "must be a port number" })
			.int("must be a port number")
			.min(0, "must be a port number")
			.max(65535, "must be a port number")
			.default(3000),
	),
	DATA_DIR: z.preprocess(blank, z.string().default(".data")),
	DATABASE_URL: optionalUrl(["postgres:", "postgresql:"], "postgres://user:password@host:5432/lamplight"),
	/** Unset: Postgres searches. */
	MEILISEARCH_URL: optionalUrl(["http:", "https:"], "http://localhost:7700"),
	MEILISEARCH_API_KEY: z.preprocess(blank, z.string().optional()),
	/** Unset: mails land as files in DATA_DIR/mail. */
	SMTP_URL: optionalUrl(["smtp:", "smtps:"], "smtp://user:password@mail.example.com:587"),
	MAIL_FROM: z.preprocess(
		blank,
		z
			.string()
			.regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, "must look like Lamplight <lamplight@example.com>")
			.optional(),
	),
	/** `0`: this server runs no jobs, since `npm run worker` does. */
	WORKER: z.preprocess(blank, z.enum(["0", "1"], { message: "must be 0 or 1" }).default("1")),
	APP_URL: optionalUrl(["http:", "https:"], "https://lamplight.example.com"),
	/** `1`: fill an empty database with the demo company; `auto` (set by `npm start`): only a new embedded one. */
	DEMO: z.preprocess(blank, z.enum(["0", "1", "auto"], { message: "must be 0 or 1" }).default("0")),
	/** `1`: the push services of the known browsers; else the hosts that may be sent to, comma separated. Unset: no push messages. */
	WEB_PUSH: z.preprocess(
		blank,
		z
			.string()
			.regex(/^(1|[a-z0-9.-]+\.?[a-z]+(:\d+)?(\s*,\s*[a-z0-9.-]+\.?[a-z]+(:\d+)?)*)$/, "must be 1 or a list of hosts")
			.optional(),
	),
	/** The key of anonymity, for servers that share no DATA_DIR: 32 random bytes as base64. Unset: made in DATA_DIR/secrets. */
	ANONYMITY_KEY: z.preprocess(
		blank,
		z
			.string()
			.regex(/^[A-Za-z0-9+/]{43}=$/, "must be 32 random bytes as base64, for example from: openssl rand -base64 32")
			.optional(),
	),
	/** Addresses of reverse proxies whose X-Forwarded-For may be believed, comma separated. */
	TRUST_PROXY: z.preprocess(blank, z.string().optional()),
});

export type Env = z.infer<typeof schema> & { dataDirGiven: boolean; demoForbidden: boolean };

/** A wrong or missing setting. The message is one sentence that names the variable. */
export class EnvironmentError extends Error {}

/** The settings of this process. Throws `EnvironmentError` at the first variable that is wrong. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
	const parsed = schema.safeParse(source);
	if (parsed.success) return { ...parsed.data, dataDirGiven: Boolean(source.DATA_DIR), demoForbidden: source.DEMO === "0" };
	const issue = parsed.error.issues[0];
	throw new EnvironmentError(`${String(issue?.path[0])} ${issue?.message}.`);
}

/** Hands the address of the embedded database to the built application, which has a module graph of its own. */
export function provideDatabaseUrl(url: string): void {
	process.env.DATABASE_URL = url;
}
