import { notFound } from "next/navigation";
import { relationshipsOf } from "@/app/_server/chosen-relationship";
import { database } from "@/db/client";
import { type Member, sideIn } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { type Cycle, findCycle } from "@/lib/cycles/queries";
import type { Person } from "@/lib/teams/offering";
import type { Relationship } from "@/lib/teams/sides";
import { type Reader, readerOf } from "../../improvements/words";

/** What all parts of a cycle's pages need. */
export type CycleContext = {
  workspace: string;
  cycle: Cycle;
  relationship: Relationship;
  reader: Reader;
  mayWrite: boolean;
  mayLead: boolean;
  mayOpenNext: boolean; // from a closed one
  mySideId: string | null;
  here: string;
};

/** The cycle with the relationship it belongs to; not found where this workspace has none of that id. */
export async function cycleContext(workspace: string, member: Member, cycleId: string): Promise<CycleContext> {
  const [cycle, relationships] = await Promise.all([findCycle(database(), member, cycleId), relationshipsOf(member)]);
  const relationship = relationships.find(({ id }) => id === cycle?.relationshipId);
  if (!cycle || !relationship) notFound();
  const [first, second] = relationship.sides;
  const isOpen = cycle.phase !== "closed";
  return {
    workspace,
    cycle,
    relationship,
    reader: readerOf(member),
    mayWrite: isOpen && may(member.role, "cycle:write"),
    mayLead: isOpen && may(member.role, "cycle:lead"),
    mayOpenNext: !isOpen && !cycle.nextId && may(member.role, "cycle:lead"),
    mySideId: sideIn(member, { firstTeamId: first.id, secondTeamId: second.id }),
    here: `/w/${workspace}/cycles/${cycle.id}`,
  };
}

/** Who can own an objective for a side. */
export const ownersOf = (people: Person[], teamId: string) =>
  people
    .filter((person) => person.teamId === teamId && may(person.role, "cycle:write"))
    .map(({ id, name }) => ({ value: id, label: name }));
