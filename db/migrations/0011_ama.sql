CREATE TABLE "ama_hosts" (
	"thread_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "ama_hosts_thread_id_person_id_pk" PRIMARY KEY("thread_id","person_id"),
	CONSTRAINT "ama_hosts_role" CHECK ("ama_hosts"."role" in ('leader', 'co-host', 'delegate'))
);
--> statement-breakpoint
CREATE TABLE "ama_questions" (
	"post_id" text PRIMARY KEY NOT NULL,
	"thread_id" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"answer_id" text,
	"follow_up" date,
	"once_unknown" boolean DEFAULT false NOT NULL,
	"merged_into" text,
	"theme" text,
	CONSTRAINT "ama_questions_in_thread" UNIQUE("thread_id","post_id"),
	CONSTRAINT "ama_questions_state" CHECK ("ama_questions"."state" in ('open', 'answered', 'unknown', 'declined', 'merged')),
	CONSTRAINT "ama_questions_said" CHECK (("ama_questions"."state" in ('answered', 'unknown', 'declined')) = ("ama_questions"."answer_id" is not null)),
	CONSTRAINT "ama_questions_follow_up" CHECK (("ama_questions"."state" = 'unknown') = ("ama_questions"."follow_up" is not null)),
	CONSTRAINT "ama_questions_once_unknown" CHECK ("ama_questions"."state" <> 'unknown' or "ama_questions"."once_unknown"),
	CONSTRAINT "ama_questions_into" CHECK (("ama_questions"."state" = 'merged') = ("ama_questions"."merged_into" is not null) and "ama_questions"."merged_into" is distinct from "ama_questions"."post_id"),
	CONSTRAINT "ama_questions_theme" CHECK (char_length("ama_questions"."theme") between 1 and 40)
);
--> statement-breakpoint
CREATE TABLE "ama_votes" (
	"post_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "ama_votes_post_id_person_id_pk" PRIMARY KEY("post_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "amas" (
	"thread_id" text PRIMARY KEY NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "amas_times" CHECK ("amas"."opens_at" < "amas"."closes_at"),
	CONSTRAINT "amas_archived" CHECK ("amas"."archived_at" is null or "amas"."archived_at" >= "amas"."closes_at" + interval '1 hour')
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "leader" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ama_hosts" ADD CONSTRAINT "ama_hosts_thread_id_amas_thread_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."amas"("thread_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ama_hosts" ADD CONSTRAINT "ama_hosts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ama_questions" ADD CONSTRAINT "ama_questions_thread_id_amas_thread_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."amas"("thread_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ama_questions" ADD CONSTRAINT "ama_questions_post" FOREIGN KEY ("thread_id","post_id") REFERENCES "public"."posts"("thread_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ama_questions" ADD CONSTRAINT "ama_questions_answer" FOREIGN KEY ("thread_id","answer_id") REFERENCES "public"."posts"("thread_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ama_questions" ADD CONSTRAINT "ama_questions_merged" FOREIGN KEY ("thread_id","merged_into") REFERENCES "public"."ama_questions"("thread_id","post_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ama_votes" ADD CONSTRAINT "ama_votes_post_id_ama_questions_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."ama_questions"("post_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ama_votes" ADD CONSTRAINT "ama_votes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amas" ADD CONSTRAINT "amas_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ama_hosts_one_leader" ON "ama_hosts" USING btree ("thread_id") WHERE role = 'leader';--> statement-breakpoint
CREATE INDEX "ama_hosts_person" ON "ama_hosts" USING btree ("person_id","role");--> statement-breakpoint
CREATE INDEX "ama_questions_merged_into" ON "ama_questions" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "ama_questions_answered_by" ON "ama_questions" USING btree ("answer_id") WHERE answer_id is not null;--> statement-breakpoint
CREATE INDEX "amas_closes" ON "amas" USING btree ("closes_at");--> statement-breakpoint
-- Every post of an AMA that answers none is a question, however it came to be written. One that was asked in time and appears late
-- opens an archived AMA again: it is owed an end like the others.
CREATE FUNCTION ama_question_appears() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO ama_questions (post_id, thread_id) SELECT NEW.id, a.thread_id FROM amas a WHERE a.thread_id = NEW.thread_id;
	UPDATE amas SET archived_at = NULL WHERE thread_id = NEW.thread_id AND archived_at IS NOT NULL;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ama_question_appears AFTER INSERT ON posts
	FOR EACH ROW WHEN (NEW.opening = 0 AND NEW.parent_id IS NULL) EXECUTE FUNCTION ama_question_appears();--> statement-breakpoint
-- An answer that is taken back leaves its question open again; so does a question for those that were merged into it.
CREATE FUNCTION ama_post_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE ama_questions SET state = 'open', answer_id = NULL, follow_up = NULL, merged_into = NULL
		WHERE answer_id = NEW.id OR merged_into = NEW.id;
	IF FOUND THEN
		UPDATE amas SET archived_at = NULL WHERE thread_id = NEW.thread_id AND archived_at IS NOT NULL;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ama_post_gone AFTER UPDATE OF deleted_at ON posts
	FOR EACH ROW WHEN (NEW.opening = 0 AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION ama_post_gone();--> statement-breakpoint
-- A question is merged into one that stands by itself: no chains. Whoever changes questions holds the thread's lock.
CREATE FUNCTION ama_merges_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT FROM ama_questions q WHERE q.post_id = NEW.merged_into AND q.state = 'merged')
		OR EXISTS (SELECT FROM ama_questions q WHERE q.merged_into = NEW.post_id) THEN
		RAISE EXCEPTION 'merged in a chain' USING ERRCODE = 'check_violation', CONSTRAINT = 'ama_questions_one_step';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ama_merges_once AFTER INSERT OR UPDATE ON ama_questions
	FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION ama_merges_once();--> statement-breakpoint
-- An AMA is archived when every question came to an end.
CREATE FUNCTION ama_archived_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM ama_questions q JOIN posts p ON p.id = q.post_id AND p.deleted_at IS NULL
		WHERE q.thread_id = NEW.thread_id AND q.state = 'open'
	) THEN
		RAISE EXCEPTION 'questions are open' USING ERRCODE = 'check_violation', CONSTRAINT = 'amas_nothing_open';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ama_archived_at_the_end AFTER UPDATE OF archived_at ON amas
	FOR EACH ROW WHEN (NEW.archived_at IS NOT NULL) EXECUTE FUNCTION ama_archived_at_the_end();--> statement-breakpoint
CREATE FUNCTION live_ama_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM live_threads(array(SELECT thread_id FROM come));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER live_ama_questions_change AFTER UPDATE ON ama_questions REFERENCING NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION live_ama_change();--> statement-breakpoint
CREATE TRIGGER live_amas_change AFTER UPDATE ON amas REFERENCING NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION live_ama_change();
