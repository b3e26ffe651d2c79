CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"key" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "mails_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "mails_once" UNIQUE("workspace_id","member_id","key")
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"digest" text DEFAULT 'daily' NOT NULL,
	"send_hour" smallint DEFAULT 7 NOT NULL,
	"weekday" smallint DEFAULT 1 NOT NULL,
	"quiet_from" smallint,
	"quiet_until" smallint,
	"calendar_token_hash" text,
	"refused_at" timestamp with time zone,
	"refused_why" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "notice_settings_key" PRIMARY KEY("workspace_id","member_id"),
	CONSTRAINT "notice_settings_calendar" UNIQUE("calendar_token_hash"),
	CONSTRAINT "notice_settings_hours" CHECK ("notice_settings"."send_hour" between 0 and 23 and "notice_settings"."weekday" between 1 and 7),
	CONSTRAINT "notice_settings_quiet" CHECK (("notice_settings"."quiet_from" is null) = ("notice_settings"."quiet_until" is null))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"about" text NOT NULL,
	"path" text NOT NULL,
	"due_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "notices_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "notices_once" UNIQUE("workspace_id","member_id","key")
);
--> statement-breakpoint
CREATE TABLE "lane_limits" (
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"phase" text NOT NULL,
	"most" smallint NOT NULL,
	CONSTRAINT "lane_limits_key" PRIMARY KEY("workspace_id","relationship_id","phase"),
	CONSTRAINT "lane_limits_most" CHECK ("lane_limits"."most" between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "saved_views_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lane_limits" ADD CONSTRAINT "lane_limits_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("workspace_id","created_at") WHERE "mails"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "notices_by_member" ON "notices" USING btree ("workspace_id","member_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notices_to_mail" ON "notices" USING btree ("workspace_id","member_id") WHERE "notices"."mailed_at" is null and "notices"."settled_at" is null and "notices"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notices_standing" ON "notices" USING btree ("workspace_id","kind","key") WHERE "notices"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "saved_views_by_page" ON "saved_views" USING btree ("workspace_id","page","name") WHERE "saved_views"."removed_at" is null;