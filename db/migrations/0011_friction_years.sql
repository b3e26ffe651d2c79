CREATE TABLE "friction_years" (
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"root_cause_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"expected" numeric(20, 6) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "friction_years" ADD CONSTRAINT "friction_years_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friction_years" ADD CONSTRAINT "friction_years_root_cause" FOREIGN KEY ("workspace_id","root_cause_id") REFERENCES "public"."root_causes"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "friction_years_once" ON "friction_years" USING btree ("workspace_id","root_cause_id","measure","year","relationship_id");--> statement-breakpoint
CREATE INDEX "friction_years_by_size" ON "friction_years" USING btree ("workspace_id","relationship_id","measure","year","expected" DESC NULLS LAST,"root_cause_id");