CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"member_id" uuid NOT NULL,
	"email" text NOT NULL,
	"made_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "password_resets_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "password_resets_token" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_made_by" FOREIGN KEY ("workspace_id","made_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_resets_open" ON "password_resets" USING btree ("workspace_id","member_id") WHERE "password_resets"."used_at" is null and "password_resets"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "activity_by_time" ON "activity" USING btree ("workspace_id","at","sequence");--> statement-breakpoint
CREATE INDEX "activity_by_member" ON "activity" USING btree ("workspace_id","member_id","at","sequence");--> statement-breakpoint
CREATE INDEX "activity_by_kind" ON "activity" USING btree ("workspace_id",split_part("verb", '.', 1),"at","sequence");--> statement-breakpoint
CREATE INDEX "mails_refused" ON "mails" USING btree ("created_at") WHERE "mails"."state" = 'refused';