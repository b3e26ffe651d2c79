CREATE TABLE "improvement_counts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"relationship_id" uuid NOT NULL,
	"what" text NOT NULL,
	"due_on" date DEFAULT '-infinity' NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "improvement_counts" ADD CONSTRAINT "improvement_counts_relationship" FOREIGN KEY ("workspace_id","relationship_id") REFERENCES "public"."relationships"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "improvement_counts_of" ON "improvement_counts" USING btree ("workspace_id","relationship_id","what","due_on");--> statement-breakpoint
-- What was found effective before anybody was asked "does it still hold?" is asked from here on, from its verdict's day.
INSERT INTO "sustain_checks" ("id", "workspace_id", "improvement_id", "iteration", "after_days", "due_on")
SELECT gen_random_uuid(), i."workspace_id", i."id", i."iteration", d.days,
  (c."given_at" AT TIME ZONE w."time_zone")::date + d.days
FROM "improvements" i
JOIN "workspaces" w ON w."id" = i."workspace_id"
JOIN LATERAL (
  SELECT c."verdict", c."given_at" FROM "checks" c
  WHERE c."workspace_id" = i."workspace_id" AND c."improvement_id" = i."id" AND c."iteration" = i."iteration"
  ORDER BY c."given_at" DESC, c."id" DESC LIMIT 1) c ON c."verdict" = 'effective'
CROSS JOIN unnest(ARRAY[30, 90, 180, 365]) d(days)
WHERE i."phase" IN ('act', 'closed') AND NOT EXISTS (
  SELECT 1 FROM "sustain_checks" s
  WHERE s."workspace_id" = i."workspace_id" AND s."improvement_id" = i."id" AND s."iteration" = i."iteration");
--> statement-breakpoint
-- More or less of one count, in a row that nobody else has locked, or in one of its own: no deed waits for another here.
CREATE FUNCTION add_to_improvement_count(here uuid, of_relationship uuid, which text, on_day date, more integer)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE improvement_counts SET count = count + more WHERE id = (
    SELECT id FROM improvement_counts
    WHERE workspace_id = here AND relationship_id = of_relationship AND what = which AND due_on = on_day
    LIMIT 1 FOR UPDATE SKIP LOCKED);
  IF NOT FOUND THEN
    INSERT INTO improvement_counts (workspace_id, relationship_id, what, due_on, count)
    VALUES (here, of_relationship, which, on_day, more);
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION count_improvements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM add_to_improvement_count(workspace_id, relationship_id, what, '-infinity', sum(n)::int) FROM (
      SELECT workspace_id, relationship_id, phase AS what, 1 AS n FROM new_rows
      UNION ALL SELECT workspace_id, relationship_id, 'in_place', 1 FROM new_rows WHERE implemented_on IS NOT NULL) d
    GROUP BY workspace_id, relationship_id, what;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM add_to_improvement_count(workspace_id, relationship_id, what, '-infinity', -sum(n)::int) FROM (
      SELECT workspace_id, relationship_id, phase AS what, 1 AS n FROM old_rows
      UNION ALL SELECT workspace_id, relationship_id, 'in_place', 1 FROM old_rows WHERE implemented_on IS NOT NULL) d
    GROUP BY workspace_id, relationship_id, what;
  ELSE
    PERFORM add_to_improvement_count(workspace_id, relationship_id, what, '-infinity', sum(n)::int) FROM (
      SELECT n.workspace_id, n.relationship_id, d.what, d.n FROM new_rows n
      JOIN old_rows o ON o.id = n.id AND o.phase <> n.phase
      CROSS JOIN LATERAL (VALUES (n.phase, 1), (o.phase, -1)) d(what, n)
      UNION ALL
      SELECT n.workspace_id, n.relationship_id, 'in_place', CASE WHEN n.implemented_on IS NULL THEN -1 ELSE 1 END
      FROM new_rows n
      JOIN old_rows o ON o.id = n.id AND (o.implemented_on IS NULL) <> (n.implemented_on IS NULL)) d
    GROUP BY workspace_id, relationship_id, what HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER improvements_counted AFTER INSERT ON "improvements" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_improvements();
--> statement-breakpoint
CREATE TRIGGER improvements_recounted AFTER UPDATE ON "improvements" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_improvements();
--> statement-breakpoint
CREATE TRIGGER improvements_uncounted AFTER DELETE ON "improvements" REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_improvements();
--> statement-breakpoint
-- A verdict is never changed, only given. "Cannot tell yet" says nothing either way.
CREATE FUNCTION count_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_to_improvement_count(workspace_id, relationship_id, what, '-infinity', sum(n)::int) FROM (
    SELECT c.workspace_id, i.relationship_id, d.what, 1 AS n FROM new_rows c
    JOIN improvements i ON i.workspace_id = c.workspace_id AND i.id = c.improvement_id
    CROSS JOIN LATERAL (VALUES ('judged', true), ('effective', c.verdict = 'effective')) d(what, counts)
    WHERE c.verdict <> 'inconclusive' AND d.counts) d
  GROUP BY workspace_id, relationship_id, what;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER checks_counted AFTER INSERT ON "checks" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_verdicts();
--> statement-breakpoint
-- Whether a gain held after one year, by the day on which it is asked.
CREATE FUNCTION gains_said(answer text, dropped_at timestamp with time zone) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN dropped_at IS NOT NULL THEN ARRAY['ended_before'] WHEN answer = 'held' THEN ARRAY['asked', 'held']
    ELSE ARRAY['asked'] END
$$;
--> statement-breakpoint
CREATE FUNCTION count_gains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM add_to_improvement_count(c.workspace_id, i.relationship_id, d.what, c.due_on, count(*)::int) FROM new_rows c
    JOIN improvements i ON i.workspace_id = c.workspace_id AND i.id = c.improvement_id
    CROSS JOIN LATERAL unnest(gains_said(c.answer, c.dropped_at)) d(what)
    WHERE c.after_days = 365 GROUP BY c.workspace_id, i.relationship_id, d.what, c.due_on;
  ELSE
    PERFORM add_to_improvement_count(workspace_id, relationship_id, what, due_on, sum(n)::int) FROM (
      SELECT c.workspace_id, i.relationship_id, d.what, d.due_on, d.n FROM new_rows c
      JOIN old_rows o ON o.id = c.id
      JOIN improvements i ON i.workspace_id = c.workspace_id AND i.id = c.improvement_id
      CROSS JOIN LATERAL (
        SELECT what, c.due_on, 1 AS n FROM unnest(gains_said(c.answer, c.dropped_at)) what
        UNION ALL SELECT what, o.due_on, -1 FROM unnest(gains_said(o.answer, o.dropped_at)) what) d
      WHERE c.after_days = 365) d
    GROUP BY workspace_id, relationship_id, what, due_on HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER sustain_checks_counted AFTER INSERT ON "sustain_checks" REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_gains();
--> statement-breakpoint
CREATE TRIGGER sustain_checks_recounted AFTER UPDATE ON "sustain_checks" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION count_gains();
--> statement-breakpoint
-- What stands already.
INSERT INTO "improvement_counts" ("workspace_id", "relationship_id", "what", "count")
SELECT workspace_id, relationship_id, what, count(*) FROM (
  SELECT workspace_id, relationship_id, phase AS what FROM "improvements"
  UNION ALL SELECT workspace_id, relationship_id, 'in_place' FROM "improvements" WHERE implemented_on IS NOT NULL
  UNION ALL SELECT c.workspace_id, i.relationship_id, d.what FROM "checks" c
  JOIN "improvements" i ON i.workspace_id = c.workspace_id AND i.id = c.improvement_id
  CROSS JOIN LATERAL (VALUES ('judged', true), ('effective', c.verdict = 'effective')) d(what, counts)
  WHERE c.verdict <> 'inconclusive' AND d.counts) d
GROUP BY workspace_id, relationship_id, what;
--> statement-breakpoint
INSERT INTO "improvement_counts" ("workspace_id", "relationship_id", "what", "due_on", "count")
SELECT c.workspace_id, i.relationship_id, d.what, c.due_on, count(*) FROM "sustain_checks" c
JOIN "improvements" i ON i.workspace_id = c.workspace_id AND i.id = c.improvement_id
CROSS JOIN LATERAL unnest(gains_said(c.answer, c.dropped_at)) d(what)
WHERE c.after_days = 365 GROUP BY c.workspace_id, i.relationship_id, d.what, c.due_on;
