CREATE TABLE "sealed_activity" (
	"token" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"week" date NOT NULL,
	CONSTRAINT "sealed_activity_week" CHECK (extract(isodow from "sealed_activity"."week") = 1)
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "activity_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" text NOT NULL,
	"event" text NOT NULL,
	"subject_id" text,
	"other_id" text,
	"place" text,
	"at" timestamp (3) with time zone NOT NULL,
	"week" date NOT NULL,
	CONSTRAINT "activity_week" CHECK ("activity"."week" = (date_trunc('week', "activity"."at" at time zone 'UTC'))::date)
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"person_id" text NOT NULL,
	"badge" text NOT NULL,
	"tier" smallint DEFAULT 1 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"view" text DEFAULT 'mine' NOT NULL,
	"evidence_id" text,
	"seen_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	"reason" text,
	CONSTRAINT "awards_person_id_badge_tier_pk" PRIMARY KEY("person_id","badge","tier"),
	CONSTRAINT "awards_view" CHECK ("awards"."view" in ('mine', 'shown', 'evidence')),
	CONSTRAINT "awards_tier" CHECK ("awards"."tier" between 1 and 9),
	CONSTRAINT "awards_revoked" CHECK (("awards"."revoked_at" is null) = ("awards"."reason" is null) and char_length("awards"."reason") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "recognition_choices" (
	"person_id" text PRIMARY KEY NOT NULL,
	"mode" text NOT NULL,
	CONSTRAINT "recognition_choices_mode" CHECK ("recognition_choices"."mode" in ('each', 'all', 'none', 'out'))
);
--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_revoked_by_people_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_choices" ADD CONSTRAINT "recognition_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_person" ON "activity" USING btree ("person_id","event","at");--> statement-breakpoint
CREATE INDEX "awards_unseen" ON "awards" USING btree ("person_id") WHERE seen_at is null;--> statement-breakpoint
-- What was done stays done. Its owner alone takes it away, all of it, or the end of their account does.
CREATE FUNCTION activity_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND (current_setting('lamplight.forgetting', true) = OLD.person_id
		OR NOT EXISTS (SELECT FROM people WHERE id = OLD.person_id)) THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'activity is only ever added' USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_stays';
END $$;
--> statement-breakpoint
CREATE TRIGGER activity_stays BEFORE UPDATE OR DELETE ON activity FOR EACH ROW EXECUTE FUNCTION activity_stays();--> statement-breakpoint
CREATE FUNCTION forget_activity(owner text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('lamplight.forgetting', owner, true);
	DELETE FROM activity WHERE person_id = owner;
	PERFORM set_config('lamplight.forgetting', '', true);
END $$;
