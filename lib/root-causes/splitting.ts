import "server-only";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { rootCauses } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { refuse } from "@/lib/refusal";
import type { SplitInput } from "./input";
import { anyOf } from "./links";
import { inPlace, type OpenedCause, onRootCauses, requireSeenVersion, requireStanding } from "./root-cause-deed";

const standsAlready = "The catalogue has an entry of this text and category already. Merge, or say it in other words.";

/**
 * Takes some of what points at an entry into a new one: whys that end in it, and incidents that were linked to it by
 * hand. Improvements that hang on a taken why act on the new entry, too. @returns the new entry's id
 */
export async function splitRootCause(db: Database, member: Member, input: SplitInput): Promise<{ id: string }> {
  permit(member, "cause:edit");
  const { rootCauseId, version, text, category, whyIds, incidentIds } = input;
  const { workspaceId } = member;
  const fresh = { id: v7(), workspaceId, text, category, enteredById: member.id };
  let id = fresh.id;
  await onRootCauses(db, member, [rootCauseId], async (tx, causes) => {
    const from = requireStanding(causes, rootCauseId);
    const sentBefore = await splitOffAs(tx, member, from, input);
    if (sentBefore) {
      id = sentBefore;
      return undefined;
    }
    requireSeenVersion(from, version);
    const [entered] = await tx.insert(rootCauses).values(fresh).onConflictDoNothing().returning({ id: rootCauses.id });
    if (!entered) refuse("invalid", standsAlready, { text: [standsAlready] });
    const taken = await take(tx, from, fresh, input);
    if (taken.whys + taken.links < whyIds.length + incidentIds.length) {
      const gone = "Some of what you chose does not point here any more. Load the page again.";
      refuse("conflict", gone);
    }
    if (taken.left === 0) {
      const all = "Then nothing would be left here. Reword this entry instead, or leave something with it.";
      refuse("invalid", all, { whyIds: [all] });
    }
    await tx
      .update(rootCauses)
      .set({ version: sql`${rootCauses.version} + 1` })
      .where(inPlace(member, from.id));
    const details = { from: from.id, into: fresh.id, text, category, whyIds, incidentIds };
    return {
      moves: [from.id, fresh.id],
      deeds: [
        { verb: "root_cause.split", subjectId: from.id, details },
        { verb: "root_cause.split_off", subjectId: fresh.id, details: { ...details, text: from.text } },
      ],
    };
  });
  return { id };
}

/** The entry that this very form has made already, when it was sent twice. */
async function splitOffAs(tx: Database, { workspaceId, id: me }: Member, from: OpenedCause, input: SplitInput) {
  const found = await tx.execute(sql`
    select r.id from activity a
    join root_causes r on r.workspace_id = a.workspace_id and r.id = (a.details ->> 'into')::uuid
    where a.workspace_id = ${workspaceId} and a.subject_id = ${from.id} and a.verb = 'root_cause.split'
      and a.member_id = ${me} and r.text = ${input.text} and r.category = ${input.category}
      and a.details -> 'whyIds' = ${JSON.stringify(input.whyIds)}::text::jsonb
      and a.details -> 'incidentIds' = ${JSON.stringify(input.incidentIds)}::text::jsonb
    order by a.sequence desc limit 1`);
  return rows<{ id: string }>(found)[0]?.id;
}

type Taken = { whys: number; links: number; left: number };

async function take(
  tx: Database,
  { workspaceId, id: fromId }: OpenedCause,
  { id, category }: { id: string; category: string },
  { whyIds, incidentIds }: SplitInput,
): Promise<Taken> {
  const found = await tx.execute(sql`
    with whys_taken as (
      update whys set root_cause_id = ${id}, category = ${category}, version = version + 1
      where workspace_id = ${workspaceId} and root_cause_id = ${fromId} and removed_at is null
        and id = ${anyOf(whyIds)} returning id),
    links_taken as (
      update incident_root_causes set root_cause_id = ${id}
      where workspace_id = ${workspaceId} and root_cause_id = ${fromId} and incident_id = ${anyOf(incidentIds)}
      returning incident_id),
    acting as (
      insert into improvement_root_causes (workspace_id, improvement_id, root_cause_id)
      select distinct iw.workspace_id, iw.improvement_id, ${id}::uuid
      from whys_taken join improvement_whys iw on iw.workspace_id = ${workspaceId} and iw.why_id = whys_taken.id
      on conflict do nothing)
    select (select count(*)::int from whys_taken) as whys, (select count(*)::int from links_taken) as links,
      (select count(*)::int from whys where workspace_id = ${workspaceId} and root_cause_id = ${fromId}
        and removed_at is null and id <> all(array(select id from whys_taken)))
      + (select count(*)::int from incident_root_causes where workspace_id = ${workspaceId} and root_cause_id = ${fromId}
        and incident_id <> all(array(select incident_id from links_taken))) as left`);
  return one(rows<Taken>(found));
}
