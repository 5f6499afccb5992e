CREATE TABLE "live_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "live_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"topic" text NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "live_forgotten" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"before" "xid8" NOT NULL,
	CONSTRAINT "live_forgotten_single_row" CHECK ("live_forgotten"."id" = 1)
);
--> statement-breakpoint
CREATE INDEX "live_events_topic" ON "live_events" USING btree ("topic","xid");--> statement-breakpoint
CREATE INDEX "live_events_at" ON "live_events" USING btree ("at");--> statement-breakpoint
-- Tells every server that threads changed. Ids alone: browsers ask for what they may see.
CREATE FUNCTION live_threads(changed text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	topics text[];
	one text;
BEGIN
	topics := array(SELECT DISTINCT id FROM unnest(changed) AS id WHERE id IS NOT NULL LIMIT 51);
	IF cardinality(topics) > 50 THEN
		topics := array['*'];
	END IF;
	FOREACH one IN ARRAY topics LOOP
		INSERT INTO live_events (topic) SELECT one
			WHERE NOT EXISTS (SELECT FROM live_events e WHERE e.topic = one AND e.xid = pg_current_xact_id());
		PERFORM pg_notify('live', 'thread ' || one);
	END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION live_posts_come() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM live_threads(array(SELECT thread_id FROM come));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER live_posts_come AFTER INSERT ON posts REFERENCING NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION live_posts_come();--> statement-breakpoint
CREATE FUNCTION live_posts_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM live_threads(array(
		SELECT n.thread_id FROM come n JOIN gone o USING (id) WHERE (n.revision, n.cooked, n.deleted_at, n.edited_at) IS DISTINCT FROM (o.revision, o.cooked, o.deleted_at, o.edited_at)
	));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER live_posts_change AFTER UPDATE ON posts REFERENCING OLD TABLE AS gone NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION live_posts_change();--> statement-breakpoint
CREATE FUNCTION live_threads_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- A reply moves counts and times, too; of that its post tells.
	PERFORM live_threads(array(
		SELECT n.id FROM come n JOIN gone o USING (id)
		WHERE (n.title, n.state, n.accepted_post_id, n.closed_at, n.deleted_at, n.circle_id, n.pinned_until)
			IS DISTINCT FROM (o.title, o.state, o.accepted_post_id, o.closed_at, o.deleted_at, o.circle_id, o.pinned_until)
	));
	-- Who may no longer see it is not to hear of it either: everybody at it is judged anew.
	PERFORM pg_notify('live', 'part ' || n.id) FROM come n JOIN gone o USING (id) WHERE (n.circle_id, n.deleted_at) IS DISTINCT FROM (o.circle_id, o.deleted_at);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER live_threads_change AFTER UPDATE ON threads REFERENCING OLD TABLE AS gone NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION live_threads_change();--> statement-breakpoint
CREATE FUNCTION live_reactions_come() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM live_threads(array(SELECT p.thread_id FROM posts p WHERE p.id IN (SELECT post_id FROM come)));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER live_reactions_come AFTER INSERT ON reactions REFERENCING NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION live_reactions_come();--> statement-breakpoint
CREATE TRIGGER live_reactions_go AFTER DELETE ON reactions REFERENCING OLD TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION live_reactions_come();--> statement-breakpoint
-- Who may see less than a moment ago is asked to connect again, and is judged anew.
CREATE FUNCTION live_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('live', 'leave ' || CASE TG_TABLE_NAME WHEN 'circle_members' THEN to_jsonb(OLD) ->> 'person_id' WHEN 'sessions' THEN to_jsonb(OLD) ->> 'user_id' ELSE to_jsonb(OLD) ->> 'id' END);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER live_leave_circle AFTER DELETE ON circle_members FOR EACH ROW EXECUTE FUNCTION live_leave();--> statement-breakpoint
CREATE TRIGGER live_leave_session AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION live_leave();--> statement-breakpoint
CREATE TRIGGER live_leave_account AFTER UPDATE OF disabled_at ON accounts FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION live_leave();--> statement-breakpoint
CREATE FUNCTION live_circle_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('live', 'part *');
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER live_circle_closes AFTER UPDATE OF visibility ON circles
	FOR EACH ROW WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility) EXECUTE FUNCTION live_circle_closes();
