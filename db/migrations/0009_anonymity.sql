CREATE TABLE "aliases" (
	"thread_id" text NOT NULL,
	"name" text NOT NULL,
	"mark" text NOT NULL,
	"token" text NOT NULL,
	"level" text DEFAULT 'all' NOT NULL,
	"muted" boolean DEFAULT false NOT NULL,
	"stopped_until" date,
	CONSTRAINT "aliases_thread_id_name_pk" PRIMARY KEY("thread_id","name"),
	CONSTRAINT "aliases_mark_unique" UNIQUE("mark"),
	CONSTRAINT "aliases_token_unique" UNIQUE("token"),
	CONSTRAINT "aliases_name" CHECK ("aliases"."name" ~ '^[A-Z][a-z]+ [A-Z][a-z]+$'),
	CONSTRAINT "aliases_level" CHECK ("aliases"."level" in ('all', 'muted'))
);
--> statement-breakpoint
CREATE TABLE "anonymous_counts" (
	"day" date NOT NULL,
	"mark" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "anonymous_counts_day_mark_pk" PRIMARY KEY("day","mark")
);
--> statement-breakpoint
CREATE TABLE "sealed_news" (
	"id" text PRIMARY KEY NOT NULL,
	"thread_id" text NOT NULL,
	"alias" text NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"post_id" text NOT NULL,
	"read" boolean DEFAULT false NOT NULL,
	CONSTRAINT "sealed_news_cause" UNIQUE("thread_id","alias","cause"),
	CONSTRAINT "sealed_news_kind" CHECK ("sealed_news"."kind" in ('reply', 'accepted', 'reaction'))
);
--> statement-breakpoint
CREATE TABLE "waiting_posts" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"submission" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "waiting_posts_submission_unique" UNIQUE("submission")
);
--> statement-breakpoint
ALTER TABLE "posts" ALTER COLUMN "author_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "created_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "threads" ALTER COLUMN "author_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "alias" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "owner" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "alias" text;--> statement-breakpoint
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_news" ADD CONSTRAINT "sealed_news_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_news" ADD CONSTRAINT "sealed_news_alias" FOREIGN KEY ("thread_id","alias") REFERENCES "public"."aliases"("thread_id","name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "aliases_stopped" ON "aliases" USING btree ("stopped_until") WHERE stopped_until is not null;--> statement-breakpoint
CREATE INDEX "waiting_posts_due" ON "waiting_posts" USING btree ("due_at");--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_alias" FOREIGN KEY ("thread_id","alias") REFERENCES "public"."aliases"("thread_id","name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author" CHECK (num_nonnulls("posts"."author_id", "posts"."alias") = 1);--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_alias_day" CHECK ("posts"."alias" is null or (coalesce(extract(epoch from "posts"."edited_at")::numeric % 86400, 0) = 0 and coalesce(extract(epoch from "posts"."deleted_at")::numeric % 86400, 0) = 0));--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_author" CHECK (num_nonnulls("threads"."author_id", "threads"."alias") = 1);--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_alias_day" CHECK ("threads"."alias" is null or extract(epoch from "threads"."created_at")::numeric % 86400 = 0);
--> statement-breakpoint
-- A name that was shown stays: what bears one never becomes anonymous, nor somebody else's.
CREATE FUNCTION author_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'a shown author stays' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER posts_author_stays BEFORE UPDATE OF author_id, alias ON posts
	FOR EACH ROW WHEN (OLD.author_id IS NOT NULL AND NEW.author_id IS DISTINCT FROM OLD.author_id) EXECUTE FUNCTION author_stays();--> statement-breakpoint
CREATE TRIGGER threads_author_stays BEFORE UPDATE OF author_id, alias ON threads
	FOR EACH ROW WHEN (OLD.author_id IS NOT NULL AND NEW.author_id IS DISTINCT FROM OLD.author_id) EXECUTE FUNCTION author_stays();
