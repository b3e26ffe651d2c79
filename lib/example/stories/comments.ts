import type { CommentStory } from "./shapes";

/** What people said to one another beside the work itself; in the order in which they did. */
export const comments: readonly CommentStory[] = [
  {
    on: { incident: "fit" },
    at: [340, "9:20"],
    by: "marta",
    text: "I have kept all 178 mails. @Ines Okafor, if we read thirty of them together, we both know whether I am too strict.",
  },
  {
    on: { incident: "fit" },
    at: [339, "8:45"],
    by: "ines",
    text: "Thirty, on {day 332}, drawn blind. I bring the coffee.",
  },
  {
    on: { cause: "reject" },
    at: [118, "14:35"],
    by: "tomasz",
    text: "I had entered this a second time, under other words. Found when I looked for mine.",
  },
  {
    on: { improvement: "Each MQL goes to the person of the day" },
    at: [41, "16:15"],
    by: "marta",
    text: "On the second Tuesday two of us thought to have the day, and on Thursday nobody.",
  },
  {
    on: { improvement: "Each MQL goes to the person of the day" },
    at: [40, "8:50"],
    by: "ines",
    text: "The names stand in the calendar of the team now, a month ahead. The two days stay in the count.",
  },
  {
    on: { incident: "release" },
    at: [19, "13:25"],
    by: "priya",
    text: "Who asks a customer for their release? I would like to have one line on it. @Marta Ruiz, what would it say?",
    seen: ["marta"],
  },
  {
    on: { incident: "tender" },
    at: [14, "10:05"],
    by: "ines",
    text: "An answer within a week is possible if something else waits. I would rather say what than promise it.",
  },
  {
    on: { incident: "tender" },
    at: [13, "11:50"],
    by: "jonas",
    text: "One campaign mail a month could wait. None of my customers would miss it.",
  },
  {
    on: { cause: "bonus" },
    at: [6, "9:15"],
    by: "hanne",
    text: "C. Aubert has it on the agenda of the board for {day -9}. Until then nothing moves, and we say so.",
  },
  {
    on: { incident: "web-leads" },
    at: [1, "11:40"],
    by: "tomasz",
    text: "How the cost comes about:\n\n- 6.1% of the leads called within a day become an offer, 3.4% of the later ones\n- of a hundred offers 24 are won\n\nBoth are from the CRM, four quarters.",
  },
  {
    on: { tree: "web-leads", why: "web-leads/friday" },
    at: [1, "14:35"],
    by: "jonas",
    text: "On Fridays after two we are on the road. @Ines Okafor, could we write what happens to the lead instead of what we do not do?",
  },
  {
    on: { tree: "web-leads", why: "web-leads/friday" },
    at: [1, "15:10"],
    by: "ines",
    text: "You are right. It stays a guess until Thursday, then I word it by the time stamps.",
  },
  {
    on: { incident: "web-leads" },
    at: [1, "16:40"],
    by: "hanne",
    text: "Bring the CRM time stamps on Thursday, raw, not the weekly report. @Jonas Lindqvist, and the leave days of your people, please.",
  },
];
