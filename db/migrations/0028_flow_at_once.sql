-- What one statement moves is counted at once, each count through the index: a plan that was made while there were few of
-- them would else read them all for each. A row that another deed has locked is left to it.
CREATE TYPE flow_more AS (workspace_id uuid, relationship_id uuid, what text, on_day date, came_from text, went_to text, days integer, n bigint);
--> statement-breakpoint
CREATE FUNCTION add_flow(more flow_more[]) RETURNS void LANGUAGE sql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
  WITH free AS MATERIALIZED (
    SELECT m.*, k.id FROM unnest(more) m LEFT JOIN LATERAL (
      SELECT id FROM flow_counts
      WHERE workspace_id = m.workspace_id AND relationship_id = m.relationship_id AND what = m.what AND on_day = m.on_day
        AND days = m.days AND from_stage = m.came_from AND to_stage = m.went_to
      LIMIT 1 FOR UPDATE SKIP LOCKED) k ON true),
  added AS (UPDATE flow_counts c SET count = c.count + free.n FROM free WHERE c.id = free.id)
  INSERT INTO flow_counts (workspace_id, relationship_id, what, on_day, from_stage, to_stage, days, count)
  SELECT workspace_id, relationship_id, what, on_day, came_from, went_to, days, n FROM free WHERE id IS NULL
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION count_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE more flow_more[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg((workspace_id, relationship_id, what, on_day, came_from, went_to, days, n)::flow_more) INTO more FROM (
      SELECT m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days, sum(f.n) AS n
      FROM new_rows m CROSS JOIN LATERAL flow_of(m.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage) f
      GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(f.n) <> 0) f;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg((workspace_id, relationship_id, what, on_day, came_from, went_to, days, n)::flow_more) INTO more FROM (
      SELECT m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days, -sum(f.n) AS n
      FROM old_rows m CROSS JOIN LATERAL flow_of(m.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage) f
      GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(f.n) <> 0) f;
  ELSE
    SELECT array_agg((workspace_id, relationship_id, what, on_day, came_from, went_to, days, n)::flow_more) INTO more FROM (
      SELECT m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days, sum(f.n * m.n) AS n
      FROM (SELECT *, 1 AS n FROM new_rows UNION ALL SELECT *, -1 FROM old_rows) m
      CROSS JOIN LATERAL flow_of(m.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage) f
      GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(f.n * m.n) <> 0) f;
  END IF;
  IF more IS NOT NULL THEN PERFORM add_flow(more); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP FUNCTION add_to_flow(uuid, uuid, text, date, text, text, integer, integer);
