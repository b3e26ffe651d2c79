ALTER TABLE "predictions" ADD COLUMN "owner_side_id" uuid;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_owner_side" FOREIGN KEY ("workspace_id","owner_side_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was started before: the side that the owner has now, for nobody knows another.
UPDATE "predictions" SET "owner_side_id" = o."team_id"
FROM "improvements" i
JOIN "members" o ON o."workspace_id" = i."workspace_id" AND o."id" = i."owner_id"
JOIN "relationships" r ON r."workspace_id" = i."workspace_id" AND r."id" = i."relationship_id"
WHERE "predictions"."workspace_id" = i."workspace_id" AND "predictions"."improvement_id" = i."id"
  AND "predictions"."started_at" IS NOT NULL AND o."team_id" IN (r."first_team_id", r."second_team_id");
