-- The lists are read newest first, as "order by … desc". An index that says DESC NULLS LAST does not serve that order (it means
-- NULLS FIRST), so every feed sorted the whole table; a plain index read backwards does.
DROP INDEX "bookmarks_latest";--> statement-breakpoint
DROP INDEX "threads_latest";--> statement-breakpoint
DROP INDEX "threads_circle";--> statement-breakpoint
DROP INDEX "threads_by_kind";--> statement-breakpoint
DROP INDEX "threads_tool";--> statement-breakpoint
DROP INDEX "threads_author";--> statement-breakpoint
CREATE INDEX "threads_waiting" ON "threads" USING btree ("created_at","id") WHERE deleted_at is null and kind = 'question' and state <> 'answered' and reply_count <= 2;--> statement-breakpoint
CREATE INDEX "bookmarks_latest" ON "bookmarks" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "threads_latest" ON "threads" USING btree ("last_activity_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "threads_circle" ON "threads" USING btree ("circle_id","last_activity_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "threads_by_kind" ON "threads" USING btree ("kind","last_activity_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "threads_tool" ON "threads" USING btree ("tool_id","last_activity_at","id") WHERE deleted_at is null and tool_id is not null;--> statement-breakpoint
CREATE INDEX "threads_author" ON "threads" USING btree ("author_id","last_activity_at");