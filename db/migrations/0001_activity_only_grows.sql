-- The history is only added to. The purge of a whole workspace says so first, for its transaction:
-- set_config('common_cause.purging', '<workspace id>', true).
CREATE FUNCTION activity_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.workspace_id::text = current_setting('common_cause.purging', true) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'activity is only added to' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER activity_only_grows BEFORE UPDATE OR DELETE ON "activity" FOR EACH ROW EXECUTE FUNCTION activity_only_grows();
--> statement-breakpoint
CREATE TRIGGER activity_not_emptied BEFORE TRUNCATE ON "activity" FOR EACH STATEMENT EXECUTE FUNCTION activity_only_grows();
