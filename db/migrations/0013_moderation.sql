CREATE TABLE "flags" (
	"post_id" text NOT NULL,
	"person_id" text NOT NULL,
	"reason" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "flags_post_id_person_id_pk" PRIMARY KEY("post_id","person_id"),
	CONSTRAINT "flags_reason" CHECK ("flags"."reason" in ('unkind', 'personal', 'off-topic', 'spam', 'other')),
	CONSTRAINT "flags_words" CHECK (char_length("flags"."words") <= 500)
);
--> statement-breakpoint
CREATE TABLE "moderation_cases" (
	"post_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"explanation" text,
	CONSTRAINT "moderation_cases_state" CHECK ("moderation_cases"."state" in ('flagged', 'fine', 'hidden', 'mended', 'shown')),
	CONSTRAINT "moderation_cases_explanation" CHECK (("moderation_cases"."state" in ('hidden', 'mended')) = ("moderation_cases"."explanation" is not null))
);
--> statement-breakpoint
CREATE TABLE "moderation_log" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text,
	"post_id" text,
	"about" text,
	"act" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"prev_hash" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "moderation_log_act" CHECK ("moderation_log"."act" in ('flagged', 'fine', 'hidden', 'mended', 'shown', 'muted', 'unmuted', 'stopped', 'freed'))
);
--> statement-breakpoint
CREATE TABLE "moderator_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"person_id" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moderation_cases_waiting" ON "moderation_cases" USING btree ("opened_at") WHERE state in ('flagged', 'mended');--> statement-breakpoint
CREATE INDEX "moderation_log_post" ON "moderation_log" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "moderator_notes_post" ON "moderator_notes" USING btree ("post_id","at");--> statement-breakpoint
CREATE FUNCTION moderation_log_hash(r moderation_log) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT encode(sha256(convert_to(
		json_build_array(r.id, extract(epoch FROM r.at), r.actor_id, r.post_id, r.about, r.act, r.words, r.prev_hash)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- One after the other, so that each row holds the hash of the one before it and no number is missing.
CREATE FUNCTION moderation_log_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(7268);
	SELECT l.id + 1, l.hash INTO NEW.id, NEW.prev_hash FROM moderation_log l ORDER BY l.id DESC LIMIT 1;
	NEW.id := coalesce(NEW.id, 1);
	NEW.prev_hash := coalesce(NEW.prev_hash, '');
	NEW.hash := moderation_log_hash(NEW);
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER moderation_log_chain BEFORE INSERT ON moderation_log
	FOR EACH ROW EXECUTE FUNCTION moderation_log_chain();--> statement-breakpoint
CREATE FUNCTION moderation_log_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'what is in the log stays as it is' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER moderation_log_for_good BEFORE UPDATE OR DELETE OR TRUNCATE ON moderation_log
	FOR EACH STATEMENT EXECUTE FUNCTION moderation_log_for_good();
