CREATE TABLE "imported_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"relationship_id" uuid NOT NULL,
	"file" jsonb NOT NULL,
	"imported_by_id" uuid NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imported_cases_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "imported_cases_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "imported_cases" ADD CONSTRAINT "imported_cases_workspace" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_cases" ADD CONSTRAINT "imported_cases_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_cases" ADD CONSTRAINT "imported_cases_imported_by" FOREIGN KEY ("workspace_id","imported_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_cases_by_day" ON "imported_cases" USING btree ("workspace_id","imported_at","id");