import { lockBaseline } from "@/lib/measures/baselines";
import { changeMeasure, removeMeasure, restoreMeasure } from "@/lib/measures/defining";
import { countAgain, leaveOut, removeReading } from "@/lib/measures/entering";
import {
  changeMeasureInput,
  countAgainInput,
  leaveOutInput,
  lockBaselineInput,
  measureInput,
  removeReadingInput,
  setSignalAsideInput,
  signalToIncidentInput,
} from "@/lib/measures/input";
import { makeSignalIncident, setSignalAside } from "@/lib/measures/settling";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/measures/{measureId}/…`; the version is the one you saw. */
export const measureDeeds: Deeds = {
  "change-measure": deed(
    "measure:define",
    "Changes what is said about it, its owners, its target or how its limits are computed.",
    changeMeasureInput,
    changeMeasure,
  ),
  "remove-measure": deed("measure:define", "Takes it out of sight; its values are kept.", measureInput, removeMeasure),
  "restore-measure": deed("measure:define", "Puts it back.", measureInput, restoreMeasure),
  "remove-reading": deed(
    "measure:write",
    "Takes a value away: its period is a gap again.",
    removeReadingInput,
    removeReading,
  ),
  "leave-out": deed("measure:define", "Leaves a period out of the limits, for a reason.", leaveOutInput, leaveOut),
  "count-again": deed("measure:define", "Counts a period that was left out again.", countAgainInput, countAgain),
  "lock-baseline": deed(
    "measure:define",
    "Locks the limits. Where some are locked already it takes a reason and four times yes.",
    lockBaselineInput,
    lockBaseline,
  ),
  "make-signal-incident": deed(
    "measure:write",
    "Makes an incident of a signal, with what the chart says written into it.",
    signalToIncidentInput,
    makeSignalIncident,
  ),
  "set-signal-aside": deed("measure:write", "Sets a signal aside, for a reason.", setSignalAsideInput, setSignalAside),
};
