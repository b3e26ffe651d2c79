CREATE TABLE "flow_counts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"what" text NOT NULL,
	"on_day" date NOT NULL,
	"from_stage" text DEFAULT '' NOT NULL,
	"to_stage" text DEFAULT '' NOT NULL,
	"days" integer DEFAULT 0 NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_moves" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"relationship_id" uuid NOT NULL,
	"opened_on" date NOT NULL,
	"since_on" date,
	"moved_on" date NOT NULL,
	"from_stage" text,
	"to_stage" text NOT NULL,
	CONSTRAINT "incident_moves_key" PRIMARY KEY("workspace_id","incident_id","place")
);
--> statement-breakpoint
ALTER TABLE "flow_counts" ADD CONSTRAINT "flow_counts_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_moves" ADD CONSTRAINT "incident_moves_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flow_counts_of" ON "flow_counts" USING btree ("workspace_id","relationship_id","what","on_day","days");--> statement-breakpoint
CREATE INDEX "incidents_open_by_age" ON "incidents" USING btree ("workspace_id","relationship_id","created_at","id") WHERE "incidents"."stage" not in ('closed', 'withdrawn', 'contained_only');--> statement-breakpoint
-- What one move adds to the counts: it happened; the incident stands in another stage; it was closed after so many days,
-- or, where it is taken up again, was not.
CREATE FUNCTION flow_of(opened_on date, since_on date, moved_on date, from_stage text, to_stage text)
RETURNS TABLE (what text, on_day date, came_from text, went_to text, days integer, n integer) LANGUAGE sql IMMUTABLE AS $$
  SELECT 'moved', moved_on, coalesce(from_stage, ''), to_stage, 0, 1
  UNION ALL SELECT 'standing', opened_on, '', to_stage, 0, 1 WHERE to_stage NOT IN ('closed', 'withdrawn', 'contained_only')
  UNION ALL SELECT 'standing', opened_on, '', from_stage, 0, -1 WHERE from_stage NOT IN ('closed', 'withdrawn', 'contained_only')
  UNION ALL SELECT 'lasted', moved_on - (extract(isodow FROM moved_on)::int - 1), '', '', moved_on - opened_on, 1 WHERE to_stage = 'closed'
  UNION ALL SELECT 'lasted', since_on - (extract(isodow FROM since_on)::int - 1), '', '', since_on - opened_on, -1 WHERE from_stage = 'closed'
$$;
--> statement-breakpoint
-- More or less of one count, in a row that nobody else has locked, or in one of its own: no deed waits for another here.
CREATE FUNCTION add_to_flow(here uuid, of_relationship uuid, which text, day date, came_from text, went_to text, lasted integer,
  more integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE flow_counts SET count = count + more WHERE id = (
    SELECT id FROM flow_counts
    WHERE workspace_id = here AND relationship_id = of_relationship AND what = which AND on_day = day AND days = lasted
      AND from_stage = came_from AND to_stage = went_to
    LIMIT 1 FOR UPDATE SKIP LOCKED);
  IF NOT FOUND THEN
    INSERT INTO flow_counts (workspace_id, relationship_id, what, on_day, from_stage, to_stage, days, count)
    VALUES (here, of_relationship, which, day, came_from, went_to, lasted, more);
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION count_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM add_to_flow(m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days, sum(f.n)::int)
    FROM new_rows m CROSS JOIN LATERAL flow_of(m.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage) f
    GROUP BY m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days HAVING sum(f.n) <> 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM add_to_flow(m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days, -sum(f.n)::int)
    FROM old_rows m CROSS JOIN LATERAL flow_of(m.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage) f
    GROUP BY m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days HAVING sum(f.n) <> 0;
  ELSE
    PERFORM add_to_flow(m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days, sum(f.n * m.n)::int)
    FROM (SELECT *, 1 AS n FROM new_rows UNION ALL SELECT *, -1 FROM old_rows) m
    CROSS JOIN LATERAL flow_of(m.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage) f
    GROUP BY m.workspace_id, m.relationship_id, f.what, f.on_day, f.came_from, f.went_to, f.days HAVING sum(f.n * m.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER incident_moves_counted AFTER INSERT ON "incident_moves" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_moves();
--> statement-breakpoint
CREATE TRIGGER incident_moves_recounted AFTER UPDATE ON "incident_moves" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_moves();
--> statement-breakpoint
CREATE TRIGGER incident_moves_uncounted AFTER DELETE ON "incident_moves" REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_moves();
--> statement-breakpoint
-- What arrives ended, from elsewhere or long ago, was reported first.
CREATE FUNCTION keep_first_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO incident_moves (workspace_id, incident_id, place, relationship_id, opened_on, since_on, moved_on, from_stage, to_stage)
  SELECT n.workspace_id, n.id, m.place, n.relationship_id, n.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage
  FROM (
    SELECT i.*, i.stage IN ('closed', 'withdrawn', 'contained_only') AS ended, (i.created_at AT TIME ZONE w.time_zone)::date AS opened_on,
      (coalesce(i.closed_at, i.created_at) AT TIME ZONE w.time_zone)::date AS ended_on
    FROM new_rows i JOIN workspaces w ON w.id = i.workspace_id) n
  CROSS JOIN LATERAL (
    SELECT 1, NULL::date, n.opened_on, NULL, CASE WHEN n.ended THEN 'reported' ELSE n.stage END
    UNION ALL SELECT 2, n.opened_on, greatest(n.opened_on, n.ended_on), 'reported', n.stage WHERE n.ended
  ) m(place, since_on, moved_on, from_stage, to_stage);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM new_rows n JOIN old_rows o ON o.id = n.id AND (o.stage <> n.stage OR o.relationship_id <> n.relationship_id))
  THEN RETURN NULL; END IF;
  UPDATE incident_moves m SET relationship_id = n.relationship_id
  FROM new_rows n JOIN old_rows o ON o.id = n.id AND o.relationship_id <> n.relationship_id
  WHERE m.workspace_id = n.workspace_id AND m.incident_id = n.id;
  INSERT INTO incident_moves (workspace_id, incident_id, place, relationship_id, opened_on, since_on, moved_on, from_stage, to_stage)
  SELECT n.workspace_id, n.id, last.place + 1, n.relationship_id, last.opened_on, last.moved_on,
    greatest(last.moved_on, (CASE WHEN n.closed_at IS DISTINCT FROM o.closed_at THEN coalesce(n.closed_at, now()) ELSE now() END
      AT TIME ZONE w.time_zone)::date), last.to_stage, n.stage
  FROM new_rows n JOIN old_rows o ON o.id = n.id AND o.stage <> n.stage
  JOIN workspaces w ON w.id = n.workspace_id
  CROSS JOIN LATERAL (
    SELECT * FROM incident_moves WHERE workspace_id = n.workspace_id AND incident_id = n.id ORDER BY place DESC LIMIT 1) last;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER incidents_move_first AFTER INSERT ON "incidents" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION keep_first_moves();
--> statement-breakpoint
CREATE TRIGGER incidents_move AFTER UPDATE ON "incidents" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION keep_moves();
