ALTER TABLE "posts" ADD COLUMN "tried" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "grew_from_id" text;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_grew_from_id_threads_id_fk" FOREIGN KEY ("grew_from_id") REFERENCES "public"."threads"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "threads_grown" ON "threads" USING btree ("grew_from_id","created_at","id") WHERE grew_from_id is not null;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_tried" CHECK (not ("posts"."tried" and "posts"."opening" = 1));--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_grew_from" CHECK ("threads"."grew_from_id" is null or "threads"."kind" = 'win');