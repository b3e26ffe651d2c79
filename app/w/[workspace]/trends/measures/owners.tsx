import { Face } from "@/app/_ui/mark";
import type { Measure } from "@/lib/measures/queries";
import type { Relationship } from "@/lib/teams/sides";

/** The two who own a measure, one from each side; who is missing is said in words. */
export function Owners({ relationship: { sides }, measure }: { relationship: Relationship; measure: Measure }) {
  const owners = [measure.firstOwner, measure.secondOwner];
  return (
    <span className="pair">
      {sides.map((side, at) => {
        const owner = owners[at];
        return owner ? (
          <Face key={side.id} side={side.place} name={owner.name} team={side.name} />
        ) : (
          <span key={side.id} className="note">
            nobody of {side.name}
          </span>
        );
      })}
    </span>
  );
}
