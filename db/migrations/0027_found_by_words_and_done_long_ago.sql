DROP INDEX "cause_trees_by_relationship";--> statement-breakpoint
CREATE INDEX "cause_trees_latest" ON "cause_trees" USING btree ("workspace_id","relationship_id","created_at","id");--> statement-breakpoint
CREATE INDEX "cause_trees_search" ON "cause_trees" USING gin (to_tsvector('simple', "problem"));--> statement-breakpoint
CREATE INDEX "mails_done" ON "mails" USING btree ("created_at") WHERE "mails"."state" <> 'queued';--> statement-breakpoint
CREATE INDEX "notices_done" ON "notices" USING btree (least("read_at", "settled_at"));