CREATE TABLE "root_cause_severities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"root_cause_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"severity" smallint NOT NULL,
	"note" text,
	"set_by_id" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "root_cause_severities_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "root_cause_severities_year" UNIQUE("workspace_id","root_cause_id","year"),
	CONSTRAINT "root_cause_severities_severity" CHECK ("root_cause_severities"."severity" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid,
	"tree_id" uuid,
	"why_id" uuid,
	"root_cause_id" uuid,
	"improvement_id" uuid,
	"text" text NOT NULL,
	"author_id" uuid NOT NULL,
	"side_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "comments_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "comments_one_subject" CHECK (num_nonnulls("comments"."incident_id", "comments"."tree_id", "comments"."root_cause_id", "comments"."improvement_id") = 1),
	CONSTRAINT "comments_why_in_tree" CHECK ("comments"."why_id" is null or "comments"."tree_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"workspace_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "mentions_key" PRIMARY KEY("workspace_id","comment_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"evidence_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"stored_as" text NOT NULL,
	"added_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "attachments_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "stored_files" (
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "stored_files_key" PRIMARY KEY("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "incident_costs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"side_id" uuid,
	"unit" text NOT NULL,
	"currency" text,
	"low" numeric(14, 2),
	"expected" numeric(14, 2) NOT NULL,
	"high" numeric(14, 2),
	"basis" text NOT NULL,
	"added_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "incident_costs_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "incident_costs_currency" CHECK (("incident_costs"."unit" = 'money') = ("incident_costs"."currency" is not null)),
	CONSTRAINT "incident_costs_order" CHECK (0 <= coalesce("incident_costs"."low", 0) and coalesce("incident_costs"."low", 0) <= "incident_costs"."expected" and "incident_costs"."expected" <= coalesce("incident_costs"."high", "incident_costs"."expected"))
);
--> statement-breakpoint
CREATE TABLE "friction_shares" (
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"week" date NOT NULL,
	"root_cause_id" uuid,
	"category" text,
	"measure" text NOT NULL,
	"low" numeric(20, 6) NOT NULL,
	"expected" numeric(20, 6) NOT NULL,
	"high" numeric(20, 6) NOT NULL,
	"incident_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "friction_weeks" (
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"week" date NOT NULL,
	"root_cause_id" uuid,
	"category" text,
	"measure" text NOT NULL,
	"low" numeric(20, 6) NOT NULL,
	"expected" numeric(20, 6) NOT NULL,
	"high" numeric(20, 6) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_answers" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_answers_key" PRIMARY KEY("workspace_id","member_id","key")
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"with_names" boolean DEFAULT false NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"last_opened_at" timestamp with time zone,
	CONSTRAINT "share_links_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "share_links_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "wording_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"language" text NOT NULL,
	"list" text NOT NULL,
	"words" text[] NOT NULL,
	"changed_by_id" uuid NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "wording_lists_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "wording_lists_once" UNIQUE("workspace_id","language","list")
);
--> statement-breakpoint
CREATE TABLE "wording_settlements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"tree_id" uuid NOT NULL,
	"why_id" uuid,
	"code" text NOT NULL,
	"mark" text NOT NULL,
	"side_id" uuid,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wording_settlements_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
DROP INDEX "root_causes_text";--> statement-breakpoint
ALTER TABLE "cause_trees" ADD COLUMN "only_cause_reason" text;--> statement-breakpoint
ALTER TABLE "cause_trees" ADD COLUMN "apart_side_id" uuid;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "other_categories" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "trend_note" text;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "accepted_by" text;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "accepted_reason" text;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "accepted_review_on" date;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "accepted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "acceptance_recorded_by_id" uuid;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "merged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', "root_causes"."text")) STORED;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "wording_languages" text[] DEFAULT '{"en"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "root_cause_severities" ADD CONSTRAINT "root_cause_severities_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "root_cause_severities" ADD CONSTRAINT "root_cause_severities_set_by" FOREIGN KEY ("workspace_id","set_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_tree" FOREIGN KEY ("workspace_id","tree_id") REFERENCES "public"."cause_trees"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_why" FOREIGN KEY ("workspace_id","why_id") REFERENCES "public"."whys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author" FOREIGN KEY ("workspace_id","author_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_comment" FOREIGN KEY ("workspace_id","comment_id") REFERENCES "public"."comments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_evidence" FOREIGN KEY ("workspace_id","evidence_id") REFERENCES "public"."evidence"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_added_by" FOREIGN KEY ("workspace_id","added_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_costs" ADD CONSTRAINT "incident_costs_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_costs" ADD CONSTRAINT "incident_costs_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_costs" ADD CONSTRAINT "incident_costs_added_by" FOREIGN KEY ("workspace_id","added_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_shares" ADD CONSTRAINT "friction_shares_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_shares" ADD CONSTRAINT "friction_shares_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_shares" ADD CONSTRAINT "friction_shares_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_weeks" ADD CONSTRAINT "friction_weeks_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_weeks" ADD CONSTRAINT "friction_weeks_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_answers" ADD CONSTRAINT "api_answers_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_created_by" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_lists" ADD CONSTRAINT "wording_lists_changed_by" FOREIGN KEY ("workspace_id","changed_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_settlements" ADD CONSTRAINT "wording_settlements_tree" FOREIGN KEY ("workspace_id","tree_id") REFERENCES "public"."cause_trees"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_settlements" ADD CONSTRAINT "wording_settlements_why" FOREIGN KEY ("workspace_id","why_id") REFERENCES "public"."whys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_settlements" ADD CONSTRAINT "wording_settlements_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_settlements" ADD CONSTRAINT "wording_settlements_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_by_incident" ON "comments" USING btree ("workspace_id","incident_id","created_at","id");--> statement-breakpoint
CREATE INDEX "comments_by_tree" ON "comments" USING btree ("workspace_id","tree_id","created_at","id");--> statement-breakpoint
CREATE INDEX "comments_by_root_cause" ON "comments" USING btree ("workspace_id","root_cause_id","created_at","id");--> statement-breakpoint
CREATE INDEX "comments_by_improvement" ON "comments" USING btree ("workspace_id","improvement_id","created_at","id");--> statement-breakpoint
CREATE INDEX "mentions_unseen" ON "mentions" USING btree ("workspace_id","member_id","comment_id") WHERE "mentions"."seen_at" is null;--> statement-breakpoint
CREATE INDEX "attachments_by_evidence" ON "attachments" USING btree ("workspace_id","evidence_id");--> statement-breakpoint
CREATE INDEX "incident_costs_by_incident" ON "incident_costs" USING btree ("workspace_id","incident_id");--> statement-breakpoint
CREATE INDEX "friction_shares_by_incident" ON "friction_shares" USING btree ("workspace_id","incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "friction_weeks_once" ON "friction_weeks" USING btree ("workspace_id","relationship_id","measure","week",coalesce("root_cause_id", "workspace_id"),coalesce("category", ''));--> statement-breakpoint
CREATE INDEX "api_answers_by_age" ON "api_answers" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "share_links_by_incident" ON "share_links" USING btree ("workspace_id","incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "wording_settlements_once" ON "wording_settlements" USING btree ("workspace_id","tree_id",coalesce("why_id", "tree_id"),"code",coalesce("side_id", "tree_id"));--> statement-breakpoint
CREATE INDEX "wording_settlements_by_tree" ON "wording_settlements" USING btree ("workspace_id","tree_id");--> statement-breakpoint
ALTER TABLE "cause_trees" ADD CONSTRAINT "cause_trees_apart_side" FOREIGN KEY ("workspace_id","apart_side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "root_causes" ADD CONSTRAINT "root_causes_acceptance_recorded_by" FOREIGN KEY ("workspace_id","acceptance_recorded_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "root_causes" ADD CONSTRAINT "root_causes_merged_into" FOREIGN KEY ("workspace_id","merged_into_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "root_causes_merged" ON "root_causes" USING btree ("workspace_id","merged_into_id") WHERE "root_causes"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX "root_causes_search" ON "root_causes" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "root_causes_text" ON "root_causes" USING btree ("workspace_id","category",md5(lower("text"))) WHERE "root_causes"."merged_into_id" is null;--> statement-breakpoint
ALTER TABLE "root_causes" ADD CONSTRAINT "root_causes_not_into_itself" CHECK ("root_causes"."merged_into_id" <> "root_causes"."id");