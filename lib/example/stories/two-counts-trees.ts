import type { TreeStory } from "./shapes";

const problem = "Marketing and Sales counted 212 and 174 MQLs of one month";

/** In work: each side drew its own before it saw the other's, so that one can lay them side by side. */
export const twoCountsTrees: readonly TreeStory[] = [
  {
    on: "two-counts",
    apart: "marketing",
    problem,
    opened: { at: [3, "13:50"], by: "ines" },
    asked: [3, "13:55"],
    proven: [3, "15:20"],
    judged: [2, "10:10"],
    ended: [2, "10:40"],
    signed: { ines: [2, "11:05"] },
    whys: [
      {
        by: "ines",
        text: "Marketing counts the day of the form, Sales the day of the hand-over",
        kind: "rule",
        necessary: "yes",
        evidence: [
          {
            by: "tomasz",
            type: "data",
            text: "31 of the 38 filled in the form in one month and were handed over in the next.",
            source: "Both counts, lead by lead",
          },
        ],
        status: "verified",
        signs: ["ines"],
        whys: [
          {
            by: "tomasz",
            text: "The scoring sheet says form, the agreement says hand-over",
            kind: "rule",
            necessary: "yes",
            evidence: [
              {
                by: "ines",
                type: "document",
                text: "“Counted on the day of the form”; “counted when handed over”.",
                source: "Scoring sheet, version 3; hand-off agreement, version 1",
              },
            ],
            status: "verified",
            ends: { is: "root_cause", cause: "day", reach: "control", removal: "prevents" },
            signs: ["ines"],
          },
        ],
      },
      {
        by: "tomasz",
        text: "A lead that was sent back leaves one count and stays in the other",
        kind: "condition",
        necessary: "yes",
        evidence: [
          {
            by: "tomasz",
            type: "data",
            text: "7 of the 38 were rejected within the month. We kept them, Sales did not.",
            source: "Both counts, lead by lead",
          },
        ],
        status: "verified",
        signs: ["ines"],
        whys: [
          {
            by: "ines",
            text: "The report is drawn on the first of the month and stays as it is",
            kind: "rule",
            signs: ["ines"],
          },
        ],
      },
    ],
  },
  {
    on: "two-counts",
    apart: "sales",
    problem,
    opened: { at: [3, "14:30"], by: "jonas" },
    asked: [3, "14:35"],
    proven: [3, "16:00"],
    judged: [2, "13:20"],
    ended: [2, "13:50"],
    signed: { jonas: [2, "14:15"] },
    onlyCause: {
      at: [2, "14:40"],
      by: "jonas",
      reason:
        "Marta went through twenty of the leads that differ. Each of them differs by its day and by nothing else.",
    },
    whys: [
      {
        by: "jonas",
        text: "One lead has its day in two months",
        kind: "condition",
        necessary: "yes",
        evidence: [
          {
            by: "marta",
            type: "observation",
            text: "Twenty leads looked up one by one: form in the last days of the month, hand-over in the next.",
          },
        ],
        status: "verified",
        signs: ["jonas"],
        whys: [
          {
            by: "marta",
            text: "What we signed and what the points are counted by name two days",
            kind: "rule",
            necessary: "yes",
            evidence: [
              {
                by: "marta",
                type: "document",
                text: "The agreement names the hand-over. The scoring sheet, which we had not seen before, names the form.",
                source: "Hand-off agreement and scoring sheet",
              },
            ],
            status: "verified",
            ends: { is: "root_cause", cause: "day", reach: "control", removal: "prevents" },
            signs: ["jonas"],
          },
          {
            by: "jonas",
            text: "The forecast is fed by two reports",
            kind: "condition",
            evidence: [
              {
                by: "jonas",
                type: "observation",
                text: "Two tabs in the sheet of the meeting, each filled by the side it belongs to.",
              },
            ],
            status: "verified",
            ends: { is: "root_cause", cause: "reports", reach: "control", removal: "reduces" },
            signs: ["jonas"],
          },
          {
            by: "marta",
            text: "The report of Marketing is drawn on the first of the month and stays as it is",
            kind: "rule",
            signs: ["jonas"],
          },
        ],
      },
    ],
  },
];
