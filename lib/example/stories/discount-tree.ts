import type { TreeStory } from "./shapes";

/** In work: one side has not told yet, one root cause is disputed, one question is open. */
export const discountTree: TreeStory = {
  on: "discount",
  problem: "Six offers of the last week of the quarter undercut the campaign price by 22%",
  opened: { at: [7, "13:30"], by: "ines" },
  asked: [7, "13:35"],
  proven: [6, "14:00"],
  judged: [5, "15:10"],
  ended: [1, "15:00"],
  signed: { ines: [1, "15:40"], marta: [1, "16:30"] },
  whys: [
    {
      by: "ines",
      text: "A deal that is missing at the end of the quarter is bought with a discount",
      kind: "condition",
      evidence: [
        {
          by: "tomasz",
          type: "data",
          text: "31 of 44 discounts above 15% fall into the last two weeks.",
          source: "CRM, four quarters",
        },
      ],
      status: "verified",
      signs: ["ines", "marta"],
      whys: [
        {
          key: "discount/bonus",
          by: "ines",
          text: "The bonus counts closed deals only",
          kind: "rule",
          evidence: [
            { by: "ines", type: "document", text: "Bonus plan, section 2: closed deals only.", source: "Bonus plan" },
          ],
          status: "verified",
          ends: { is: "root_cause", cause: "bonus", reach: "influence", removal: "reduces" },
          signs: ["ines"],
          disputes: [
            {
              by: "marta",
              because: "The bonus is the same in each quarter, the discounts are not. Something else sets the date.",
            },
          ],
        },
        {
          key: "discount/waiting",
          by: "marta",
          text: "Customers have learned to wait for the last week",
          kind: "belief",
          evidence: [{ by: "marta", type: "opinion", text: "Two buyers said so, laughing." }],
          ends: { is: "open_question" },
          signs: ["marta"],
        },
      ],
    },
    {
      by: "marta",
      text: "A discount of up to 25% needs no second look in the last week",
      kind: "rule",
      evidence: [
        {
          by: "marta",
          type: "document",
          text: "The limit of 10% is lifted from week 12 on.",
          source: "Discount rule, version 4",
        },
      ],
      status: "verified",
      signs: ["marta"],
      whys: [
        {
          by: "marta",
          text: "With one seat empty, the second look was dropped first",
          ends: { is: "same_as", why: "web-leads/seat" },
          signs: ["marta"],
        },
      ],
    },
  ],
};
