import type { NoticeKind } from "@/db/terms";

/** What each kind of notice says in a mail, and the step it asks for, as a link says it. */
export const nextSteps: Record<NoticeKind, { says: string; step: string }> = {
  improvement_due: { says: "Due soon", step: "Say how far it is" },
  improvement_overdue: { says: "Overdue", step: "Put it in place, or give it a new day" },
  verdict_due: { says: "Its time of watching is over", step: "Give the verdict" },
  sustain_check_due: { says: "Found effective a while ago", step: "Say whether it still holds" },
  standard_review_due: { says: "A standard to look at again", step: "Review the standard" },
  acceptance_review_due: { says: "Accepted for a time", step: "Look at the acceptance again" },
  escalation_due: { says: "Escalated, and its day has come", step: "Ask what became of it" },
  catchball_waits: { says: "An objective waits for your side", step: "Answer the proposal" },
  cycle_review_due: { says: "A cycle to look back on", step: "Hold the review" },
  read_back_waits: { says: "Whys wait for your side to read them back", step: "Read them back" },
  mentioned: { says: "You were named", step: "Read it and answer" },
  came_back: { says: "It came back", step: "Look at the cause again" },
  password_reset: { says: "For your safety", step: "Look where you are signed in" },
  signal_found: { says: "A chart shows a signal", step: "Look at the chart" },
};
