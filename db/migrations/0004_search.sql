CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;--> statement-breakpoint
-- English stems, with accents taken away first: "Übersetzung" is found by "ubersetzung".
CREATE TEXT SEARCH CONFIGURATION lamplight (COPY = english);--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION lamplight ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;--> statement-breakpoint
CREATE SEQUENCE search_changes_seq;--> statement-breakpoint
CREATE TABLE "search_changes" (
	"target" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint DEFAULT nextval('search_changes_seq') NOT NULL,
	CONSTRAINT "search_changes_target_kind_id_pk" PRIMARY KEY("target","kind","id")
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"title" "tsvector" NOT NULL,
	"opening" "tsvector" NOT NULL,
	"everything" "tsvector" NOT NULL,
	"words" text[] NOT NULL,
	CONSTRAINT "search_documents_kind_id_pk" PRIMARY KEY("kind","id"),
	CONSTRAINT "search_documents_kind" CHECK ("search_documents"."kind" in ('thread', 'person', 'circle'))
);
--> statement-breakpoint
CREATE TABLE "search_misses" (
	"words" text PRIMARY KEY NOT NULL,
	"marks" bigint NOT NULL,
	"last_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_synonyms" (
	"id" text PRIMARY KEY NOT NULL,
	"words" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_targets" (
	"name" text PRIMARY KEY NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"leased_by" text,
	"built_with" text,
	"failed_at" timestamp (3) with time zone,
	"failure" text,
	CONSTRAINT "search_targets_name" CHECK ("search_targets"."name" in ('postgres', 'meilisearch'))
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"uses" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "posts_search";--> statement-breakpoint
DROP INDEX "threads_search";--> statement-breakpoint
DROP INDEX "threads_title_trgm";--> statement-breakpoint
ALTER TABLE "search_changes" ADD CONSTRAINT "search_changes_target_search_targets_name_fk" FOREIGN KEY ("target") REFERENCES "public"."search_targets"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_changes_order" ON "search_changes" USING btree ("target","seq");--> statement-breakpoint
CREATE INDEX "search_documents_title" ON "search_documents" USING gin ("title");--> statement-breakpoint
CREATE INDEX "search_documents_everything" ON "search_documents" USING gin ("everything");--> statement-breakpoint
CREATE INDEX "search_words_prefix" ON "search_words" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_words_start" ON "search_words" USING btree (left("word", 1),length("word"));--> statement-breakpoint
CREATE INDEX "search_words_end" ON "search_words" USING btree (right("word", 2),length("word"));--> statement-breakpoint
CREATE INDEX "search_words_uses" ON "search_words" USING btree ("uses");--> statement-breakpoint
ALTER TABLE "threads" DROP COLUMN "search";
--> statement-breakpoint
ALTER SEQUENCE search_changes_seq OWNED BY search_changes.seq;--> statement-breakpoint
INSERT INTO search_targets (name) VALUES ('postgres');--> statement-breakpoint
-- Every change of what can be found is noted here, in its own transaction, whatever code makes it. The notice wakes a server;
-- should it be lost, the row is found by the next look.
CREATE FUNCTION search_changed(changed_kind text, ids text[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO search_changes (target, kind, id)
		SELECT t.name, changed_kind, i FROM search_targets t, (SELECT DISTINCT unnest(ids) AS i) ids WHERE i IS NOT NULL ORDER BY 1, 3
		ON CONFLICT (target, kind, id) DO UPDATE SET seq = nextval('search_changes_seq');
	SELECT pg_notify('search_changes', '');
$$;
--> statement-breakpoint
CREATE FUNCTION search_thread_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_changed('thread', array[OLD.id, NEW.id]);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION search_thread_part_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_changed('thread', array[OLD.thread_id, NEW.thread_id]);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_thread AFTER INSERT OR DELETE OR UPDATE OF kind, title, circle_id, author_id, tool_id, state, deleted_at, excerpt ON threads
	FOR EACH ROW EXECUTE FUNCTION search_thread_change();--> statement-breakpoint
CREATE TRIGGER search_post AFTER INSERT OR DELETE OR UPDATE OF text, author_id, deleted_at, thread_id ON posts
	FOR EACH ROW EXECUTE FUNCTION search_thread_part_change();--> statement-breakpoint
CREATE TRIGGER search_tag AFTER INSERT OR DELETE ON thread_tags
	FOR EACH ROW EXECUTE FUNCTION search_thread_part_change();--> statement-breakpoint
CREATE TRIGGER search_role AFTER INSERT OR DELETE ON thread_roles
	FOR EACH ROW EXECUTE FUNCTION search_thread_part_change();--> statement-breakpoint
CREATE FUNCTION search_person_part_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_changed('person', array[OLD.person_id, NEW.person_id]);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_person_tool AFTER INSERT OR DELETE ON person_tools
	FOR EACH ROW EXECUTE FUNCTION search_person_part_change();--> statement-breakpoint
CREATE FUNCTION search_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_changed('person', array[NEW.id]);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_account AFTER UPDATE OF disabled_at ON accounts
	FOR EACH ROW EXECUTE FUNCTION search_account_change();--> statement-breakpoint
CREATE FUNCTION search_person_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_changed('person', array[OLD.id, NEW.id]);
	IF TG_OP = 'UPDATE' AND (OLD.name, OLD.department_id) IS DISTINCT FROM (NEW.name, NEW.department_id) THEN
		PERFORM search_changed('thread', array(SELECT t.id FROM threads t WHERE t.author_id = NEW.id));
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_person AFTER INSERT OR DELETE OR UPDATE OF name, handle, department_id, job_role_id, ask_me_about, learning_now ON people
	FOR EACH ROW EXECUTE FUNCTION search_person_change();--> statement-breakpoint
CREATE FUNCTION search_circle_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_changed('circle', array[OLD.id, NEW.id]);
	IF TG_OP = 'UPDATE' AND (OLD.name, OLD.visibility) IS DISTINCT FROM (NEW.name, NEW.visibility) THEN
		PERFORM search_changed('thread', array(SELECT t.id FROM threads t WHERE t.circle_id = NEW.id));
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_circle AFTER INSERT OR DELETE OR UPDATE OF name, purpose, visibility ON circles
	FOR EACH ROW EXECUTE FUNCTION search_circle_change();--> statement-breakpoint
CREATE FUNCTION search_list_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_TABLE_NAME = 'tools' THEN
		PERFORM search_changed('thread', array(SELECT t.id FROM threads t WHERE t.tool_id = NEW.id));
		PERFORM search_changed('person', array(SELECT pt.person_id FROM person_tools pt WHERE pt.tool_id = NEW.id));
	ELSIF TG_TABLE_NAME = 'job_roles' THEN
		PERFORM search_changed('thread', array(SELECT tr.thread_id FROM thread_roles tr WHERE tr.job_role_id = NEW.id));
		PERFORM search_changed('person', array(SELECT p.id FROM people p WHERE p.job_role_id = NEW.id));
	ELSE
		PERFORM search_changed('person', array(SELECT p.id FROM people p WHERE p.department_id = NEW.id));
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_tool AFTER UPDATE OF name ON tools FOR EACH ROW EXECUTE FUNCTION search_list_change();--> statement-breakpoint
CREATE TRIGGER search_job_role AFTER UPDATE OF name ON job_roles FOR EACH ROW EXECUTE FUNCTION search_list_change();--> statement-breakpoint
CREATE TRIGGER search_department AFTER UPDATE OF name ON departments FOR EACH ROW EXECUTE FUNCTION search_list_change();--> statement-breakpoint
-- What was there before search was: the first server that starts reads it in.
SELECT search_changed('thread', array(SELECT id FROM threads)), search_changed('person', array(SELECT id FROM people)), search_changed('circle', array(SELECT id FROM circles));
