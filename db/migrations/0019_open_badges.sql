CREATE TABLE "issued_badges" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"badge" text NOT NULL,
	"tier" smallint NOT NULL,
	"with_email" boolean NOT NULL,
	"status_index" integer NOT NULL,
	"salt" text,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"signed" text NOT NULL,
	CONSTRAINT "issued_badges_statusIndex_unique" UNIQUE("status_index"),
	CONSTRAINT "issued_badges_once" UNIQUE("person_id","badge","tier","with_email"),
	CONSTRAINT "issued_badges_salt" CHECK ("issued_badges"."with_email" = ("issued_badges"."salt" is not null))
);
--> statement-breakpoint
CREATE TABLE "issuer_keys" (
	"public_key_multibase" text PRIMARY KEY NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "status_entries" (
	"index" integer PRIMARY KEY NOT NULL,
	"revoked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "status_entries_index" CHECK ("status_entries"."index" between 0 and 131071)
);
--> statement-breakpoint
ALTER TABLE "issued_badges" ADD CONSTRAINT "issued_badges_status_index_status_entries_index_fk" FOREIGN KEY ("status_index") REFERENCES "public"."status_entries"("index") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issued_badges" ADD CONSTRAINT "issued_badges_award" FOREIGN KEY ("person_id","badge","tier") REFERENCES "public"."awards"("person_id","badge","tier") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Whoever revokes an award, in whatever way: the badges that were taken along say so from then on.
CREATE FUNCTION revoked_awards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE status_entries SET revoked = true WHERE "index" IN (
		SELECT status_index FROM issued_badges WHERE person_id = NEW.person_id AND badge = NEW.badge AND tier = NEW.tier);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER revoked_awards AFTER UPDATE OF revoked_at ON awards FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION revoked_awards();
