ALTER TABLE "predictions" ADD COLUMN "measure_id" uuid;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD COLUMN "trend_mail" text;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD COLUMN "trend_mail_chosen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_measure" FOREIGN KEY ("workspace_id","measure_id") REFERENCES "public"."measures"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "predictions_by_measure" ON "predictions" USING btree ("workspace_id","measure_id") WHERE "predictions"."measure_id" is not null;--> statement-breakpoint
-- Until now a prediction and a measure belonged together by their words alone.
UPDATE "predictions" p SET "measure_id" = named.measure_id
FROM (
  SELECT DISTINCT ON (p.workspace_id, p.id) p.workspace_id, p.id, m.id AS measure_id
  FROM "predictions" p
  JOIN "improvements" i ON i.workspace_id = p.workspace_id AND i.id = p.improvement_id
  JOIN "measures" m ON m.workspace_id = i.workspace_id AND m.relationship_id = i.relationship_id
    AND lower(m.name) = lower(btrim(p.measure))
  ORDER BY p.workspace_id, p.id, m.removed_at DESC NULLS FIRST, m.id
) named
WHERE p.workspace_id = named.workspace_id AND p.id = named.id;
