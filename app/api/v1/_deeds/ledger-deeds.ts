import { changeFrictionInput, confirmFrictionInput, frictionLineInput } from "@/lib/friction/input";
import { changeFriction, confirmFriction, removeFriction, restoreFriction } from "@/lib/friction/ledger";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/ledger/{lineId}/…` */
export const ledgerDeeds: Deeds = {
  "change-friction": deed(
    "ledger:write",
    "Changes a line; what was confirmed is void by it.",
    changeFrictionInput,
    changeFriction,
  ),
  "remove-friction": deed("ledger:write", "Takes a line out of the sums.", frictionLineInput, removeFriction),
  "restore-friction": deed("ledger:write", "Puts a line back.", frictionLineInput, restoreFriction),
  "confirm-friction": deed(
    "ledger:write",
    "Confirms the figures for your own side, or as a neutral member.",
    confirmFrictionInput,
    confirmFriction,
  ),
};
