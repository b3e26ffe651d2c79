import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { checks, improvements, incidents, perspectives, predictions, relationships } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { listUnseenMentions, type UnseenMention } from "@/lib/comments/queries";
import { type CycleWait, listCycleWaits } from "@/lib/cycles/waiting";
import { checkers, ownerTeamId, selectCards } from "@/lib/improvements/cards";
import { isJudged, isWindowOver } from "@/lib/improvements/due";
import { isPredicted } from "@/lib/improvements/pdca";
import { isOpen } from "@/lib/incidents/queries";
import { listSignalWaits, type SignalWait } from "@/lib/measures/waiting";
import { todayOf } from "@/lib/text/days";
import { type FollowThroughWaiting, listFollowThrough } from "./follow-through";
import { asksForReadBack, type SignableWhy, unsignedByTree } from "./unsigned";

/** What waits for a member, each kind with a limit of its own, in one round of queries. For who reads only, what names them. */
export async function listWaiting(db: Database, member: Member): Promise<Waiting> {
  if (!may(member.role, "tree:edit")) {
    const mentions = await listUnseenMentions(db, member);
    const nothing = { readBacks: [], verdicts: [], nextSteps: [], silences: [], cycles: [], signals: [] };
    return { mentions, ...nothing, ...(await listFollowThrough(db, member, false)) };
  }
  const [mentions, readBacks, verdicts, followThrough, nextSteps, silences, cycles, signals] = await Promise.all([
    listUnseenMentions(db, member),
    listReadBacks(db, member),
    listVerdicts(db, member),
    listFollowThrough(db, member, true),
    listNextSteps(db, member),
    listSilences(db, member),
    listCycleWaits(db, member),
    listSignalWaits(db, member),
  ]);
  return { mentions, readBacks, verdicts, nextSteps, silences, cycles, signals, ...followThrough };
}
export type Waiting = FollowThroughWaiting & {
  mentions: UnseenMention[];
  readBacks: Awaited<ReturnType<typeof listReadBacks>>;
  verdicts: Awaited<ReturnType<typeof listVerdicts>>;
  nextSteps: Awaited<ReturnType<typeof listNextSteps>>;
  silences: Awaited<ReturnType<typeof listSilences>>;
  cycles: CycleWait[];
  signals: SignalWait[];
};

const mostOfAKind = 8;
/** So many of the latest are looked through; what waits longer than that waits on the list and in the tree. */
const latestTrees = 60;
const latestIncidents = 200;
const mostTrees = 12;
const mostWhys = 1_500;

/** As JSON has it. */
type KeptWhy = Omit<SignableWhy, "treeId" | "problem" | "relationshipId" | "askedAt"> & { askedAt: string };

/** Cause trees in which whys wait for the read-back of the member's side, the newest tree first. */
async function listReadBacks(db: Database, member: Member) {
  const { workspaceId, teamId } = member;
  if (teamId === null) return [];
  // The latest are taken first and looked at one by one: without statistics, joins would be made over all there are. The
  // whys of a tree come as one value: a hundred rows of a dozen would cost more to read than to find.
  const found = await db.execute(sql`
    select "treeId", problem, "relationshipId", json_agg(
        json_build_object('id', id, 'parentId', "parentId", 'text', text, 'status', status, 'askedAt', "askedAt",
          'author', author, 'authorId', "authorId", 'authorTeamId', "authorTeamId", 'mark', mark)
        order by "askedAt", id) as whys
    from (
      select t.id as "treeId", t.problem, t.relationship_id as "relationshipId", t.created_at, w.id,
        w.parent_id as "parentId", w.text, w.status, w.created_at as "askedAt", u.name as author,
        w.author_id as "authorId", a.team_id as "authorTeamId",
        (select b.mark from read_backs b
          where b.workspace_id = ${workspaceId} and b.why_id = w.id and b.side_id = ${teamId}) as mark
      from (
        select t.* from (
          select id, problem, relationship_id, created_at from cause_trees
          where workspace_id = ${workspaceId} and settled_at is null
          order by created_at desc, id desc limit ${latestTrees}) t
        where (
          select ${teamId} in (r.first_team_id, r.second_team_id) from relationships r
          where r.workspace_id = ${workspaceId} and r.id = t.relationship_id)
        and (
          select true from incident_trees it
          join incidents on incidents.workspace_id = it.workspace_id and incidents.id = it.incident_id and ${isOpen}
          where it.workspace_id = ${workspaceId} and it.tree_id = t.id limit 1)
        order by t.created_at desc, t.id desc limit ${mostTrees}) t
      join whys w on w.workspace_id = ${workspaceId} and w.tree_id = t.id and w.removed_at is null
      join members a on a.workspace_id = ${workspaceId} and a.id = w.author_id
      join users u on u.id = a.user_id
      order by t.created_at desc, t.id desc, w.created_at, w.id limit ${mostWhys}) line
    group by "treeId", problem, "relationshipId", created_at
    order by created_at desc, "treeId" desc`);
  const whys = rows<Pick<SignableWhy, "treeId" | "problem" | "relationshipId"> & { whys: KeptWhy[] }>(found).flatMap(
    ({ whys, ...tree }) => whys.map((why) => ({ ...tree, ...why, askedAt: new Date(why.askedAt) })),
  );
  const inTrees = unsignedByTree(whys);
  return inTrees.map((unsigned) => asksForReadBack(unsigned, member.id)).slice(0, mostOfAKind);
}

/** Improvements whose window is over and whose verdict is this member's to give, the longest waiting first. */
function listVerdicts(db: Database, member: Member) {
  const byMySide =
    member.teamId === null
      ? undefined
      : and(
          // Where nobody was named, or who was named has left, any of the other side looks.
          or(isNull(predictions.checkerId), isNotNull(checkers.endedAt)),
          sql`${ownerTeamId} is distinct from ${member.teamId}`,
          ne(improvements.ownerId, member.id),
          inArray(improvements.relationshipId, relationshipsOf(db, member, member.teamId)),
        );
  return selectCards(db)
    .where(
      and(
        eq(improvements.workspaceId, member.workspaceId),
        eq(improvements.phase, "check"),
        isJudged,
        isWindowOver(sql`${todayOf(member)}::date`),
        or(and(eq(predictions.checkerId, member.id), isNull(checkers.endedAt)), byMySide),
      ),
    )
    .orderBy(asc(improvements.implementedOn), asc(improvements.id))
    .limit(mostOfAKind);
}

const relationshipsOf = (db: Database, member: Member, teamId: string) =>
  db
    .select({ id: relationships.id })
    .from(relationships)
    .where(
      and(
        eq(relationships.workspaceId, member.workspaceId),
        or(eq(relationships.firstTeamId, teamId), eq(relationships.secondTeamId, teamId)),
      ),
    );

/** The member's own improvements in which the next step is theirs, the one due soonest first. */
async function listNextSteps(db: Database, member: Member) {
  const verdict = sql`(
    select ${checks.verdict} from ${checks}
    where ${checks.workspaceId} = ${improvements.workspaceId} and ${checks.improvementId} = ${improvements.id}
      and ${checks.iteration} = ${improvements.iteration}
    order by ${checks.givenAt} desc, ${checks.id} desc limit 1)`;
  const standard = sql`(
    select true from standards s where s.workspace_id = ${improvements.workspaceId}
      and s.improvement_id = ${improvements.id} and s.written_at >= (
        select max(c.given_at) from checks c where c.workspace_id = ${improvements.workspaceId}
          and c.improvement_id = ${improvements.id} and c.iteration = ${improvements.iteration}))`;
  const isMine = or(
    inArray(improvements.phase, ["plan", "do"]),
    and(eq(improvements.phase, "check"), inArray(improvements.kind, ["containment", "investigation"])),
    // What missed its prediction is adapted or given up by its owner; what was found effective becomes a standard.
    and(eq(improvements.phase, "act"), sql`${verdict} in ('partly', 'ineffective')`),
    and(eq(improvements.phase, "act"), sql`${verdict} = 'effective'`, sql`${standard} is null`),
  );
  const cards = await selectCards(db)
    .where(and(eq(improvements.workspaceId, member.workspaceId), eq(improvements.ownerId, member.id), isMine))
    .orderBy(asc(improvements.dueOn), asc(improvements.id))
    .limit(mostOfAKind);
  return cards.map(({ prediction, ...card }) => ({
    ...card,
    isPredicted: isPredicted(card.kind, { ...card, text: prediction }),
  }));
}

/** Open incidents that others logged and the member's side has not told its view of yet, the latest day first. */
async function listSilences(db: Database, member: Member) {
  const { workspaceId, teamId } = member;
  if (teamId === null) return [];
  const { id, title, occurredOn, relationshipId, sideId, stage, loggedById } = incidents;
  const latest = db
    .select({ id, title, occurredOn, relationshipId, sideId, stage, loggedById })
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspaceId), isOpen))
    .orderBy(desc(occurredOn), desc(id))
    .limit(latestIncidents)
    .as("latest");
  const told = sql`(select true from ${perspectives}
    where ${perspectives.workspaceId} = ${workspaceId} and ${perspectives.incidentId} = ${latest.id}
      and ${perspectives.sideId} = ${teamId})`;
  return db
    .select({
      id: latest.id,
      title: latest.title,
      occurredOn: latest.occurredOn,
      relationshipId: latest.relationshipId,
      sideId: latest.sideId,
    })
    .from(latest)
    .where(
      and(
        inArray(latest.stage, ["reported", "analysing"]),
        ne(latest.loggedById, member.id),
        inArray(latest.relationshipId, relationshipsOf(db, member, teamId)),
        sql`${told} is null`,
      ),
    )
    .orderBy(desc(latest.occurredOn), desc(latest.id))
    .limit(mostOfAKind);
}
