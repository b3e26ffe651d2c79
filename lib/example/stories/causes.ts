import type { CauseStory } from "./shapes";

/** The catalogue of root causes. */
export const causes = {
  fair: {
    text: "Fair contacts are entered after the stand team is back",
    category: "process",
    entered: 690,
  },
  delivery: {
    text: "Pitch and website take the delivery time from two sources",
    category: "message",
    entered: 590,
  },
  owner: { text: "No one owns a web lead from form to first call", category: "role", entered: 545 },
  exports: {
    text: "Call list and campaign list are drawn from two exports",
    category: "data_system",
    entered: 500,
  },
  systems: {
    text: "Leave calendar and routing rule are kept in two systems",
    category: "data_system",
    entered: 476,
  },
  launch: { text: "The launch list is last year’s team", category: "communication", entered: 415 },
  sheets: { text: "Sales sheets are written without a use case", category: "message", entered: 392 },
  fit: { text: "The MQL rule counts interest, not fit", category: "definition" },
  webinar: {
    text: "The webinar tool reports a registration as an attendance",
    category: "data_system",
    entered: 322,
  },
  prices: { text: "Two price lists are kept by hand", category: "data_system" },
  consent: { text: "Consent is asked after the scan", category: "process", entered: 288 },
  bonus: { text: "The bonus counts closed deals only", category: "incentive", entered: 180 },
  mailbox: { text: "MQLs go to a shared mailbox no one is named for", category: "process" },
  reject: { text: "A rejection needs no reason code", category: "process" },
  // The same in other words; found and merged later.
  silent: { text: "A lead can be sent back without a word", category: "communication" },
  lost: { text: "The lost reason is free text", category: "data_system", entered: 138 },
  day: { text: "The day on which an MQL counts is written down in two ways", category: "definition" },
  reports: { text: "The forecast is fed by two reports", category: "data_system" },
  twins: { text: "Two forms of one company are not known to be one", category: "data_system" },
  territories: {
    text: "Territories were drawn for field visits, before the web form existed",
    category: "process",
  },
} as const satisfies Record<string, CauseStory>;

export type CauseKey = keyof typeof causes;
