CREATE TABLE "baselines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"through_on" date NOT NULL,
	"reason" text,
	"locked_by_id" uuid NOT NULL,
	"locked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone,
	CONSTRAINT "baselines_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "baselines_days" CHECK ("baselines"."from_on" <= "baselines"."through_on")
);
--> statement-breakpoint
CREATE TABLE "friction_costs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"incident_id" uuid,
	"month" date NOT NULL,
	"code" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"currency" text NOT NULL,
	"low" double precision,
	"expected" double precision,
	"high" double precision,
	"basis" text NOT NULL,
	"first_confirmed_by_id" uuid,
	"second_confirmed_by_id" uuid,
	"neutral_confirmed_by_id" uuid,
	"entered_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "friction_costs_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "left_out_periods" (
	"workspace_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"period_on" date NOT NULL,
	"why" text NOT NULL,
	"left_out_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "left_out_periods_key" PRIMARY KEY("workspace_id","measure_id","period_on")
);
--> statement-breakpoint
CREATE TABLE "measure_signals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"period_on" date NOT NULL,
	"rule" text NOT NULL,
	"value" double precision NOT NULL,
	"is_wanted" boolean,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"incident_id" uuid,
	"set_aside_why" text,
	"settled_by_id" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "measure_signals_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "measure_signals_once" UNIQUE("workspace_id","measure_id","period_on","rule")
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"name" text NOT NULL,
	"definition" text NOT NULL,
	"unit" text NOT NULL,
	"source" text NOT NULL,
	"hand_off" text,
	"category" text,
	"currency" text,
	"period" text NOT NULL,
	"nature" text NOT NULL,
	"wanted" text,
	"target" double precision,
	"centre" text DEFAULT 'mean' NOT NULL,
	"dispersion" text DEFAULT 'mean' NOT NULL,
	"first_owner_id" uuid,
	"second_owner_id" uuid,
	"created_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "measures_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"period_on" date NOT NULL,
	"value" double precision NOT NULL,
	"note" text,
	"left_out_why" text,
	"left_out_by_id" uuid,
	"entered_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "readings_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "readings_once" UNIQUE("workspace_id","measure_id","period_on")
);
--> statement-breakpoint
CREATE TABLE "trend_visits" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"visited_at" timestamp with time zone NOT NULL,
	"visited_before_at" timestamp with time zone,
	CONSTRAINT "trend_visits_key" PRIMARY KEY("workspace_id","member_id","relationship_id")
);
--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_measure" FOREIGN KEY ("workspace_id","measure_id") REFERENCES "public"."measures"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_locked_by" FOREIGN KEY ("workspace_id","locked_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_costs" ADD CONSTRAINT "friction_costs_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_costs" ADD CONSTRAINT "friction_costs_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_costs" ADD CONSTRAINT "friction_costs_first_confirmed_by" FOREIGN KEY ("workspace_id","first_confirmed_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_costs" ADD CONSTRAINT "friction_costs_second_confirmed_by" FOREIGN KEY ("workspace_id","second_confirmed_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_costs" ADD CONSTRAINT "friction_costs_neutral_confirmed_by" FOREIGN KEY ("workspace_id","neutral_confirmed_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_costs" ADD CONSTRAINT "friction_costs_entered_by" FOREIGN KEY ("workspace_id","entered_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "left_out_periods" ADD CONSTRAINT "left_out_periods_measure" FOREIGN KEY ("workspace_id","measure_id") REFERENCES "public"."measures"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "left_out_periods" ADD CONSTRAINT "left_out_periods_by" FOREIGN KEY ("workspace_id","left_out_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_signals" ADD CONSTRAINT "measure_signals_measure" FOREIGN KEY ("workspace_id","measure_id") REFERENCES "public"."measures"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_signals" ADD CONSTRAINT "measure_signals_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_signals" ADD CONSTRAINT "measure_signals_settled_by" FOREIGN KEY ("workspace_id","settled_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_first_owner" FOREIGN KEY ("workspace_id","first_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_second_owner" FOREIGN KEY ("workspace_id","second_owner_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_created_by" FOREIGN KEY ("workspace_id","created_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_measure" FOREIGN KEY ("workspace_id","measure_id") REFERENCES "public"."measures"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_left_out_by" FOREIGN KEY ("workspace_id","left_out_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_entered_by" FOREIGN KEY ("workspace_id","entered_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trend_visits" ADD CONSTRAINT "trend_visits_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trend_visits" ADD CONSTRAINT "trend_visits_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "baselines_by_measure" ON "baselines" USING btree ("workspace_id","measure_id","locked_at");--> statement-breakpoint
CREATE INDEX "friction_costs_by_month" ON "friction_costs" USING btree ("workspace_id","relationship_id","month") WHERE "friction_costs"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "measures_by_relationship" ON "measures" USING btree ("workspace_id","relationship_id","name") WHERE "measures"."removed_at" is null;