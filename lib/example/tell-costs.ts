/** What incidents cost, line by line, each with its basis. */
import { requireSound } from "@/lib/incidents/costs-input";
import { type Chronicle, idAt, told } from "./chronicle";
import type { CostsStory } from "./stories/shapes";

const minutesEach = 4;

export function tellCosts({ cast, calendar, rows, deeds, incidents }: Chronicle, { of, at: from, lines }: CostsStory) {
  const incidentId = told(incidents, of);
  lines.forEach(({ by, borne, unit, low = null, expected, high = null, basis }, place) => {
    const at = calendar.instant(from, place * minutesEach);
    const id = idAt(at);
    const sideId = borne === "both" ? null : cast.teams[borne];
    const currency = unit === "money" ? "EUR" : null;
    const said = { unit, currency, sideId, basis, low, expected, high };
    const cost = requireSound({ id, incidentId, ...said });
    rows.incidentCosts.push({
      ...cost,
      workspaceId: cast.workspaceId,
      addedById: cast.members[by],
      version: 1,
      createdAt: at,
      removedAt: null,
    });
    deeds.push({ at, by, verb: "cost.added", subjectId: incidentId, details: { costId: id, ...said } });
  });
}
