import type { TreeStory } from "./shapes";

/** In work: it waits for Sales to read it back. */
export const flowsenseTree: TreeStory = {
  on: "flowsense",
  problem: "Launch news of FlowSense 4 reached the field a day after customers had it",
  opened: { at: [3, "10:15"], by: "priya" },
  asked: [3, "10:20"],
  proven: [2, "9:10"],
  judged: [2, "11:00"],
  ended: [1, "11:30"],
  signed: { priya: [1, "11:50"], marta: [1, "13:05"] },
  whys: [
    {
      by: "priya",
      text: "Launch news is sent to the list of last year’s launch team",
      kind: "event",
      necessary: "yes",
      evidence: [
        {
          by: "priya",
          type: "data",
          text: "9 of 23 sellers are not on the list; 4 of its addresses bounce.",
          source: "List of recipients",
        },
      ],
      status: "verified",
      signs: ["priya"],
      whys: [
        {
          key: "flowsense/list",
          by: "priya",
          text: "The list is copied from the plan of the launch before",
          kind: "rule",
          necessary: "yes",
          evidence: [
            {
              by: "tomasz",
              type: "document",
              text: "Step 7 of the plan: “recipients as last time”.",
              source: "Launch plan",
            },
          ],
          status: "verified",
          ends: { is: "root_cause", cause: "launch", reach: "control", removal: "prevents" },
          signs: ["priya"],
        },
      ],
    },
    {
      by: "marta",
      text: "Customers get the newsletter at six, the field gets the mail at noon",
      kind: "condition",
      evidence: [
        { by: "marta", type: "observation", text: "Newsletter Monday 6:02, mail to the field Tuesday 12:10." },
      ],
      status: "verified",
      signs: ["priya", "marta"],
    },
    {
      by: "priya",
      text: "The press date moved forward by a week and the plan stayed",
      kind: "event",
      signs: ["priya", "marta"],
    },
  ],
};
