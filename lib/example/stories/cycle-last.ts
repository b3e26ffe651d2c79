import type { CycleStory } from "./cycle-shapes";

/** The first turn that both sides took together: reviewed, closed, and two things handed over. */
export const lastCycle: CycleStory = {
  key: "last",
  kind: "year",
  monthsAgo: 16,
  opened: { at: [530, "9:00"], by: "ines" },
  pressures: [
    {
      key: "budgets",
      at: [529, "10:00"],
      by: "jonas",
      noted: { kind: "economy", title: "Customers put off investments until the next budget", touches: ["capacity"] },
      direction: "rising",
      strength: 3,
      note: "Eleven offers were moved into the next year.",
    },
    {
      key: "subscription",
      at: [529, "10:10"],
      by: "marta",
      noted: {
        kind: "competition",
        title: "Two rivals sell meters by subscription",
        touches: ["message", "incentive"],
      },
      direction: "rising",
      strength: 2,
      note: "Heard of it at one fair.",
    },
    {
      key: "online",
      at: [528, "9:20"],
      by: "priya",
      noted: {
        kind: "technology",
        title: "Buyers compare online before they talk to anyone",
        touches: ["message", "process"],
      },
      direction: "rising",
      strength: 3,
      note: "Six in ten web leads name two other makers in the form.",
    },
    {
      key: "regions",
      at: [528, "9:35"],
      by: "jonas",
      noted: {
        kind: "internal_change",
        title: "Field sales is reorganised by region",
        touches: ["role", "data_system"],
      },
      direction: "rising",
      strength: 3,
    },
  ],
  plan: { at: [527, "9:00"], by: "ines" },
  objectives: [
    {
      key: "fit",
      title: "Whoever is handed over is somebody we can sell to",
      proposed: { at: [526, "10:00"], by: "jonas" },
      pair: ["ines", "jonas"],
      indicator: "MQLs rejected as outside the rule",
      baseline: "29%",
      target: "under 12%",
      leading: "MQLs checked by size and industry",
      lagging: "Opportunities from MQLs",
      balancing: "MQLs a month, not below 150",
      agreed: [
        { at: [522, "9:10"], by: "jonas" },
        { at: [522, "14:00"], by: "ines" },
      ],
      result: "9% over twelve weeks, at 158 MQLs a month. Found effective.",
    },
    {
      key: "fair",
      title: "A talk at a fair is a contact in the CRM on the same day",
      proposed: { at: [526, "10:20"], by: "priya" },
      pair: ["priya", "marta"],
      indicator: "Days from talk to CRM",
      baseline: "9",
      target: "the same day",
      leading: "Talks scanned at the stand",
      lagging: "Offers from fair contacts within a quarter",
      balancing: "Talks a day at the stand",
      agreed: [
        { at: [522, "9:40"], by: "marta" },
        { at: [521, "11:00"], by: "priya" },
      ],
      result: "On the day for 400 of 404 contacts at five fairs.",
    },
    {
      key: "prices",
      title: "One price, wherever a customer looks",
      proposed: { at: [526, "10:45"], by: "marta" },
      pair: ["tomasz", "marta"],
      indicator: "Articles with two prices",
      baseline: "12 of 300",
      target: "0",
      leading: "Price lists that are kept by hand",
      lagging: "Offers corrected after they were sent",
      balancing: "Days until a new price shows everywhere",
      agreed: [
        { at: [522, "10:05"], by: "marta" },
        { at: [521, "11:20"], by: "tomasz" },
      ],
      changed: [
        {
          at: [298, "9:30"],
          by: "tomasz",
          words: "“Fewer corrections” had no number. We count the articles, all 300, each month.",
          agreed: [
            { at: [298, "9:35"], by: "tomasz" },
            { at: [297, "13:15"], by: "marta" },
          ],
        },
      ],
      result: "None since the lists were joined, in three comparisons. Its window runs on into the next year.",
    },
  ],
  catchball: { at: [524, "9:00"], by: "jonas" },
  committed: { at: [520, "10:00"], by: "ines" },
  running: { at: [484, "9:00"], by: "jonas" },
  chosen: [
    { improvement: "Fair contacts are scanned into the CRM at the stand", at: [483, "9:00"], by: "priya" },
    { improvement: "The MQL rule has a fit criterion", at: [308, "9:00"], by: "ines" },
    { improvement: "The price list comes from one source", at: [293, "9:00"], by: "marta" },
    { improvement: "A second routing tool for web leads", at: [204, "9:00"], by: "tomasz" },
    { improvement: "Answered leads count in the bonus", at: [168, "9:00"], by: "jonas" },
  ],
  huddles: [
    {
      at: [182, "8:45"],
      by: "marta",
      moved: "112 contacts of the house fair, all on the day.",
      stuck: "Nobody can say who owns a web lead.",
      help: "Hanne asks both leads for one name each.",
    },
    {
      at: [175, "8:45"],
      by: "ines",
      moved: "Sales finds the fit criterion effective: 9% over twelve weeks.",
      help: "Jonas reads the rule aloud in the Monday call.",
    },
    {
      at: [168, "8:45"],
      by: "jonas",
      moved: "Six of seven comparisons of the price list without a difference.",
      stuck: "The bonus: it is not ours to decide.",
      help: "C. Aubert is asked to take it to the board.",
    },
  ],
  quarters: [
    {
      at: [391, "14:00"],
      by: "ines",
      decisions: [
        ["fit", "continue", "The rule has not been touched yet; what it costs is known by now."],
        ["fair", "continue", "Found effective after two fairs. We watch whether it holds."],
        ["prices", "continue", "Both lists are still kept by hand."],
      ],
    },
    {
      at: [300, "14:00"],
      by: "jonas",
      decisions: [
        ["fit", "continue", "The cause is agreed by both sides; the criterion is being written."],
        ["fair", "continue", "It holds."],
        ["prices", "adapt", "What we aim at cannot be counted as it is written."],
      ],
    },
    {
      at: [209, "14:00"],
      by: "ines",
      decisions: [
        ["fit", "continue", "Seven weeks below the lower limit; the verdict follows in a month."],
        ["fair", "continue", "It holds, also with new people at the stand."],
        ["prices", "continue", "No difference so far."],
      ],
    },
  ],
  review: {
    begun: { at: [166, "9:00"], by: "ines" },
    results: { at: [162, "10:00"], by: "marta" },
    whole: {
      at: [161, "14:00"],
      by: "ines",
      verified:
        "Two of the three. The fit criterion took rejections from 29% to 9%, and the scanners put fair contacts into the CRM on the day. The price list is in place and still watched.",
      cameBack: "Nothing that we had mended. Rejections without a reason are new to the count, not to us.",
      learned:
        "What we had called bad leads for two years was one line in a sheet. We read a rule together before we argue about what it lets through. And a second tool was no answer to a question of who.",
      pressuresMoved:
        "Subscriptions came closer: two of our ten largest customers have such an offer. Budgets stayed as tight as they were.",
    },
    goesOn: [
      {
        improvement: "The price list comes from one source",
        at: [160, "9:30"],
        by: "marta",
        because: "It is in place, and its window of 200 days ends in the next year.",
      },
      {
        improvement: "Answered leads count in the bonus",
        at: [160, "9:40"],
        by: "jonas",
        because: "As long as closed deals alone count, web leads are called last. The board has it on its list.",
      },
    ],
    closed: { at: [119, "9:30"], by: "jonas" },
  },
};
