CREATE TABLE "sealed_links" (
	"post_id" text PRIMARY KEY NOT NULL,
	"outer_key" text NOT NULL,
	"inner_key" text NOT NULL,
	"box" text NOT NULL,
	"kept_until" date NOT NULL,
	CONSTRAINT "sealed_links_two" CHECK ("sealed_links"."outer_key" <> "sealed_links"."inner_key"),
	CONSTRAINT "sealed_links_length" CHECK (char_length("sealed_links"."box") = 932)
);
--> statement-breakpoint
CREATE TABLE "glass_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text,
	"opens_at" timestamp (3) with time zone,
	"withdrawn_by" text,
	"inner" text,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "glass_requests_two" CHECK ("glass_requests"."confirmed_by" <> "glass_requests"."asked_by"),
	CONSTRAINT "glass_requests_confirmed" CHECK (("glass_requests"."confirmed_by" is null) = ("glass_requests"."opens_at" is null)),
	CONSTRAINT "glass_requests_waits" CHECK ("glass_requests"."opens_at" >= "glass_requests"."asked_at" + interval '48 hours'),
	CONSTRAINT "glass_requests_inner" CHECK ("glass_requests"."inner" is null or ("glass_requests"."opens_at" is not null and "glass_requests"."withdrawn_by" is null)),
	CONSTRAINT "glass_requests_read" CHECK ("glass_requests"."read_at" is null or ("glass_requests"."inner" is not null and "glass_requests"."read_at" >= "glass_requests"."opens_at")),
	CONSTRAINT "glass_requests_reason" CHECK (char_length("glass_requests"."reason") between 30 and 2000)
);
--> statement-breakpoint
CREATE TABLE "officer_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"public_key" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "officers" (
	"slot" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"key_id" text,
	CONSTRAINT "officers_personId_unique" UNIQUE("person_id"),
	CONSTRAINT "officers_slot" CHECK ("officers"."slot" in ('outer', 'inner'))
);
--> statement-breakpoint
ALTER TABLE "moderation_log" DROP CONSTRAINT "moderation_log_act";--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "keeps_links" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sealed_links" ADD CONSTRAINT "sealed_links_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_links" ADD CONSTRAINT "sealed_links_outer_key_officer_keys_id_fk" FOREIGN KEY ("outer_key") REFERENCES "public"."officer_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_links" ADD CONSTRAINT "sealed_links_inner_key_officer_keys_id_fk" FOREIGN KEY ("inner_key") REFERENCES "public"."officer_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "glass_requests" ADD CONSTRAINT "glass_requests_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "glass_requests" ADD CONSTRAINT "glass_requests_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "glass_requests" ADD CONSTRAINT "glass_requests_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "glass_requests" ADD CONSTRAINT "glass_requests_withdrawn_by_people_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_keys" ADD CONSTRAINT "officer_keys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officers" ADD CONSTRAINT "officers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officers" ADD CONSTRAINT "officers_key_id_officer_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."officer_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sealed_links_until" ON "sealed_links" USING btree ("kept_until");--> statement-breakpoint
CREATE INDEX "glass_requests_post" ON "glass_requests" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "glass_requests_one" ON "glass_requests" USING btree ("post_id") WHERE withdrawn_by is null and read_at is null;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_act" CHECK ("moderation_log"."act" in ('flagged', 'fine', 'hidden', 'mended', 'shown', 'muted', 'unmuted', 'stopped', 'freed', 'glass-asked', 'glass-confirmed', 'glass-withdrawn', 'glass-opened', 'glass-read', 'officers'));