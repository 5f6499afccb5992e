ALTER TABLE "uploads" DROP CONSTRAINT "uploads_uploader_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "uploads" DROP COLUMN "uploader_id";