import type { TreeStory } from "./shapes";

/** Settled and closed: two branches end in one root cause. */
export const pricesTree: TreeStory = {
  on: "prices",
  problem: "Offer tool and price list differ for 12 of 300 articles",
  opened: { at: [308, "14:00"], by: "jonas" },
  asked: [308, "14:10"],
  proven: [305, "9:00"],
  judged: [302, "9:30"],
  ended: [301, "10:00"],
  signed: { priya: [298, "10:45"], jonas: [297, "9:00"] },
  settled: { at: [296, "13:00"], by: "jonas" },
  whys: [
    {
      by: "marta",
      text: "The offer tool takes its prices from a table of its own",
      kind: "condition",
      necessary: "yes",
      enough: "no",
      evidence: [
        {
          by: "marta",
          type: "observation",
          text: "The table has a column “changed by”, with six different names in it.",
        },
      ],
      status: "verified",
      signs: ["priya", "jonas"],
      whys: [
        {
          key: "prices/lists",
          by: "tomasz",
          text: "Two price lists are kept by hand",
          kind: "condition",
          necessary: "yes",
          enough: "yes",
          evidence: [
            {
              by: "tomasz",
              type: "data",
              text: "All 12 differences are changes that were typed into one list and not into the other.",
              source: "Both lists, line by line",
            },
            {
              by: "jonas",
              type: "document",
              text: "Neither office is asked to keep the other’s list.",
              source: "Task lists of both offices",
            },
          ],
          status: "verified",
          ends: { is: "root_cause", cause: "prices", reach: "control", removal: "prevents" },
          signs: ["priya", "jonas"],
        },
      ],
    },
    {
      by: "jonas",
      text: "Price changes come as a mail, on Fridays",
      kind: "condition",
      necessary: "yes",
      evidence: [
        {
          by: "priya",
          type: "document",
          text: "14 of 15 changes of the year came by mail after 13:00 on a Friday.",
          source: "Mails of the plant",
        },
      ],
      status: "verified",
      signs: ["priya", "jonas"],
      whys: [
        {
          by: "jonas",
          text: "Each change has to be typed into both lists",
          evidence: [
            {
              by: "jonas",
              type: "observation",
              text: "Seen on two Fridays: eleven minutes in one list, nine in the other.",
            },
          ],
          status: "verified",
          ends: { is: "same_as", why: "prices/lists" },
          signs: ["priya", "jonas"],
        },
      ],
    },
    {
      by: "priya",
      text: "The printed list of last year is still in use",
      evidence: [
        {
          by: "marta",
          type: "observation",
          text: "None found in 23 bags and on four desks.",
          against: true,
        },
      ],
      status: "refuted",
      because: "It was collected when the new one came, and is nowhere to be found.",
      signs: [],
    },
  ],
};
