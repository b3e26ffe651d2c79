/** Words for what the histories of incidents and improvements leave out, as the whole history tells it to owners. */
import { type DayWords, type Sentence, sentenceFor, type TeamNames } from "./sentences";

type Details = Record<string, unknown>;
type Tell = (details: Details) => Sentence;

const word = (value: unknown) => (typeof value === "string" ? value : "");
const quoted = (value: unknown) => word(value) || undefined;
const says =
  (sentence: string): Tell =>
  () => ({ says: sentence });
const about =
  (sentence: string, key: string): Tell =>
  (details) => ({ says: sentence, quote: quoted(details[key]) });

/** " with Firefox on Linux from 192.0.2.x", as far as it is known. */
const from = ({ device, network }: Details) =>
  [word(device) && ` with ${word(device)}`, word(network) && ` from ${word(network)}`].join("");
const sessions = (count: unknown) => (count === 1 ? "one session" : `${Number(count) || 0} sessions`);

const sessionEnds: Record<string, (details: Details) => string> = {
  signed_out: ({ device }) => `signed out${device ? ` of ${word(device)}` : ""}`,
  one_of_own: ({ device }) => `ended a session of theirs${device ? `: ${word(device)}` : ""}`,
  all_others: ({ count }) => `ended ${sessions(count)} of theirs elsewhere`,
};

const sentences: Record<string, Tell> = {
  "session.started": (details) => ({ says: `signed in${from(details)}` }),
  "session.refused": (details) => ({ says: `A sign-in was refused${from(details)}`, byItself: true }),
  "session.ended": (details) => ({ says: sessionEnds[word(details.how)]?.(details) ?? "ended a session" }),
  "password.changed": ({ ended }) => ({ says: `changed their password, which ended ${sessions(ended)}` }),
  "password.reset_offered": ({ way }) =>
    way === "printed"
      ? { says: "A link for a new password was made on the machine itself", byItself: true }
      : { says: way === "mailed" ? "had a link for a new password mailed" : "made a link for a new password" },
  "password.reset": (details) => ({
    says: `A new password was chosen by a link${from(details)}`,
    byItself: true,
  }),
  "member.joined": ({ role }) => ({ says: `joined the workspace as ${word(role)}` }),
  "member.changed": ({ role }) => ({ says: `changed a member’s role or team; the role is ${word(role)}` }),
  "member.removed": says("took a member out of the workspace"),
  "member.signed_out": ({ count }) => ({ says: `signed a member out everywhere, ${sessions(count)}` }),
  "invitation.made": ({ role }) => ({ says: `invited somebody as ${word(role)}` }),
  "invitation.changed": ({ role }) => ({ says: `changed an invitation; the role is ${word(role)}` }),
  "invitation.withdrawn": says("withdrew an invitation"),
  "token.made": about("made an API token", "name"),
  "token.withdrawn": about("withdrew an API token", "name"),
  "activity.exported": says("exported the history"),
  "incident.exported": says("exported the case of this incident"),
  "workspace.set_up": about("set up the workspace", "name"),
  "workspace.changed": says("changed the workspace"),
  "team.added": about("added a team", "name"),
  "relationship.added": says("said that two teams depend on each other"),
  "profile.edited": says("changed their profile"),
  "wording.list_changed": about("changed a list of words", "list"),
  "wording.list_restored": about("put a list of words back", "list"),
  "wording.languages_chosen": says("chose the languages of the wording hints"),
  "calendar.address_made": says("made a calendar address"),
  "calendar.address_withdrawn": says("withdrew a calendar address"),
  "mail.tried": says("tried whether mail arrives"),
  "case.imported": says("brought a case file in"),
  "tree.imported": says("brought a cause tree in with a case file"),
  "tree.undone": says("took the last step in a cause tree back"),
  "tree.redone": says("did a step in a cause tree again"),
  "problem.reworded": about("reworded the problem", "text"),
  "why.asked": about("answered a why", "text"),
  "why.reworded": about("reworded a why", "text"),
  "why.described": says("said more about a why"),
  "why.moved": says("moved a why"),
  "why.joined": says("marked whys that act only together"),
  "why.separated": says("let whys act on their own again"),
  "why.removed": about("removed a why", "text"),
  "why.reconsidered": about("took a why up again", "text"),
  "why.ending_taken": says("took the ending of a branch away"),
  "evidence.added": about("added evidence", "text"),
  "evidence.removed": about("removed evidence", "text"),
  "evidence.file_attached": about("attached a file", "fileName"),
  "evidence.file_removed": about("removed a file", "fileName"),
  "read_back.agrees": says("agreed in a read-back"),
  "read_back.taken": says("took a read-back away"),
};

/** The sentence for any deed; one that nobody has words for is named by its verb. */
export const auditSentence = (
  entry: { verb: string; details: Details | null },
  teams: TeamNames,
  day?: DayWords,
): Sentence =>
  sentenceFor(entry, teams, day) ?? sentences[entry.verb]?.(entry.details ?? {}) ?? { says: `did “${entry.verb}”` };

/** Who did it and what, in one line; `memberName` is null for the program itself and for whom nobody may name. */
export function auditWords(
  entry: { verb: string; details: Details | null; memberName: string | null; hidden: boolean },
  teams: TeamNames,
  day?: DayWords,
): { who: string; says: string; quote?: string } {
  const { says: words, quote, byItself } = auditSentence(entry, teams, day);
  return { who: byItself ? "" : whoDid(entry), says: words, ...(quote && { quote }) };
}

export const whoDid = ({ memberName, hidden }: { memberName: string | null; hidden: boolean }): string =>
  memberName ?? (hidden ? "Somebody who is not named" : "Common Cause");
