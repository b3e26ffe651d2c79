import { sql } from "drizzle-orm";

/** Stands where a member has no team. */
export const neutral = "00000000-0000-0000-0000-000000000000";

/** So many of a team without a lead are told; more would each leave it to the others. */
export const mostWithoutLead = 5;

/**
 * Who takes up what concerns a team when no one person does: its leads; where it has none, the few who have worked in it
 * longest; and where there is nobody, or no team, the owners of the workspace. As a query over "days".
 */
export const looksAfter = sql`
  select workspace_id, team_id, member_id from (
    select *, min(place) over (partition by workspace_id, team_id) as nearest,
      row_number() over (partition by workspace_id, team_id, place order by since, member_id) as nth from (
      select m.workspace_id, t.id as team_id, m.id as member_id, m.created_at as since,
        case when m.team_id = t.id and m.role in ('owner', 'lead') then 1
          when m.team_id = t.id and m.role = 'member' then 2
          when m.role = 'owner' then 3 end as place
      from days d
      join members m on m.workspace_id = d.workspace_id and m.ended_at is null
      join (select workspace_id, id from teams union all select id, ${neutral}::uuid from workspaces) t
        on t.workspace_id = m.workspace_id) people
    where place is not null) ranked
  where place = nearest and (place <> 2 or nth <= ${mostWithoutLead}::int)`;
