ALTER TABLE "readings" DROP CONSTRAINT "readings_left_out_by";
--> statement-breakpoint
ALTER TABLE "readings" DROP COLUMN "left_out_why";--> statement-breakpoint
ALTER TABLE "readings" DROP COLUMN "left_out_by_id";