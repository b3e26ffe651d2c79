import type { TreeStory } from "./shapes";

/** Settled; what was done about its two root causes is being checked. */
export const acceptanceTree: TreeStory = {
  on: "acceptance",
  problem: "An MQL waits 26 hours until somebody accepts or rejects it",
  opened: { at: [158, "9:00"], by: "marta" },
  asked: [158, "9:10"],
  proven: [155, "10:00"],
  judged: [153, "9:45"],
  ended: [152, "13:20"],
  signed: { ines: [151, "10:10"], jonas: [150, "8:50"] },
  settled: { at: [149, "15:00"], by: "ines" },
  whys: [
    {
      by: "marta",
      text: "An MQL is seen when somebody happens to open the mailbox",
      kind: "condition",
      necessary: "yes",
      enough: "yes",
      evidence: [
        {
          by: "marta",
          type: "data",
          text: "In 15 weeks the mailbox was opened 2.1 times a day, by whoever had time.",
          source: "Mail server",
        },
      ],
      status: "verified",
      signs: ["ines", "jonas"],
      whys: [
        {
          key: "acceptance/mailbox",
          by: "ines",
          text: "MQLs go to a shared mailbox no one is named for",
          kind: "condition",
          necessary: "yes",
          enough: "yes",
          evidence: [
            {
              by: "tomasz",
              type: "document",
              text: "The address has eleven members and no name beside any day.",
              source: "List of mailboxes",
            },
            { by: "jonas", type: "interview", text: "Four of five sellers thought that somebody else had the day." },
          ],
          status: "verified",
          ends: { is: "root_cause", cause: "mailbox", reach: "control", removal: "prevents" },
          signs: ["ines", "jonas"],
        },
      ],
    },
    {
      by: "ines",
      text: "A lead that does not fit is left lying instead of being rejected",
      kind: "condition",
      necessary: "yes",
      evidence: [
        {
          by: "tomasz",
          type: "data",
          text: "Of the MQLs that waited more than three days 84% were rejected in the end.",
          source: "CRM, 24 weeks",
        },
      ],
      status: "verified",
      signs: ["ines", "jonas"],
      whys: [
        {
          by: "marta",
          text: "Rejecting means a mail of one’s own, leaving it means nothing",
          kind: "condition",
          necessary: "yes",
          evidence: [
            {
              by: "marta",
              type: "observation",
              text: "A mail with a reason takes four minutes; there are six of them a day.",
            },
          ],
          status: "verified",
          signs: ["ines", "jonas"],
          whys: [
            {
              key: "acceptance/reject",
              by: "jonas",
              text: "A rejection needs no reason code",
              kind: "rule",
              necessary: "yes",
              enough: "no",
              evidence: [
                {
                  by: "ines",
                  type: "document",
                  text: "The agreement of the two sides says “accept or reject” and nothing on why.",
                  source: "Hand-off agreement, version 1",
                },
              ],
              status: "verified",
              ends: { is: "root_cause", cause: "reject", reach: "control", removal: "reduces" },
              signs: ["ines", "jonas"],
            },
          ],
        },
      ],
    },
    {
      by: "jonas",
      text: "Inside sales answers in four languages with four people",
      kind: "condition",
      evidence: [
        {
          by: "jonas",
          type: "document",
          text: "Polish and Dutch leads can be read by one person each.",
          source: "Seat plan",
        },
      ],
      status: "verified",
      ends: {
        is: "external_pressure",
        note: "There is nobody to be found for Dutch. We say in the confirmation on which two days we answer in it.",
      },
      signs: ["ines", "jonas"],
    },
    {
      by: "tomasz",
      text: "The CRM sends its alerts at night only",
      evidence: [
        {
          by: "tomasz",
          type: "data",
          text: "Alerts leave within two minutes, day and night.",
          source: "Mail server",
          against: true,
        },
      ],
      status: "refuted",
      because: "They leave within two minutes; they go to the shared mailbox like all else.",
      signs: [],
    },
  ],
};
