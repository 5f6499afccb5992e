DROP INDEX "activity_person";--> statement-breakpoint
CREATE INDEX "activity_person" ON "activity" USING btree ("person_id","event","at","id","subject_id","other_id","place","week");