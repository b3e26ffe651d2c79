CREATE TABLE "measure_days" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"hand_off" text DEFAULT '' NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"on_day" date NOT NULL,
	"value" numeric(20, 2) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verified_leads" (
	"workspace_id" uuid NOT NULL,
	"improvement_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"verified_on" date NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "verified_leads_key" PRIMARY KEY("workspace_id","improvement_id")
);
--> statement-breakpoint
ALTER TABLE "measure_days" ADD CONSTRAINT "measure_days_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verified_leads" ADD CONSTRAINT "verified_leads_improvement" FOREIGN KEY ("workspace_id","improvement_id") REFERENCES "public"."improvements"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "measure_days_of" ON "measure_days" USING btree ("workspace_id","relationship_id","measure","hand_off","category","on_day");--> statement-breakpoint
CREATE INDEX "verified_leads_by_day" ON "verified_leads" USING btree ("workspace_id","relationship_id","verified_on","days");--> statement-breakpoint
-- Where an incident counts: among all, at its hand-off, in its category, and in both. What was withdrawn was none.
CREATE FUNCTION measure_cells(hand_off text, category text, stage text) RETURNS TABLE (h text, c text) LANGUAGE sql IMMUTABLE AS $$
  SELECT hands.h, cats.c FROM (VALUES (''), (nullif(hand_off, ''))) hands(h) CROSS JOIN (VALUES (''), (nullif(category, ''))) cats(c)
  WHERE hands.h IS NOT NULL AND cats.c IS NOT NULL AND stage <> 'withdrawn'
$$;
--> statement-breakpoint
CREATE FUNCTION cost_measure(unit text, currency text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE unit WHEN 'money' THEN 'money:' || currency ELSE unit END
$$;
--> statement-breakpoint
CREATE TYPE measure_more AS (workspace_id uuid, relationship_id uuid, measure text, h text, c text, on_day date, n numeric);
--> statement-breakpoint
CREATE FUNCTION add_measures(more measure_more[]) RETURNS void LANGUAGE sql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
  WITH free AS MATERIALIZED (
    SELECT m.*, k.id FROM unnest(more) m LEFT JOIN LATERAL (
      SELECT id FROM measure_days
      WHERE workspace_id = m.workspace_id AND relationship_id = m.relationship_id AND measure = m.measure AND hand_off = m.h
        AND category = m.c AND on_day = m.on_day
      LIMIT 1 FOR UPDATE SKIP LOCKED) k ON true),
  added AS (UPDATE measure_days d SET value = d.value + free.n FROM free WHERE d.id = free.id)
  INSERT INTO measure_days (workspace_id, relationship_id, measure, hand_off, category, on_day, value)
  SELECT workspace_id, relationship_id, measure, h, c, on_day, n FROM free WHERE id IS NULL
$$;
--> statement-breakpoint
CREATE FUNCTION measure_incidents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE more measure_more[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg((workspace_id, relationship_id, 'incidents', h, c, occurred_on, n)::measure_more) INTO more FROM (
      SELECT i.workspace_id, i.relationship_id, x.h, x.c, i.occurred_on, count(*) AS n
      FROM new_rows i CROSS JOIN LATERAL measure_cells(i.hand_off, i.category, i.stage) x GROUP BY 1, 2, 3, 4, 5) f;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg((workspace_id, relationship_id, 'incidents', h, c, occurred_on, n)::measure_more) INTO more FROM (
      SELECT i.workspace_id, i.relationship_id, x.h, x.c, i.occurred_on, -count(*) AS n
      FROM old_rows i CROSS JOIN LATERAL measure_cells(i.hand_off, i.category, i.stage) x GROUP BY 1, 2, 3, 4, 5) f;
  ELSE
    -- All that it holds goes from where it counted to where it counts.
    SELECT array_agg((workspace_id, relationship_id, measure, h, c, occurred_on, n)::measure_more) INTO more FROM (
      SELECT i.workspace_id, i.relationship_id, held.measure, x.h, x.c, i.occurred_on, sum(held.n * i.n) AS n
      FROM (
        SELECT side.* FROM new_rows now JOIN old_rows was ON was.id = now.id
          AND (was.relationship_id, was.occurred_on, was.hand_off, was.category, was.stage = 'withdrawn')
            IS DISTINCT FROM (now.relationship_id, now.occurred_on, now.hand_off, now.category, now.stage = 'withdrawn')
        CROSS JOIN LATERAL (VALUES
          (now.workspace_id, now.id, now.relationship_id, now.occurred_on, now.hand_off, now.category, now.stage, 1),
          (was.workspace_id, was.id, was.relationship_id, was.occurred_on, was.hand_off, was.category, was.stage, -1)
        ) side(workspace_id, id, relationship_id, occurred_on, hand_off, category, stage, n)) i
      CROSS JOIN LATERAL measure_cells(i.hand_off, i.category, i.stage) x
      CROSS JOIN LATERAL (
        SELECT 'incidents' AS measure, 1::numeric AS n
        UNION ALL SELECT 'recurred', 1
        WHERE EXISTS (SELECT 1 FROM recurrences WHERE workspace_id = i.workspace_id AND incident_id = i.id)
        UNION ALL SELECT cost_measure(unit, currency), expected FROM incident_costs
        WHERE workspace_id = i.workspace_id AND incident_id = i.id AND removed_at IS NULL) held
      GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(held.n * i.n) <> 0) f;
  END IF;
  IF more IS NOT NULL THEN PERFORM add_measures(more); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER incidents_measured AFTER INSERT ON "incidents" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_incidents();
--> statement-breakpoint
CREATE TRIGGER incidents_remeasured AFTER UPDATE ON "incidents" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_incidents();
--> statement-breakpoint
CREATE TRIGGER incidents_unmeasured AFTER DELETE ON "incidents" REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_incidents();
--> statement-breakpoint
CREATE TYPE cost_change AS (workspace_id uuid, incident_id uuid, measure text, n numeric);
--> statement-breakpoint
CREATE FUNCTION measure_costs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changes cost_change[]; more measure_more[];
BEGIN
  IF TG_OP <> 'DELETE' THEN
    SELECT array_agg((workspace_id, incident_id, cost_measure(unit, currency), expected)::cost_change) INTO changes
    FROM new_rows WHERE removed_at IS NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    SELECT changes || array_agg((workspace_id, incident_id, cost_measure(unit, currency), -expected)::cost_change) INTO changes
    FROM old_rows WHERE removed_at IS NULL;
  END IF;
  SELECT array_agg((workspace_id, relationship_id, measure, h, c, occurred_on, n)::measure_more) INTO more FROM (
    SELECT i.workspace_id, i.relationship_id, d.measure, x.h, x.c, i.occurred_on, sum(d.n) AS n
    FROM unnest(changes) d JOIN incidents i ON i.workspace_id = d.workspace_id AND i.id = d.incident_id
    CROSS JOIN LATERAL measure_cells(i.hand_off, i.category, i.stage) x
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(d.n) <> 0) f;
  IF more IS NOT NULL THEN PERFORM add_measures(more); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER incident_costs_measured AFTER INSERT ON "incident_costs" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_costs();
--> statement-breakpoint
CREATE TRIGGER incident_costs_remeasured AFTER UPDATE ON "incident_costs" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_costs();
--> statement-breakpoint
CREATE TRIGGER incident_costs_unmeasured AFTER DELETE ON "incident_costs" REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_costs();
--> statement-breakpoint
-- An incident that recurred counts once, whatever came back with it (method 1.10).
CREATE FUNCTION measure_recurrences() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE more measure_more[]; way integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  SELECT array_agg((workspace_id, relationship_id, 'recurred', h, c, occurred_on, n)::measure_more) INTO more FROM (
    SELECT i.workspace_id, i.relationship_id, x.h, x.c, i.occurred_on, way * count(*) AS n
    FROM (SELECT workspace_id, incident_id, count(*) AS here FROM changed_rows WHERE incident_id IS NOT NULL GROUP BY 1, 2) r
    JOIN incidents i ON i.workspace_id = r.workspace_id AND i.id = r.incident_id
    CROSS JOIN LATERAL (SELECT count(*) AS now FROM recurrences WHERE workspace_id = i.workspace_id AND incident_id = i.id) k
    CROSS JOIN LATERAL measure_cells(i.hand_off, i.category, i.stage) x
    WHERE k.now = CASE way WHEN 1 THEN r.here ELSE 0 END
    GROUP BY 1, 2, 3, 4, 5) f;
  IF more IS NOT NULL THEN PERFORM add_measures(more); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER recurrences_measured AFTER INSERT ON "recurrences" REFERENCING NEW TABLE AS changed_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_recurrences();
--> statement-breakpoint
CREATE TRIGGER recurrences_unmeasured AFTER DELETE ON "recurrences" REFERENCING OLD TABLE AS changed_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_recurrences();
--> statement-breakpoint
-- Days from the first report of what an improvement acts on, or else from when it was planned, to its first effective verdict.
CREATE FUNCTION verified_leads_of(these uuid[])
RETURNS TABLE (workspace_id uuid, improvement_id uuid, relationship_id uuid, verified_on date, days integer) LANGUAGE sql STABLE AS $$
  SELECT i.workspace_id, i.id, i.relationship_id, (v.at AT TIME ZONE s.time_zone)::date,
    (v.at AT TIME ZONE s.time_zone)::date - (coalesce(reported.at, i.created_at) AT TIME ZONE s.time_zone)::date
  FROM improvements i JOIN workspaces s ON s.id = i.workspace_id
  CROSS JOIN LATERAL (
    SELECT min(given_at) AS at FROM checks
    WHERE workspace_id = i.workspace_id AND improvement_id = i.id AND verdict = 'effective') v
  LEFT JOIN LATERAL (
    SELECT min(n.created_at) AS at FROM improvement_whys iw
    JOIN whys w ON w.workspace_id = iw.workspace_id AND w.id = iw.why_id
    JOIN incident_trees t ON t.workspace_id = w.workspace_id AND t.tree_id = w.tree_id
    JOIN incidents n ON n.workspace_id = t.workspace_id AND n.id = t.incident_id
    WHERE iw.workspace_id = i.workspace_id AND iw.improvement_id = i.id AND n.created_at <= v.at) reported ON true
  WHERE i.id = ANY(these) AND v.at IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION keep_verified_leads(these uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO verified_leads AS kept (workspace_id, improvement_id, relationship_id, verified_on, days)
  SELECT * FROM verified_leads_of(these)
  ON CONFLICT (workspace_id, improvement_id) DO UPDATE
  SET relationship_id = excluded.relationship_id, verified_on = excluded.verified_on, days = excluded.days
  WHERE (kept.relationship_id, kept.verified_on, kept.days)
    IS DISTINCT FROM (excluded.relationship_id, excluded.verified_on, excluded.days)
$$;
--> statement-breakpoint
CREATE FUNCTION measure_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_verified_leads(array_agg(improvement_id)) FROM new_rows WHERE verdict = 'effective';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER checks_measured AFTER INSERT ON "checks" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION measure_verdicts();
--> statement-breakpoint
-- What was found effective may be linked to more, and what it acts on to earlier incidents.
CREATE FUNCTION remeasure_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'workspaces' THEN
    PERFORM keep_verified_leads(array_agg(improvement_id)) FROM verified_leads WHERE workspace_id = NEW.id;
  ELSIF TG_TABLE_NAME = 'improvement_whys' THEN
    PERFORM keep_verified_leads(array_agg(DISTINCT k.improvement_id)) FROM changed_rows r
    JOIN verified_leads k ON k.workspace_id = r.workspace_id AND k.improvement_id = r.improvement_id;
  ELSE
    PERFORM keep_verified_leads(array_agg(DISTINCT k.improvement_id)) FROM changed_rows r
    JOIN whys w ON w.workspace_id = r.workspace_id AND w.tree_id = r.tree_id
    JOIN improvement_whys iw ON iw.workspace_id = w.workspace_id AND iw.why_id = w.id
    JOIN verified_leads k ON k.workspace_id = iw.workspace_id AND k.improvement_id = iw.improvement_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER improvement_whys_measured AFTER INSERT ON "improvement_whys" REFERENCING NEW TABLE AS changed_rows
FOR EACH STATEMENT EXECUTE FUNCTION remeasure_verdicts();
--> statement-breakpoint
CREATE TRIGGER improvement_whys_unmeasured AFTER DELETE ON "improvement_whys" REFERENCING OLD TABLE AS changed_rows
FOR EACH STATEMENT EXECUTE FUNCTION remeasure_verdicts();
--> statement-breakpoint
CREATE TRIGGER incident_trees_measured AFTER INSERT ON "incident_trees" REFERENCING NEW TABLE AS changed_rows
FOR EACH STATEMENT EXECUTE FUNCTION remeasure_verdicts();
--> statement-breakpoint
CREATE TRIGGER incident_trees_unmeasured AFTER DELETE ON "incident_trees" REFERENCING OLD TABLE AS changed_rows
FOR EACH STATEMENT EXECUTE FUNCTION remeasure_verdicts();
--> statement-breakpoint
CREATE TRIGGER workspaces_remeasured AFTER UPDATE ON "workspaces"
FOR EACH ROW WHEN (old.time_zone <> new.time_zone) EXECUTE FUNCTION remeasure_verdicts();
--> statement-breakpoint
-- What stands already.
INSERT INTO "measure_days" ("workspace_id", "relationship_id", "measure", "hand_off", "category", "on_day", "value")
SELECT i.workspace_id, i.relationship_id, held.measure, x.h, x.c, i.occurred_on, sum(held.n) FROM (
  SELECT workspace_id, id AS incident_id, 'incidents' AS measure, 1::numeric AS n FROM "incidents"
  UNION ALL SELECT DISTINCT workspace_id, incident_id, 'recurred', 1 FROM "recurrences" WHERE incident_id IS NOT NULL
  UNION ALL SELECT workspace_id, incident_id, cost_measure(unit, currency), expected FROM "incident_costs" WHERE removed_at IS NULL) held
JOIN "incidents" i ON i.workspace_id = held.workspace_id AND i.id = held.incident_id
CROSS JOIN LATERAL measure_cells(i.hand_off, i.category, i.stage) x
GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
SELECT keep_verified_leads(array_agg(DISTINCT improvement_id)) FROM "checks" WHERE verdict = 'effective';
