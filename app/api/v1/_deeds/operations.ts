import { z } from "zod";
import { shareInput } from "@/lib/a3/share-links";
import type { Permission } from "@/lib/access/policy";
import { openCycleInput } from "@/lib/cycles/input";
import { attachInput } from "@/lib/files/input";
import { addFrictionInput } from "@/lib/friction/input";
import { planImprovementInput } from "@/lib/improvements/input";
import { logInput } from "@/lib/incidents/input";
import { createMeasureInput, enterReadingsInput } from "@/lib/measures/input";
import { saveViewInput } from "@/lib/views/input";
import {
  commentsAsked,
  cyclesAsked,
  improvementsAsked,
  incidentsAsked,
  ledgerAsked,
  measuresAsked,
  membersAsked,
  noticesAsked,
  replayAsked,
  rootCausesAsked,
  viewsAsked,
} from "./asked";
import { commentDeeds } from "./comment-deeds";
import { cycleDeeds, objectiveDeeds } from "./cycle-deeds";
import type { Deeds } from "./deed";
import { improvementDeeds } from "./improvement-deeds";
import { incidentDeeds } from "./incident-deeds";
import { ledgerDeeds } from "./ledger-deeds";
import { measureDeeds } from "./measure-deeds";
import { relationshipDeeds } from "./relationship-deeds";
import { rootCauseDeeds } from "./root-cause-deeds";
import { shareDeeds } from "./share-deeds";
import { treeDeeds } from "./tree-deeds";
import { viewDeeds } from "./view-deeds";
import { wordingDeeds } from "./wording-deeds";

/** One thing that can be asked of the API. `path` holds names of ids in braces. */
export type Operation = {
  group: string;
  method: "GET" | "POST";
  path: `/${string}`;
  says: string;
  permission: Permission;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The fields of the body that the address holds already. */
  inPath: string[];
  /** By a table of deeds: the same call under the same key is answered as the first time. */
  isDeed?: true;
  /** The body is a form with a file in it, rather than JSON. */
  takesFile?: true;
  /** The answer is a file, rather than JSON. */
  givesFile?: true;
};

const read = (
  group: string,
  path: `/${string}`,
  says: string,
  query?: z.ZodObject,
  permission: Permission = "workspace:read",
): Operation => ({
  group,
  method: "GET",
  path,
  says,
  permission,
  query,
  inPath: namesIn(path),
});

const send = (
  group: string,
  path: `/${string}`,
  says: string,
  permission: Permission,
  body?: z.ZodType,
): Operation => ({
  group,
  method: "POST",
  path,
  says,
  permission,
  body,
  inPath: namesIn(path),
});

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

const deedsOn = (group: string, path: `/${string}`, deeds: Deeds): Operation[] =>
  Object.entries(deeds).map(([name, { says, permission, input }]) => ({
    ...send(group, `${path}/${name}`, says, permission, input),
    isDeed: true,
  }));

/** Everything the API does, in the order in which its description shows it. */
export const operations: readonly Operation[] = [
  read("Workspace", "/workspace", "The ids that deeds ask for: teams, relationships and members."),
  read("Workspace", "/members", "One page of members by name.", membersAsked),
  read("Incidents", "/incidents", "One page of incidents, the newest day first.", incidentsAsked),
  send("Incidents", "/incidents", "Logs an incident; one line is enough.", "incident:log", logInput),
  read("Incidents", "/incidents/{incidentId}", "An incident whole."),
  read(
    "Incidents",
    "/incidents/{incidentId}/case",
    "Its case as a file, with all trees it reaches; /cases takes it in.",
  ),
  ...deedsOn("Incidents", "/incidents/{incidentId}", incidentDeeds),
  read(
    "Incidents",
    "/incidents/{incidentId}/shares",
    "The links to its A3 that hold now.",
    undefined,
    "incident:share",
  ),
  send(
    "Incidents",
    "/incidents/{incidentId}/shares",
    "Makes a link to its A3 for people without an account; its address is told this once.",
    "incident:share",
    shareInput,
  ),
  ...deedsOn("Incidents", "/shares/{linkId}", shareDeeds),
  read("Cause trees", "/trees/{treeId}", "A cause tree with its summary, score, gates and findings."),
  read("Cause trees", "/trees/{treeId}/replay", "The tree as one of its deeds left it, and the deed.", replayAsked),
  ...deedsOn("Cause trees", "/trees/{treeId}", treeDeeds),
  {
    ...send(
      "Cause trees",
      "/trees/{treeId}/files",
      "Attaches a picture or a PDF of at most 10 MB to a piece of evidence.",
      "tree:edit",
      attachInput.extend({ file: z.file() }),
    ),
    takesFile: true,
  },
  { ...read("Cause trees", "/files/{fileId}", "An attached file as it was sent."), givesFile: true },
  read("Root causes", "/root-causes", "One page of the catalogue, the latest entries first.", rootCausesAsked),
  read("Root causes", "/root-causes/{rootCauseId}", "An entry with its incidents, whys, improvements and severities."),
  ...deedsOn("Root causes", "/root-causes/{rootCauseId}", rootCauseDeeds),
  read("Improvements", "/improvements", "One page of improvements, the oldest first.", improvementsAsked),
  send("Improvements", "/improvements", "Plans an improvement.", "improvement:plan", planImprovementInput),
  read("Improvements", "/improvements/{improvementId}", "An improvement with each try."),
  ...deedsOn("Improvements", "/improvements/{improvementId}", improvementDeeds),
  read("Improvements", "/relationships/{relationshipId}", "Two teams, and the limits of their board."),
  ...deedsOn("Improvements", "/relationships/{relationshipId}", relationshipDeeds),
  read("Cycles", "/cycles", "One page of cycles, those that began last first.", cyclesAsked),
  send("Cycles", "/cycles", "Opens a cycle after the last one of the relationship.", "cycle:lead", openCycleInput),
  read("Cycles", "/cycles/{cycleId}", "A cycle with its pressures, objectives, improvements, huddles and reviews."),
  ...deedsOn("Cycles", "/cycles/{cycleId}", cycleDeeds),
  ...deedsOn("Cycles", "/objectives/{objectiveId}", objectiveDeeds),
  read("Measures", "/measures", "The measures by their names.", measuresAsked),
  send("Measures", "/measures", "Begins to follow a figure.", "measure:define", createMeasureInput),
  read("Measures", "/measures/{measureId}", "A measure with its values, what its chart says, and its signals."),
  send(
    "Measures",
    "/measures/{measureId}/readings",
    "Takes values for periods, all or none; answers how many were created, changed and unchanged.",
    "measure:write",
    enterReadingsInput,
  ),
  ...deedsOn("Measures", "/measures/{measureId}", measureDeeds),
  read("Cost of friction", "/ledger", "The ledger of a relationship, and what each month comes to.", ledgerAsked),
  send("Cost of friction", "/ledger", "Writes a line by one of the formulas.", "ledger:write", addFrictionInput),
  ...deedsOn("Cost of friction", "/ledger/{lineId}", ledgerDeeds),
  read("Comments", "/comments", "The latest comments on one thing, the oldest of them first.", commentsAsked),
  ...deedsOn("Comments", "/comments/{commentId}", commentDeeds),
  read("Views", "/views", "The saved views of a page: your own and the shared ones.", viewsAsked),
  send("Views", "/views", "Keeps the filters of a page under a name.", "view:keep", saveViewInput),
  ...deedsOn("Views", "/views/{viewId}", viewDeeds),
  read("Wording", "/wording", "The words that are looked for in texts.", undefined, "wording:read"),
  ...deedsOn("Wording", "/wording", wordingDeeds),
  read("Notices", "/notices", "What the token’s member was told, the latest first.", noticesAsked),
  send("Import", "/cases", "Takes a case file in; the same file again changes nothing.", "cases:import"),
];
