-- Whoever listens hears where something was done, once it is kept: workspace, last number, subjects (none when they are
-- too many to name) and the first words of what was done. lib/live/changes.ts reads it.
create function tell_of_activity() returns trigger language plpgsql as $$
begin
  perform pg_notify('common_cause_activity', told::text)
  from (
    select json_build_object(
      'w', workspace_id,
      'n', max(sequence),
      's', case when count(distinct subject_id) <= 100 then json_agg(distinct subject_id) end,
      'k', json_agg(distinct split_part(verb, '.', 1))) as told
    from added group by workspace_id) each_workspace;
  return null;
end $$;
--> statement-breakpoint
create trigger activity_told after insert on activity
  referencing new table as added for each statement execute function tell_of_activity();
