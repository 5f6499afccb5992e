CREATE TABLE "follows" (
	"person_id" text NOT NULL,
	"thread_id" text,
	"circle_id" text,
	"tag" text,
	"tool_id" text,
	"job_role_id" text,
	"level" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follows_one_target" CHECK (num_nonnulls("follows"."thread_id", "follows"."circle_id", "follows"."tag", "follows"."tool_id", "follows"."job_role_id") = 1),
	CONSTRAINT "follows_level" CHECK ("follows"."level" in ('all', 'first', 'mentions', 'muted')),
	CONSTRAINT "follows_reason" CHECK ("follows"."reason" = 'chosen' or ("follows"."reason" in ('own', 'replied') and "follows"."thread_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "asked_helpers" (
	"thread_id" text NOT NULL,
	"person_id" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"passed_at" timestamp (3) with time zone,
	CONSTRAINT "asked_helpers_thread_id_person_id_pk" PRIMARY KEY("thread_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "first_posts" (
	"post_id" text PRIMARY KEY NOT NULL,
	"thread_id" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "waiting_questions" (
	"thread_id" text PRIMARY KEY NOT NULL,
	"wave" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "waiting_questions_wave" CHECK ("waiting_questions"."wave" between 0 and 2)
);
--> statement-breakpoint
CREATE TABLE "attention" (
	"person_id" text PRIMARY KEY NOT NULL,
	"quiet_from" smallint DEFAULT 1080 NOT NULL,
	"quiet_to" smallint DEFAULT 480 NOT NULL,
	"working_days" smallint[] DEFAULT '{1,2,3,4,5}' NOT NULL,
	"digest" text DEFAULT 'weekly' NOT NULL,
	"digest_due_at" timestamp (3) with time zone,
	"follow_own" boolean DEFAULT true NOT NULL,
	"follow_replied" boolean DEFAULT true NOT NULL,
	"helps" boolean DEFAULT true NOT NULL,
	"mail_refused_at" timestamp (3) with time zone,
	CONSTRAINT "attention_quiet" CHECK ("attention"."quiet_from" between 0 and 1439 and "attention"."quiet_to" between 0 and 1439),
	CONSTRAINT "attention_days" CHECK ("attention"."working_days" <@ '{1,2,3,4,5,6,7}'::smallint[]),
	CONSTRAINT "attention_digest" CHECK ("attention"."digest" in ('off', 'daily', 'weekly'))
);
--> statement-breakpoint
CREATE TABLE "mail_choices" (
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"cadence" text NOT NULL,
	CONSTRAINT "mail_choices_person_id_kind_pk" PRIMARY KEY("person_id","kind"),
	CONSTRAINT "mail_choices_cadence" CHECK ("mail_choices"."cadence" in ('off', 'now', '3h', 'daily', 'weekly'))
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"form" text NOT NULL,
	"thread_id" text,
	"cause" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "mails_cause" UNIQUE("person_id","cause"),
	CONSTRAINT "mails_form" CHECK ("mails"."form" in ('thread', 'summary', 'digest') and ("mails"."form" = 'thread') = ("mails"."thread_id" is not null)),
	CONSTRAINT "mails_state" CHECK ("mails"."state" in ('waiting', 'sent', 'dropped', 'refused') and ("mails"."state" = 'waiting') = ("mails"."settled_at" is null))
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"thread_id" text NOT NULL,
	"post_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"mail_due_at" timestamp (3) with time zone,
	"mail_id" text,
	CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('mention', 'reply', 'accepted', 'reaction', 'thread', 'question', 'care'))
);
--> statement-breakpoint
CREATE TABLE "post_mentions" (
	"post_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "post_mentions_post_id_person_id_pk" PRIMARY KEY("post_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_circle_id_circles_id_fk" FOREIGN KEY ("circle_id") REFERENCES "public"."circles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_tag_tags_name_fk" FOREIGN KEY ("tag") REFERENCES "public"."tags"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_tool_id_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."tools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_job_role_id_job_roles_id_fk" FOREIGN KEY ("job_role_id") REFERENCES "public"."job_roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_helpers" ADD CONSTRAINT "asked_helpers_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_helpers" ADD CONSTRAINT "asked_helpers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "first_posts" ADD CONSTRAINT "first_posts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "first_posts" ADD CONSTRAINT "first_posts_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_questions" ADD CONSTRAINT "waiting_questions_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attention" ADD CONSTRAINT "attention_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_choices" ADD CONSTRAINT "mail_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_mentions" ADD CONSTRAINT "post_mentions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_mentions" ADD CONSTRAINT "post_mentions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "follows_thread" ON "follows" USING btree ("thread_id","person_id") WHERE thread_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "follows_circle" ON "follows" USING btree ("circle_id","person_id") WHERE circle_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "follows_tag" ON "follows" USING btree ("tag","person_id") WHERE tag is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "follows_tool" ON "follows" USING btree ("tool_id","person_id") WHERE tool_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "follows_role" ON "follows" USING btree ("job_role_id","person_id") WHERE job_role_id is not null;--> statement-breakpoint
CREATE INDEX "asked_helpers_load" ON "asked_helpers" USING btree ("person_id","asked_at");--> statement-breakpoint
CREATE INDEX "first_posts_waiting" ON "first_posts" USING btree ("thread_id") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "waiting_questions_due" ON "waiting_questions" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "attention_digest_due" ON "attention" USING btree ("digest_due_at") WHERE digest_due_at is not null;--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("created_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "mails_latest" ON "mails" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_cause" ON "notifications" USING btree ("person_id","cause");--> statement-breakpoint
CREATE INDEX "notifications_inbox" ON "notifications" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("person_id","thread_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notifications_mail_due" ON "notifications" USING btree ("mail_due_at","person_id") WHERE mail_due_at is not null and mail_id is null and read_at is null;--> statement-breakpoint
CREATE INDEX "notifications_mail" ON "notifications" USING btree ("mail_id") WHERE mail_id is not null;--> statement-breakpoint
CREATE INDEX "notifications_post" ON "notifications" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("author_id");--> statement-breakpoint
-- Tells every server whose inbox changed, so that browsers ask anew. Ids alone; a notice holds at most 8,000 bytes.
CREATE FUNCTION inbox_changed(changed text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	batch text;
BEGIN
	FOR batch IN
		SELECT string_agg(id, ' ') FROM (SELECT id, (row_number() OVER ()) / 400 AS part FROM (SELECT DISTINCT unnest(changed) AS id) ids) numbered GROUP BY part
	LOOP
		PERFORM pg_notify('live', 'inbox ' || batch);
	END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION notifications_come() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM inbox_changed(array(SELECT person_id FROM come));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notifications_come AFTER INSERT ON notifications REFERENCING NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION notifications_come();--> statement-breakpoint
CREATE FUNCTION notifications_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Only what the person sees: when a mail is due concerns no browser.
	PERFORM inbox_changed(array(
		SELECT n.person_id FROM come n JOIN gone o USING (id) WHERE (n.read_at, n.at, n.kind) IS DISTINCT FROM (o.read_at, o.at, o.kind)
	));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notifications_change AFTER UPDATE ON notifications REFERENCING OLD TABLE AS gone NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION notifications_change();--> statement-breakpoint
CREATE FUNCTION notifications_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM inbox_changed(array(SELECT person_id FROM gone));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notifications_go AFTER DELETE ON notifications REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION notifications_go();--> statement-breakpoint
-- Whoever wrote before there was following hears of replies, too.
INSERT INTO follows (person_id, thread_id, level, reason, created_at)
	SELECT author_id, id, 'all', 'own', created_at FROM threads;--> statement-breakpoint
INSERT INTO follows (person_id, thread_id, level, reason, created_at)
	SELECT author_id, thread_id, 'all', 'replied', min(created_at) FROM posts WHERE opening = 0 AND deleted_at IS NULL GROUP BY author_id, thread_id
	ON CONFLICT DO NOTHING;
