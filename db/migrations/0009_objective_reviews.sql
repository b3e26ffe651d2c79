CREATE TABLE "objective_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"objective_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by_id" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "objective_reviews_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "objective_reviews_once" UNIQUE("workspace_id","review_id","objective_id")
);
--> statement-breakpoint
ALTER TABLE "objective_reviews" ADD CONSTRAINT "objective_reviews_review" FOREIGN KEY ("workspace_id","review_id") REFERENCES "public"."cycle_reviews"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objective_reviews" ADD CONSTRAINT "objective_reviews_objective" FOREIGN KEY ("workspace_id","objective_id") REFERENCES "public"."objectives"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objective_reviews" ADD CONSTRAINT "objective_reviews_decided_by" FOREIGN KEY ("workspace_id","decided_by_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;