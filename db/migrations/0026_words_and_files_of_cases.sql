ALTER TABLE "attachments" ALTER COLUMN "stored_as" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "said_on" date;