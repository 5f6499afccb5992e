CREATE TABLE "thank_yous" (
	"id" text PRIMARY KEY NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"text" text NOT NULL,
	"about_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"may_show" boolean NOT NULL,
	"shown" boolean DEFAULT false NOT NULL,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "thank_yous_once" UNIQUE("from_id","to_id","about_id"),
	CONSTRAINT "thank_yous_two" CHECK ("thank_yous"."from_id" <> "thank_yous"."to_id"),
	CONSTRAINT "thank_yous_text" CHECK (char_length("thank_yous"."text") between 1 and 600),
	CONSTRAINT "thank_yous_shown" CHECK (not "thank_yous"."shown" or "thank_yous"."may_show")
);
--> statement-breakpoint
ALTER TABLE "thank_yous" ADD CONSTRAINT "thank_yous_from_id_people_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thank_yous" ADD CONSTRAINT "thank_yous_to_id_people_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "thank_yous_to" ON "thank_yous" USING btree ("to_id","at");