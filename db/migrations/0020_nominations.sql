CREATE TABLE "nomination_readers" (
	"nomination_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "nomination_readers_nomination_id_person_id_pk" PRIMARY KEY("nomination_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "nominations" (
	"id" text PRIMARY KEY NOT NULL,
	"note_id" text NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"badge" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"reviewer_id" text,
	"reviewer_since" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "nominations_noteId_unique" UNIQUE("note_id"),
	CONSTRAINT "nominations_once" UNIQUE("from_id","to_id","badge"),
	CONSTRAINT "nominations_neither" CHECK ("nominations"."reviewer_id" <> "nominations"."from_id" and "nominations"."reviewer_id" <> "nominations"."to_id"),
	CONSTRAINT "nominations_state" CHECK ("nominations"."state" in ('waiting', 'given', 'returned', 'unread')),
	CONSTRAINT "nominations_decided" CHECK (("nominations"."state" = 'waiting') = ("nominations"."decided_at" is null)),
	CONSTRAINT "nominations_reason" CHECK (("nominations"."state" = 'returned') = ("nominations"."reason" is not null) and char_length("nominations"."reason") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "note_reports" (
	"note_id" text PRIMARY KEY NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"text" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decided_at" timestamp (3) with time zone,
	"explanation" text,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "note_reports_words" CHECK (char_length("note_reports"."words") <= 500),
	CONSTRAINT "note_reports_decision" CHECK ("note_reports"."decision" in ('fine', 'removed')),
	CONSTRAINT "note_reports_decided" CHECK (("note_reports"."decision" is null) = ("note_reports"."decided_at" is null)),
	CONSTRAINT "note_reports_explanation" CHECK (("note_reports"."decision" is not distinct from 'removed') = ("note_reports"."explanation" is not null))
);
--> statement-breakpoint
ALTER TABLE "moderation_log" DROP CONSTRAINT "moderation_log_act";--> statement-breakpoint
ALTER TABLE "status_entries" DROP CONSTRAINT "status_entries_index";--> statement-breakpoint
ALTER TABLE "thank_yous" ADD CONSTRAINT "thank_yous_between" UNIQUE("id","from_id","to_id");--> statement-breakpoint
ALTER TABLE "nomination_readers" ADD CONSTRAINT "nomination_readers_nomination_id_nominations_id_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_readers" ADD CONSTRAINT "nomination_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_note" FOREIGN KEY ("note_id","from_id","to_id") REFERENCES "public"."thank_yous"("id","from_id","to_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_reports" ADD CONSTRAINT "note_reports_from_id_people_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_reports" ADD CONSTRAINT "note_reports_to_id_people_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "nominations_waiting" ON "nominations" USING btree ("reviewer_id","reviewer_since") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "note_reports_waiting" ON "note_reports" USING btree ("at") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "note_reports_from" ON "note_reports" USING btree ("from_id") WHERE decision = 'removed';--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_act" CHECK ("moderation_log"."act" in ('flagged', 'fine', 'hidden', 'mended', 'shown', 'muted', 'unmuted', 'stopped', 'freed', 'glass-asked', 'glass-confirmed', 'glass-withdrawn', 'glass-opened', 'glass-read', 'officers', 'note-fine', 'note-removed'));--> statement-breakpoint
ALTER TABLE "status_entries" ADD CONSTRAINT "status_entries_index" CHECK ("status_entries"."index" >= 0);