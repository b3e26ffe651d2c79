CREATE TABLE "carry_overs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"from_cycle_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text,
	"sponsor" text,
	"decided_by_id" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carry_overs_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "carry_overs_once" UNIQUE("workspace_id","from_cycle_id","improvement_id")
);
--> statement-breakpoint
CREATE TABLE "catchball_turns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"objective_id" uuid NOT NULL,
	"side_id" uuid NOT NULL,
	"move" text NOT NULL,
	"words" text,
	"of_version" integer NOT NULL,
	"member_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "catchball_turns_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "cycle_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"held_on" date NOT NULL,
	"verified" text,
	"came_back" text,
	"learned" text,
	"pressures_moved" text,
	"written_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "cycle_reviews_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "cycle_reviews_day" UNIQUE("workspace_id","cycle_id","kind","held_on")
);
--> statement-breakpoint
CREATE TABLE "cycles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"phase" text DEFAULT 'scan' NOT NULL,
	"previous_id" uuid,
	"opened_by_id" uuid NOT NULL,
	"committed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycles_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "cycles_follow_once" UNIQUE("workspace_id","previous_id"),
	CONSTRAINT "cycles_days" CHECK ("cycles"."starts_on" < "cycles"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "huddles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"held_on" date NOT NULL,
	"moved" text,
	"stuck" text,
	"help" text,
	"written_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "huddles_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "huddles_day" UNIQUE("workspace_id","cycle_id","held_on")
);
--> statement-breakpoint
CREATE TABLE "objectives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"title" text NOT NULL,
	"first_owner_id" uuid,
	"second_owner_id" uuid,
	"indicator" text,
	"baseline" text,
	"target" text,
	"by_day" date,
	"leading" text,
	"lagging" text,
	"balancing" text,
	"decision" text,
	"result" text,
	"proposed_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "objectives_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "pressure_readings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"pressure_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"strength" smallint NOT NULL,
	"note" text,
	"read_on" date NOT NULL,
	"read_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "pressure_readings_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "pressure_readings_once" UNIQUE("workspace_id","cycle_id","pressure_id"),
	CONSTRAINT "pressure_readings_strength" CHECK ("pressure_readings"."strength" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "pressures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"noted_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "pressures_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "standard_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"standard_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"seen" text NOT NULL,
	"next_review_on" date NOT NULL,
	"side_id" uuid,
	"reviewed_by_id" uuid NOT NULL,
	"reviewed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "standard_reviews_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "standards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"text" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"trained_roles" text NOT NULL,
	"slip_measure" text NOT NULL,
	"review_on" date NOT NULL,
	"written_by_id" uuid NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "standards_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "standards_improvement" UNIQUE("workspace_id","improvement_id")
);
--> statement-breakpoint
CREATE TABLE "sustain_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"iteration" integer NOT NULL,
	"after_days" smallint NOT NULL,
	"due_on" date NOT NULL,
	"answer" text,
	"seen" text,
	"side_id" uuid,
	"given_by_id" uuid,
	"given_at" timestamp with time zone,
	"dropped_at" timestamp with time zone,
	CONSTRAINT "sustain_checks_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "sustain_checks_once" UNIQUE("workspace_id","improvement_id","iteration","after_days"),
	CONSTRAINT "sustain_checks_answered" CHECK (("sustain_checks"."answer" is null) = ("sustain_checks"."given_at" is null))
);
--> statement-breakpoint
ALTER TABLE "root_causes" ADD COLUMN "weak_reason" text;--> statement-breakpoint
ALTER TABLE "improvements" ADD COLUMN "blocked_reason" text;--> statement-breakpoint
ALTER TABLE "improvements" ADD COLUMN "blocked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "improvements" ADD COLUMN "cycle_id" uuid;--> statement-breakpoint
ALTER TABLE "improvements" ADD COLUMN "carried_over" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_from_cycle" FOREIGN KEY ("workspace_id","from_cycle_id") REFERENCES "public"."cycles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_decided_by" FOREIGN KEY ("workspace_id","decided_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catchball_turns" ADD CONSTRAINT "catchball_turns_objective" FOREIGN KEY ("workspace_id","objective_id") REFERENCES "public"."objectives"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catchball_turns" ADD CONSTRAINT "catchball_turns_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catchball_turns" ADD CONSTRAINT "catchball_turns_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_reviews" ADD CONSTRAINT "cycle_reviews_cycle" FOREIGN KEY ("workspace_id","cycle_id") REFERENCES "public"."cycles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_reviews" ADD CONSTRAINT "cycle_reviews_written_by" FOREIGN KEY ("workspace_id","written_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_previous" FOREIGN KEY ("workspace_id","previous_id") REFERENCES "public"."cycles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_opened_by" FOREIGN KEY ("workspace_id","opened_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "huddles" ADD CONSTRAINT "huddles_cycle" FOREIGN KEY ("workspace_id","cycle_id") REFERENCES "public"."cycles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "huddles" ADD CONSTRAINT "huddles_written_by" FOREIGN KEY ("workspace_id","written_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_cycle" FOREIGN KEY ("workspace_id","cycle_id") REFERENCES "public"."cycles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_first_owner" FOREIGN KEY ("workspace_id","first_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_second_owner" FOREIGN KEY ("workspace_id","second_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_proposed_by" FOREIGN KEY ("workspace_id","proposed_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressure_readings" ADD CONSTRAINT "pressure_readings_pressure" FOREIGN KEY ("workspace_id","pressure_id") REFERENCES "public"."pressures"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressure_readings" ADD CONSTRAINT "pressure_readings_cycle" FOREIGN KEY ("workspace_id","cycle_id") REFERENCES "public"."cycles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressure_readings" ADD CONSTRAINT "pressure_readings_read_by" FOREIGN KEY ("workspace_id","read_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressures" ADD CONSTRAINT "pressures_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressures" ADD CONSTRAINT "pressures_noted_by" FOREIGN KEY ("workspace_id","noted_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_reviews" ADD CONSTRAINT "standard_reviews_standard" FOREIGN KEY ("workspace_id","standard_id") REFERENCES "public"."standards"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_reviews" ADD CONSTRAINT "standard_reviews_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_reviews" ADD CONSTRAINT "standard_reviews_reviewed_by" FOREIGN KEY ("workspace_id","reviewed_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standards" ADD CONSTRAINT "standards_improvement_row" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standards" ADD CONSTRAINT "standards_owner" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standards" ADD CONSTRAINT "standards_written_by" FOREIGN KEY ("workspace_id","written_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sustain_checks" ADD CONSTRAINT "sustain_checks_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sustain_checks" ADD CONSTRAINT "sustain_checks_side" FOREIGN KEY ("workspace_id","side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sustain_checks" ADD CONSTRAINT "sustain_checks_given_by" FOREIGN KEY ("workspace_id","given_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "carry_overs_by_improvement" ON "carry_overs" USING btree ("workspace_id","improvement_id");--> statement-breakpoint
CREATE INDEX "catchball_turns_by_objective" ON "catchball_turns" USING btree ("workspace_id","objective_id","at","id");--> statement-breakpoint
CREATE INDEX "cycles_by_day" ON "cycles" USING btree ("workspace_id","relationship_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "objectives_by_cycle" ON "objectives" USING btree ("workspace_id","cycle_id","created_at","id");--> statement-breakpoint
CREATE INDEX "pressures_by_relationship" ON "pressures" USING btree ("workspace_id","relationship_id");--> statement-breakpoint
CREATE INDEX "standard_reviews_by_standard" ON "standard_reviews" USING btree ("workspace_id","standard_id");--> statement-breakpoint
CREATE INDEX "standards_by_review" ON "standards" USING btree ("workspace_id","review_on");--> statement-breakpoint
CREATE INDEX "sustain_checks_waiting" ON "sustain_checks" USING btree ("workspace_id","due_on") WHERE "sustain_checks"."answer" is null and "sustain_checks"."dropped_at" is null;--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_cycle" FOREIGN KEY ("workspace_id","cycle_id") REFERENCES "public"."cycles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "improvements_by_cycle" ON "improvements" USING btree ("workspace_id","cycle_id");--> statement-breakpoint
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_blocked" CHECK (("improvements"."blocked_reason" is null) = ("improvements"."blocked_at" is null));