import { Face } from "@/app/_ui/mark";
import type { Objective } from "@/lib/cycles/queries";
import type { Relationship } from "@/lib/teams/sides";

type PairProps = {
  relationship: Relationship;
  objective: Pick<Objective, "firstOwnerName" | "secondOwnerName">;
};

/** The two who own an objective, one from each side; who is missing is said in words. */
export function Pair({ relationship: { sides }, objective }: PairProps) {
  const names = [objective.firstOwnerName, objective.secondOwnerName];
  return (
    <span className="pair">
      {sides.map((side, at) => {
        const name = names[at];
        return name ? (
          <Face key={side.id} side={side.place} name={name} team={side.name} />
        ) : (
          <span key={side.id} className="note">
            nobody of {side.name}
          </span>
        );
      })}
    </span>
  );
}
