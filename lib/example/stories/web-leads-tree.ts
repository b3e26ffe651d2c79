import type { TreeStory } from "./shapes";

/** The tree that is being worked on: one why disputed, one root cause proposed, one branch still open. */
export const webLeadsTree: TreeStory = {
  on: "web-leads",
  problem: "37% of web leads wait more than a day for a first answer",
  opened: { at: [2, "15:04"], by: "ines" },
  asked: [2, "15:08"],
  proven: [2, "15:55"],
  judged: [1, "8:30"],
  ended: [1, "9:05"],
  signed: { ines: [1, "9:45"], jonas: [1, "10:25"] },
  dismissed: [
    {
      why: "web-leads/owner",
      code: "solution_as_cause",
      at: [1, "11:05"],
      by: "marta",
      reason:
        "It is what we found, not what we wish for: six people were asked who looks after it and gave five answers.",
    },
  ],
  whys: [
    {
      by: "ines",
      text: "Leads are fetched from the CRM once a day, at seven",
      kind: "condition",
      necessary: "yes",
      enough: "no",
      evidence: [
        {
          by: "tomasz",
          type: "data",
          text: "90 days of the CRM log: one fetch a day, at 7:00, for all 1,114 leads.",
          source: "CRM log",
        },
        { by: "jonas", type: "observation", text: "The list on the screen at 7:05 is the only one of the day." },
      ],
      status: "verified",
      signs: ["ines", "jonas"],
      whys: [
        {
          by: "tomasz",
          text: "The export was set up for a monthly report and never changed",
          kind: "decision",
          necessary: "yes",
          evidence: [
            {
              by: "ines",
              type: "document",
              text: "“Monthly report for Marketing, weekday mornings”, not touched since it was made.",
              source: "Order to the CRM team",
            },
          ],
          status: "verified",
          signs: ["ines", "jonas"],
          whys: [
            {
              key: "web-leads/owner",
              by: "jonas",
              text: "No one owns a web lead from form to first call",
              kind: "condition",
              necessary: "yes",
              enough: "yes",
              evidence: [
                {
                  by: "marta",
                  type: "data",
                  text: "61 of the 412 late leads changed hands three times or more before the first call.",
                  source: "CRM, field “assigned to”",
                },
                {
                  by: "ines",
                  type: "interview",
                  text: "Asked who looks after a new web lead: six people, five answers.",
                },
              ],
              status: "verified",
              ends: { is: "root_cause", cause: "owner", reach: "control", removal: "prevents" },
              signs: ["ines", "jonas"],
            },
          ],
        },
        {
          key: "web-leads/friday",
          by: "ines",
          asked: [1, "14:10"],
          text: "Sales never looks at leads on a Friday afternoon",
          signs: [],
        },
      ],
    },
    {
      by: "ines",
      text: "Leads are shared out by territory, one owner for each",
      kind: "rule",
      joint: "a",
      necessary: "yes",
      evidence: [
        {
          by: "tomasz",
          type: "document",
          text: "The routing table has one line for each territory and one name in each line.",
          source: "Routing table",
        },
      ],
      status: "verified",
      signs: ["ines"],
      disputes: [{ by: "jonas", because: "By territory, yes, but since {month 6} two people share the south." }],
      whys: [
        {
          key: "web-leads/territories",
          by: "ines",
          text: "Territories were drawn for field visits, before the web form existed",
          kind: "decision",
          evidence: [
            {
              by: "ines",
              type: "document",
              text: "The map is dated two years before the first form; its borders are drive times.",
              source: "Territory plan",
            },
          ],
          status: "verified",
          ends: { is: "root_cause", cause: "territories", reach: "influence", removal: "reduces" },
          signs: ["ines"],
        },
      ],
    },
    {
      by: "marta",
      text: "A territory owner on leave has no stand-in",
      kind: "condition",
      joint: "a",
      necessary: "yes",
      evidence: [
        {
          by: "marta",
          type: "data",
          text: "138 of the 412 late leads came in while their owner was away.",
          source: "CRM and leave calendar, side by side",
        },
        { by: "tomasz", type: "observation", text: "In the three weeks of leave in the south nobody opened its list." },
      ],
      status: "verified",
      signs: ["ines", "jonas"],
      whys: [
        {
          key: "web-leads/systems",
          by: "jonas",
          text: "Leave calendar and routing rule are kept in two systems",
          kind: "condition",
          necessary: "yes",
          enough: "yes",
          evidence: [
            {
              by: "jonas",
              type: "observation",
              text: "The routing table has no column for absence; the calendar has no way out.",
            },
            {
              by: "tomasz",
              type: "document",
              text: "The two are run by two offices, neither of which knew of the other.",
              source: "List of systems",
            },
          ],
          status: "verified",
          ends: { is: "root_cause", cause: "systems", reach: "control", removal: "prevents" },
          signs: ["ines", "jonas"],
        },
      ],
    },
    {
      by: "marta",
      text: "Own prospects are called before web leads",
      kind: "condition",
      evidence: [
        {
          by: "marta",
          type: "data",
          text: "In 14 of 15 sampled mornings the first web lead was called after the own list was done.",
          source: "Call log",
        },
      ],
      status: "verified",
      signs: ["ines", "jonas"],
      whys: [
        {
          by: "jonas",
          text: "The quarter’s bonus counts closed deals, not answered leads",
          kind: "rule",
          necessary: "unknown",
          evidence: [
            { by: "jonas", type: "document", text: "Bonus plan, section 2: closed deals only.", source: "Bonus plan" },
          ],
          status: "verified",
          ends: { is: "escalated", to: "C. Aubert", day: 1 },
          signs: ["ines", "jonas"],
        },
      ],
    },
    {
      key: "web-leads/seat",
      by: "jonas",
      text: "Inside sales has been one seat short since {month 6}",
      kind: "condition",
      evidence: [
        { by: "jonas", type: "document", text: "One of five seats is empty; hiring is frozen.", source: "Seat plan" },
      ],
      status: "verified",
      ends: {
        is: "external_pressure",
        note: "The hiring freeze holds until the orders come back. We plan with four seats and promise what four can do.",
      },
      signs: ["ines", "jonas"],
    },
    {
      by: "marta",
      text: "Spam filters hold the form mails back",
      evidence: [
        {
          by: "tomasz",
          type: "data",
          text: "1,114 form mails sent, 1,114 delivered, none in quarantine.",
          source: "Mail log, 90 days",
          against: true,
        },
      ],
      status: "refuted",
      because: "The mail log shows each of them delivered.",
      signs: [],
    },
  ],
};
