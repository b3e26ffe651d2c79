import type { MeasureStory } from "./measure-shapes";

/** Two figures that both sides own: one got better after what was done about it, one holds where it was. */
export const measureStories: readonly MeasureStory[] = [
  {
    name: "MQLs rejected as outside the rule",
    definition:
      "Of all MQLs handed over in the week, the share that Sales sent back as outside the rule within ten days. What was sent back for another reason is not counted.",
    unit: "%",
    nature: "share",
    wanted: "down",
    owners: ["ines", "jonas"],
    created: { at: [304, "17:40"], by: "ines" },
    enters: "marta",
    // 14 weeks before the rule had its fit criterion, then the weeks since.
    values: [
      ...[29, 31, 27, 33, 28, 26, 30, 32, 27, 29, 31, 28, 26, 30],
      ...[14, 11, 12, 9, 10, 8, 11, 9, 7, 10, 9, 8],
      ...[10, 9, 11, 8, 9, 10, 8, 7, 9, 8, 10, 7, 9, 8, 6, 9, 8, 7, 9, 8, 10, 8, 7, 9, 8],
    ],
    locked: { at: [258, "11:20"], by: "ines", weeks: 14 },
  },
  {
    name: "MQLs handed over",
    definition: "MQLs that Marketing handed over to Sales in the week, before anybody looked at them.",
    unit: "MQLs",
    nature: "count",
    wanted: "up",
    owners: ["ines", "jonas"],
    created: { at: [295, "9:10"], by: "ines" },
    enters: "priya",
    values: [
      ...[38, 34, 41, 36, 30, 39, 43, 35, 37, 32, 40, 36, 44, 33, 38, 41, 35, 29, 37, 42],
      ...[36, 39, 33, 68, 38, 35, 40, 31, 37, 43, 34, 38, 36, 41, 32, 39, 37, 35, 42, 36],
    ],
    leftOut: { nth: 23, at: [112, "9:30"], by: "ines", why: "Two fairs in one week: 31 contacts came in at once." },
  },
];
