CREATE TABLE "recurrence_notices" (
	"workspace_id" uuid NOT NULL,
	"recurrence_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "recurrence_notices_key" PRIMARY KEY("workspace_id","recurrence_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "recurrences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"iteration" integer NOT NULL,
	"sign" text NOT NULL,
	"incident_id" uuid,
	"root_cause_id" uuid,
	"after_verified" boolean NOT NULL,
	"reopened" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recurrences_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "recurrences_once" UNIQUE("workspace_id","improvement_id","incident_id"),
	CONSTRAINT "recurrences_sign" CHECK (("recurrences"."sign" = 'incident') = ("recurrences"."incident_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "recurrence_notices" ADD CONSTRAINT "recurrence_notices_recurrence" FOREIGN KEY ("workspace_id","recurrence_id") REFERENCES "public"."recurrences"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurrence_notices" ADD CONSTRAINT "recurrence_notices_member" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurrences" ADD CONSTRAINT "recurrences_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurrences" ADD CONSTRAINT "recurrences_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurrences" ADD CONSTRAINT "recurrences_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recurrence_notices_unseen" ON "recurrence_notices" USING btree ("workspace_id","member_id") WHERE "recurrence_notices"."seen_at" is null;--> statement-breakpoint
CREATE INDEX "recurrences_by_incident" ON "recurrences" USING btree ("workspace_id","incident_id");