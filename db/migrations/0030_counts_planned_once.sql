-- The same as before, but planned once for each connection: a function in plain SQL is parsed and planned at every call.
CREATE OR REPLACE FUNCTION add_flow(more flow_more[]) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  WITH free AS MATERIALIZED (
    SELECT m.*, k.id FROM unnest(more) m LEFT JOIN LATERAL (
      SELECT id FROM flow_counts
      WHERE workspace_id = m.workspace_id AND relationship_id = m.relationship_id AND what = m.what AND on_day = m.on_day
        AND days = m.days AND from_stage = m.came_from AND to_stage = m.went_to
      LIMIT 1 FOR UPDATE SKIP LOCKED) k ON true),
  added AS (UPDATE flow_counts c SET count = c.count + free.n FROM free WHERE c.id = free.id)
  INSERT INTO flow_counts (workspace_id, relationship_id, what, on_day, from_stage, to_stage, days, count)
  SELECT f.workspace_id, f.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days, f.n FROM free f WHERE f.id IS NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION add_measures(more measure_more[]) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  WITH free AS MATERIALIZED (
    SELECT m.*, k.id FROM unnest(more) m LEFT JOIN LATERAL (
      SELECT id FROM measure_days
      WHERE workspace_id = m.workspace_id AND relationship_id = m.relationship_id AND measure = m.measure AND hand_off = m.h
        AND category = m.c AND on_day = m.on_day
      LIMIT 1 FOR UPDATE SKIP LOCKED) k ON true),
  added AS (UPDATE measure_days d SET value = d.value + free.n FROM free WHERE d.id = free.id)
  INSERT INTO measure_days (workspace_id, relationship_id, measure, hand_off, category, on_day, value)
  SELECT f.workspace_id, f.relationship_id, f.measure, f.h, f.c, f.on_day, f.n FROM free f WHERE f.id IS NULL;
END $$;
