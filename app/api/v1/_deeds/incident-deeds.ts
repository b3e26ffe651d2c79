import { openTree } from "@/lib/causes/commands";
import { openTreeInput } from "@/lib/causes/input";
import { linkTree, unlinkTree } from "@/lib/causes/link-incidents";
import { treeLinkInput } from "@/lib/causes/link-input";
import { askForPerspective } from "@/lib/incidents/asking";
import { editIncident } from "@/lib/incidents/commands";
import { addCost, changeCost, removeCost, restoreCost } from "@/lib/incidents/costs";
import { addCostForm, changeCostForm, costInput, readFigures } from "@/lib/incidents/costs-input";
import { closeIncident, containOnly, reopenIncident, takeBackIncident, withdrawIncident } from "@/lib/incidents/ending";
import { askInput, editInput, incidentInput, linkInput, perspectiveInput, reasonInput } from "@/lib/incidents/input";
import { linkRootCause, unlinkRootCause } from "@/lib/incidents/known-causes";
import { writePerspective } from "@/lib/incidents/perspectives";
import { commentOn } from "./comment-deeds";
import { type Deeds, deed } from "./deed";

/** Figures of the API have a point before their decimals, whatever the member's locale. */
const locale = "en";

/** `POST /api/v1/incidents/{incidentId}/…` */
export const incidentDeeds: Deeds = {
  "edit-incident": deed(
    "incident:edit",
    "Changes what the incident says; name the version you saw.",
    editInput,
    editIncident,
  ),
  "write-perspective": deed(
    "perspective:write",
    "Writes how it looked from your own side; without a version when the side has not told yet.",
    perspectiveInput,
    writePerspective,
  ),
  "ask-for-perspective": deed(
    "perspective:write",
    "Asks the other side how it looked from there.",
    askInput,
    askForPerspective,
  ),
  "add-cost": deed(
    "incident:edit",
    "Writes down what it cost: hours, money or days, with the basis.",
    addCostForm,
    (db, member, form) => addCost(db, member, readFigures(form, locale)),
  ),
  "change-cost": deed(
    "incident:edit",
    "Changes a cost; name the version you saw.",
    changeCostForm,
    async (db, member, form) => {
      await changeCost(db, member, readFigures(form, locale));
    },
  ),
  "remove-cost": deed("incident:edit", "Takes a cost away; it is kept and can be put back.", costInput, removeCost),
  "restore-cost": deed("incident:edit", "Puts a cost back that was taken away.", costInput, restoreCost),
  "open-tree": deed("tree:edit", "Opens a cause tree on the incident, from its problem.", openTreeInput, openTree),
  "link-tree": deed("tree:edit", "Hangs a cause tree on it that stands already.", treeLinkInput, linkTree),
  "unlink-tree": deed(
    "tree:edit",
    "Takes a cause tree off it that serves other incidents too.",
    treeLinkInput,
    unlinkTree,
  ),
  "link-root-cause": deed("incident:edit", "Links it to a known root cause.", linkInput, linkRootCause),
  "unlink-root-cause": deed("incident:edit", "Takes the link to a root cause away.", linkInput, unlinkRootCause),
  "close-incident": deed(
    "incident:end",
    "Closes it: each tree settled, each root cause dealt with.",
    incidentInput,
    closeIncident,
  ),
  "withdraw-incident": deed(
    "incident:end",
    "Ends it without analysis, with the reason.",
    reasonInput,
    withdrawIncident,
  ),
  "contain-only": deed("incident:end", "Ends it as contained only, with the reason.", reasonInput, containOnly),
  "reopen-incident": deed(
    "incident:end",
    "Opens an ended incident again, with the reason.",
    reasonInput,
    reopenIncident,
  ),
  "take-back": deed(
    "incident:log",
    "Takes an incident back that you have just logged and nobody has worked on.",
    incidentInput,
    takeBackIncident,
  ),
  "write-comment": commentOn("incident", "incidentId"),
};
