import type { TreeStory } from "./shapes";

/** The one to learn from: settled, acted upon, checked and closed. The example opens on its incident. */
export const fitTree: TreeStory = {
  on: "fit",
  problem: "178 of 612 MQLs of one quarter were rejected as outside the rule",
  opened: { at: [338, "10:05"], by: "ines" },
  asked: [338, "10:15"],
  proven: [334, "9:30"],
  judged: [327, "13:40"],
  ended: [320, "10:30"],
  signed: { marta: [313, "9:15"], tomasz: [312, "14:20"] },
  settled: { at: [310, "11:00"], by: "jonas" },
  whys: [
    {
      by: "marta",
      text: "50 points make an MQL, whatever the company is",
      kind: "rule",
      joint: "a",
      necessary: "yes",
      enough: "yes",
      evidence: [
        {
          by: "tomasz",
          type: "data",
          text: "441 of 612 MQLs passed on clicks and downloads alone.",
          source: "Scoring log of the quarter",
        },
        {
          by: "marta",
          type: "document",
          text: "The scoring sheet has eleven lines for clicks and none for size or industry.",
          source: "Scoring sheet, version 2",
        },
      ],
      status: "verified",
      signs: ["marta", "tomasz"],
      whys: [
        {
          by: "ines",
          text: "The points were made to fill the webinar programme",
          kind: "decision",
          necessary: "yes",
          enough: "yes",
          evidence: [
            {
              by: "ines",
              type: "document",
              text: "“Points: to find whom we invite to the next webinar.”",
              source: "Brief of the webinar programme, page 2",
            },
          ],
          status: "verified",
          signs: ["marta", "tomasz"],
          whys: [
            {
              key: "fit/rule",
              by: "jonas",
              text: "The MQL rule counts interest, not fit",
              kind: "rule",
              necessary: "yes",
              enough: "yes",
              evidence: [
                {
                  by: "marta",
                  type: "data",
                  text: "Of the 178 rejected, 139 had fewer than 20 people or none of our seven industries.",
                  source: "Rejections of the quarter, read one by one",
                },
                {
                  by: "tomasz",
                  type: "observation",
                  text: "In ten lead reviews the talk was of the download, in none of the plant.",
                },
              ],
              status: "verified",
              ends: { is: "root_cause", cause: "fit", reach: "control", removal: "prevents" },
              signs: ["marta", "tomasz"],
            },
          ],
        },
      ],
    },
    {
      by: "jonas",
      text: "The company is not looked at before a lead is handed over",
      kind: "condition",
      joint: "a",
      necessary: "yes",
      enough: "yes",
      evidence: [
        {
          by: "priya",
          type: "observation",
          text: "From form to hand-over takes four seconds. There is no step at which one could look.",
        },
      ],
      status: "verified",
      signs: ["marta", "tomasz"],
      whys: [
        {
          by: "priya",
          text: "The rule asks for nothing that one would have to look up",
          kind: "rule",
          evidence: [
            {
              by: "priya",
              type: "document",
              text: "All eleven lines are counted by the system itself.",
              source: "Scoring sheet, version 2",
            },
          ],
          status: "verified",
          ends: { is: "same_as", why: "fit/rule" },
          signs: ["marta", "tomasz"],
        },
      ],
    },
    {
      by: "tomasz",
      text: "The yearly target of Marketing counts MQLs, not accepted leads",
      kind: "rule",
      necessary: "no",
      evidence: [
        {
          by: "tomasz",
          type: "document",
          text: "“2,400 MQLs”, no word on what becomes of them.",
          source: "Targets of the year",
        },
      ],
      status: "verified",
      ends: {
        is: "accepted",
        sponsor: "C. Aubert",
        review: -40,
        note: "The target is fixed for the year. With fit in the rule both numbers move together; looked at again for the next one.",
      },
      signs: ["marta", "tomasz"],
    },
    {
      by: "priya",
      text: "Rejecting keeps the call list short",
      kind: "belief",
      evidence: [
        {
          by: "marta",
          type: "data",
          text: "30 of the 178 were read again by both sides together: 28 were rejected by both.",
          source: "Reading of {day 332}",
          against: true,
        },
      ],
      status: "refuted",
      because: "Both sides, reading together, rejected 28 of 30 as well.",
      signs: [],
    },
  ],
};
