CREATE TABLE "activity" (
	"workspace_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"member_id" uuid,
	"verb" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"details" jsonb,
	CONSTRAINT "activity_key" PRIMARY KEY("workspace_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "cause_trees" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"problem" text NOT NULL,
	"opened_by_id" uuid NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by_id" uuid,
	"settled_mark" text,
	"source_case" text,
	"source_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cause_trees_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"why_id" uuid NOT NULL,
	"type" text NOT NULL,
	"stance" text NOT NULL,
	"text" text NOT NULL,
	"source" text,
	"observed_on" date,
	"collected_by_id" uuid NOT NULL,
	"side_id" uuid,
	"source_case" text,
	"source_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "evidence_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "read_backs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"why_id" uuid NOT NULL,
	"side_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"reason" text,
	"mark" text NOT NULL,
	"member_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "read_backs_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "read_backs_side_once" UNIQUE("workspace_id","why_id","side_id")
);
--> statement-breakpoint
CREATE TABLE "root_causes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"text" text NOT NULL,
	"category" text NOT NULL,
	"entered_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "root_causes_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "whys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"tree_id" uuid NOT NULL,
	"parent_id" uuid,
	"position" text COLLATE "C" NOT NULL,
	"text" text NOT NULL,
	"kind" text,
	"status" text DEFAULT 'hypothesis' NOT NULL,
	"status_reason" text,
	"joint" text,
	"necessary" text DEFAULT 'unknown' NOT NULL,
	"sufficient" text DEFAULT 'unknown' NOT NULL,
	"ending" text,
	"category" text,
	"root_cause_id" uuid,
	"reach" text,
	"removal" text,
	"ending_by" text,
	"ending_on" date,
	"ending_note" text,
	"same_as_id" uuid,
	"author_id" uuid NOT NULL,
	"side_id" uuid,
	"source_case" text,
	"source_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "whys_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "whys_in_tree" UNIQUE("workspace_id","tree_id","id"),
	CONSTRAINT "whys_same_as_target" CHECK (("whys"."ending" = 'same_as') is not true or "whys"."same_as_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"iteration" integer NOT NULL,
	"verdict" text NOT NULL,
	"seen" text NOT NULL,
	"observations" integer,
	"side_id" uuid,
	"given_by_id" uuid NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checks_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "improvement_root_causes" (
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"root_cause_id" uuid NOT NULL,
	CONSTRAINT "improvement_root_causes_key" PRIMARY KEY("workspace_id","improvement_id","root_cause_id")
);
--> statement-breakpoint
CREATE TABLE "improvement_whys" (
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"why_id" uuid NOT NULL,
	CONSTRAINT "improvement_whys_key" PRIMARY KEY("workspace_id","improvement_id","why_id")
);
--> statement-breakpoint
CREATE TABLE "improvements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"phase" text DEFAULT 'plan' NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"first_due_on" date,
	"strength" smallint,
	"iteration" integer DEFAULT 1 NOT NULL,
	"implemented_on" date,
	"implementation" text,
	"result" text,
	"ended_reason" text,
	"planned_by_id" uuid NOT NULL,
	"source_case" text,
	"source_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "improvements_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "improvements_strength" CHECK ("improvements"."strength" between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "predictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"iteration" integer NOT NULL,
	"text" text,
	"measure" text,
	"from_level" text,
	"to_level" text,
	"by_day" date,
	"method" text,
	"window_days" integer,
	"least_observations" integer,
	"checker_id" uuid,
	"check_plan" text,
	"learning" text,
	"extensions" integer DEFAULT 0 NOT NULL,
	"written_by_id" uuid NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"implemented_on" date,
	"implementation" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "predictions_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "predictions_iteration" UNIQUE("workspace_id","improvement_id","iteration")
);
--> statement-breakpoint
CREATE TABLE "incident_root_causes" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"root_cause_id" uuid NOT NULL,
	"linked_by_id" uuid NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incident_root_causes_key" PRIMARY KEY("workspace_id","incident_id","root_cause_id")
);
--> statement-breakpoint
CREATE TABLE "incident_trees" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"tree_id" uuid NOT NULL,
	CONSTRAINT "incident_trees_key" PRIMARY KEY("workspace_id","incident_id","tree_id")
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"logged_by_id" uuid NOT NULL,
	"side_id" uuid,
	"anonymous" boolean DEFAULT false NOT NULL,
	"title" text NOT NULL,
	"observed" text,
	"expected" text,
	"no_agreed_standard" boolean DEFAULT false NOT NULL,
	"extent" text,
	"occurred_on" date NOT NULL,
	"occurred_until" date,
	"occurred_approximately" boolean DEFAULT false NOT NULL,
	"hand_off" text,
	"detected_by" text,
	"severity" smallint,
	"category" text,
	"stage" text DEFAULT 'reported' NOT NULL,
	"stage_reason" text,
	"first_closed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"source_case" text,
	"source_key" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', "incidents"."title" || ' ' || coalesce("incidents"."observed", '') || ' ' || coalesce("incidents"."expected", '') || ' ' || coalesce("incidents"."hand_off", ''))) STORED,
	CONSTRAINT "incidents_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "incidents_severity" CHECK ("incidents"."severity" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "perspectives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"side_id" uuid NOT NULL,
	"text" text NOT NULL,
	"written_by_id" uuid NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "perspectives_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "perspectives_side_once" UNIQUE("workspace_id","incident_id","side_id")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "api_tokens_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "api_tokens_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"team_id" uuid,
	"role" text NOT NULL,
	"invited_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "invitations_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "invitations_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"team_id" uuid,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "members_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "members_user" UNIQUE("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "relationships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"first_team_id" uuid NOT NULL,
	"second_team_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relationships_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "relationships_two_teams" CHECK ("relationships"."first_team_id" <> "relationships"."second_team_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "sessions_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "setup_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "teams_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"locale" text DEFAULT 'en-GB' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"activity_sequence" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspaces_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "imported_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"relationship_id" uuid NOT NULL,
	"first_team_id" uuid NOT NULL,
	"file" jsonb NOT NULL,
	"imported_by_id" uuid NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imported_cases_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "imported_cases_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_workspace" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cause_trees" ADD CONSTRAINT "cause_trees_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cause_trees" ADD CONSTRAINT "cause_trees_opened_by" FOREIGN KEY ("workspace_id","opened_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cause_trees" ADD CONSTRAINT "cause_trees_settled_by" FOREIGN KEY ("workspace_id","settled_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_why" FOREIGN KEY ("workspace_id","why_id") REFERENCES "public"."whys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_collected_by" FOREIGN KEY ("workspace_id","collected_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_why" FOREIGN KEY ("workspace_id","why_id") REFERENCES "public"."whys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "root_causes" ADD CONSTRAINT "root_causes_entered_by" FOREIGN KEY ("workspace_id","entered_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whys" ADD CONSTRAINT "whys_tree" FOREIGN KEY ("workspace_id","tree_id") REFERENCES "public"."cause_trees"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whys" ADD CONSTRAINT "whys_parent" FOREIGN KEY ("workspace_id","tree_id","parent_id") REFERENCES "public"."whys"("workspace_id","tree_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whys" ADD CONSTRAINT "whys_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whys" ADD CONSTRAINT "whys_same_as" FOREIGN KEY ("workspace_id","same_as_id") REFERENCES "public"."whys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whys" ADD CONSTRAINT "whys_author" FOREIGN KEY ("workspace_id","author_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whys" ADD CONSTRAINT "whys_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_given_by" FOREIGN KEY ("workspace_id","given_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_root_causes" ADD CONSTRAINT "improvement_root_causes_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_root_causes" ADD CONSTRAINT "improvement_root_causes_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_whys" ADD CONSTRAINT "improvement_whys_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_whys" ADD CONSTRAINT "improvement_whys_why" FOREIGN KEY ("workspace_id","why_id") REFERENCES "public"."whys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_owner" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_planned_by" FOREIGN KEY ("workspace_id","planned_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_checker" FOREIGN KEY ("workspace_id","checker_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_written_by" FOREIGN KEY ("workspace_id","written_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_root_causes" ADD CONSTRAINT "incident_root_causes_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_root_causes" ADD CONSTRAINT "incident_root_causes_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_root_causes" ADD CONSTRAINT "incident_root_causes_linked_by" FOREIGN KEY ("workspace_id","linked_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_trees" ADD CONSTRAINT "incident_trees_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_trees" ADD CONSTRAINT "incident_trees_tree" FOREIGN KEY ("workspace_id","tree_id") REFERENCES "public"."cause_trees"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_logged_by" FOREIGN KEY ("workspace_id","logged_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "perspectives" ADD CONSTRAINT "perspectives_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "perspectives" ADD CONSTRAINT "perspectives_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "perspectives" ADD CONSTRAINT "perspectives_written_by" FOREIGN KEY ("workspace_id","written_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_team" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by" FOREIGN KEY ("workspace_id","invited_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_row" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_team" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_first_team" FOREIGN KEY ("workspace_id","first_team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_second_team" FOREIGN KEY ("workspace_id","second_team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_workspace" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_cases" ADD CONSTRAINT "imported_cases_workspace" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_cases" ADD CONSTRAINT "imported_cases_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_cases" ADD CONSTRAINT "imported_cases_first_team" FOREIGN KEY ("workspace_id","first_team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_cases" ADD CONSTRAINT "imported_cases_imported_by" FOREIGN KEY ("workspace_id","imported_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_by_subject" ON "activity" USING btree ("workspace_id","subject_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "cause_trees_source" ON "cause_trees" USING btree ("workspace_id","source_case","source_key") WHERE "cause_trees"."source_case" is not null;--> statement-breakpoint
CREATE INDEX "cause_trees_by_relationship" ON "cause_trees" USING btree ("workspace_id","relationship_id");--> statement-breakpoint
CREATE INDEX "cause_trees_unsettled" ON "cause_trees" USING btree ("workspace_id","created_at","id") WHERE "cause_trees"."settled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_source" ON "evidence" USING btree ("workspace_id","source_case","source_key") WHERE "evidence"."source_case" is not null;--> statement-breakpoint
CREATE INDEX "evidence_by_why" ON "evidence" USING btree ("workspace_id","why_id");--> statement-breakpoint
CREATE UNIQUE INDEX "root_causes_text" ON "root_causes" USING btree ("workspace_id","category",md5(lower("text")));--> statement-breakpoint
CREATE UNIQUE INDEX "whys_source" ON "whys" USING btree ("workspace_id","source_case","source_key") WHERE "whys"."source_case" is not null;--> statement-breakpoint
CREATE INDEX "whys_by_tree" ON "whys" USING btree ("workspace_id","tree_id","parent_id","position");--> statement-breakpoint
CREATE INDEX "whys_by_root_cause" ON "whys" USING btree ("workspace_id","root_cause_id");--> statement-breakpoint
CREATE INDEX "whys_by_same_as" ON "whys" USING btree ("workspace_id","same_as_id");--> statement-breakpoint
CREATE INDEX "checks_by_improvement" ON "checks" USING btree ("workspace_id","improvement_id","iteration");--> statement-breakpoint
CREATE INDEX "improvement_root_causes_by_root_cause" ON "improvement_root_causes" USING btree ("workspace_id","root_cause_id");--> statement-breakpoint
CREATE INDEX "improvement_whys_by_why" ON "improvement_whys" USING btree ("workspace_id","why_id");--> statement-breakpoint
CREATE UNIQUE INDEX "improvements_source" ON "improvements" USING btree ("workspace_id","source_case","source_key") WHERE "improvements"."source_case" is not null;--> statement-breakpoint
CREATE INDEX "improvements_by_phase" ON "improvements" USING btree ("workspace_id","phase","created_at","id");--> statement-breakpoint
CREATE INDEX "improvements_by_owner" ON "improvements" USING btree ("workspace_id","owner_id","phase");--> statement-breakpoint
CREATE INDEX "predictions_by_checker" ON "predictions" USING btree ("workspace_id","checker_id");--> statement-breakpoint
CREATE INDEX "incident_root_causes_by_root_cause" ON "incident_root_causes" USING btree ("workspace_id","root_cause_id");--> statement-breakpoint
CREATE INDEX "incident_trees_by_tree" ON "incident_trees" USING btree ("workspace_id","tree_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_source" ON "incidents" USING btree ("workspace_id","source_case","source_key") WHERE "incidents"."source_case" is not null;--> statement-breakpoint
CREATE INDEX "incidents_by_day" ON "incidents" USING btree ("workspace_id","occurred_on","id");--> statement-breakpoint
CREATE INDEX "incidents_open_by_day" ON "incidents" USING btree ("workspace_id","occurred_on","id") WHERE "incidents"."stage" not in ('closed', 'withdrawn', 'contained_only');--> statement-breakpoint
CREATE INDEX "incidents_by_relationship_day" ON "incidents" USING btree ("workspace_id","relationship_id","occurred_on","id");--> statement-breakpoint
CREATE INDEX "incidents_by_stage_day" ON "incidents" USING btree ("workspace_id","stage","occurred_on","id");--> statement-breakpoint
CREATE INDEX "incidents_by_side_day" ON "incidents" USING btree ("workspace_id","side_id","occurred_on","id");--> statement-breakpoint
CREATE INDEX "incidents_neutral_by_day" ON "incidents" USING btree ("workspace_id","occurred_on","id") WHERE "incidents"."side_id" is null;--> statement-breakpoint
CREATE INDEX "incidents_by_severity_day" ON "incidents" USING btree ("workspace_id","severity","occurred_on","id");--> statement-breakpoint
CREATE INDEX "incidents_by_hand_off_day" ON "incidents" USING btree ("workspace_id","hand_off","occurred_on","id");--> statement-breakpoint
CREATE INDEX "incidents_by_category_day" ON "incidents" USING btree ("workspace_id","category","occurred_on","id");--> statement-breakpoint
CREATE INDEX "incidents_search" ON "incidents" USING gin ("search");--> statement-breakpoint
CREATE INDEX "members_by_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "relationships_pair" ON "relationships" USING btree ("workspace_id",least("first_team_id", "second_team_id"),greatest("first_team_id", "second_team_id"));--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name" ON "teams" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "imported_cases_by_day" ON "imported_cases" USING btree ("workspace_id","imported_at","id");