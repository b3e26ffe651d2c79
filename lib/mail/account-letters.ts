import { markup } from "@/lib/text/markup";
import type { MailContent } from "./digest-content";
import { asSubject, page, styles, type Written } from "./letter-frame";

type Content = Pick<MailContent, "name" | "workspace">;

/** A link by which the reader chooses a new password. */
export const resetLetter = ({ name, workspace }: Content, link: string): Written =>
  letter(
    `${workspace}: choose a new password`,
    `${name}, an owner of the workspace ${workspace} sends you this link, with which you choose a new password. It holds for 30 minutes and works once.`,
    { words: "Choose a new password", link },
    "You did not ask for it? Then leave it: your password stays as it is. Pass the link on to nobody.",
  );

/** Word that a new password was chosen by such a link. */
export const wasResetLetter = ({ name, workspace }: Content, profile: string): Written =>
  letter(
    `${workspace}: your password was chosen anew`,
    `${name}, your password for Common Cause was just chosen anew, by a link that an owner of the workspace ${workspace} made. You are signed out everywhere.`,
    { words: "Look where you are signed in", link: profile },
    "It was not you? Then tell an owner of your workspace at once.",
  );

function letter(
  subject: string,
  says: string,
  { words, link }: { words: string; link: string },
  note: string,
): Written {
  return {
    subject: asSubject(subject),
    text: [`${says}\n`, `${words}: ${link}\n`, note].join("\n"),
    html: page(
      subject,
      markup`<p style="${styles.summary}">${says}</p>
<p style="${styles.step}"><a class="step" href="${link}" style="${styles.link}">${words}</a></p>`,
      markup`<p class="quiet" style="${styles.foot}">${note}</p>`,
    ),
  };
}
