ALTER TABLE "predictions" ADD COLUMN "implemented_on" date;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "implementation" text;