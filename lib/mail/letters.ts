import "server-only";
import { createHash } from "node:crypto";
import { ownAddress } from "@/lib/own-address";
import { mailedResetToken } from "@/lib/people/reset-token";
import { now } from "@/lib/text/clock";
import { dayIn } from "@/lib/text/days";
import { resetLetter, wasResetLetter } from "./account-letters";
import type { MailContent, TakenMail } from "./digest-content";
import { digestLetter, type LetterLinks, testLetter } from "./digest-letter";
import type { Letter } from "./smtp";
import { unsubscribeToken } from "./unsubscribe-token";

/** About the account itself: sent whatever the member wants to be told of work. */
const accountKey = /^(reset|was-reset):([0-9a-f-]{36})$/;

export const isTest = ({ key }: Pick<TakenMail, "key">) => key.startsWith("test:");

/** The letter that a mail has become by now, or why there is none. */
export function letterOf(mail: TakenMail, content: MailContent | undefined): { letter: Letter } | { dropped: string } {
  if (!content?.isHere) return { dropped: "The member has left." };
  const [, about, resetId = ""] = accountKey.exec(mail.key) ?? [];
  if (about) return { letter: accountLetter(mail, content, about === "reset" ? resetId : undefined) };
  if (!isTest(mail)) {
    if (content.digest === "none") return { dropped: "The member wants no mail." };
    if (content.refused) return { dropped: "The mail server does not take this address." };
    if (content.lines.length === 0) return { dropped: "Nothing waited any more." };
  }
  const links = linksFor(mail, content.slug);
  const written = isTest(mail)
    ? testLetter(content, links)
    : digestLetter(content, links, dayIn(content.timeZone, now()));
  const to = { name: content.name, address: content.email };
  const unsubscribe = new URL(`/api/unsubscribe/${unsubscribeToken(mail)}`, ownAddress()).href;
  return { letter: { ...written, to, messageId: messageId(mail), ...(!isTest(mail) && { unsubscribe }) } };
}

/** A link for a new password, or word that one was chosen by it. */
function accountLetter(mail: TakenMail, content: MailContent, resetId: string | undefined): Letter {
  const written = resetId
    ? resetLetter(content, new URL(`/reset/${mailedResetToken(resetId)}`, ownAddress()).href)
    : wasResetLetter(content, linksFor(mail, content.slug).at("/profile"));
  return { ...written, to: { name: content.name, address: content.email }, messageId: messageId(mail) };
}

/** Everything is linked at the configured address, and nowhere else, whatever a path may look like. */
function linksFor(mail: TakenMail, slug: string): LetterLinks {
  const own = ownAddress();
  const at = (path: string) => {
    const url = new URL(own);
    const [pathname = "", query = ""] = path.split("?");
    url.pathname = `/w/${slug}/${pathname.replace(/^\/+/, "")}`;
    url.search = query;
    return url.href;
  };
  return {
    at,
    settings: at("/profile/notices"),
    unsubscribe: new URL(`/unsubscribe/${unsubscribeToken(mail)}`, own).href,
  };
}

/** From the mail's key alone: what is sent again after a crash is the same mail to whoever receives it. */
function messageId({ workspaceId, memberId, key }: TakenMail): string {
  const name = createHash("sha256").update(`${workspaceId}\n${memberId}\n${key}`).digest("hex").slice(0, 40);
  return `<${name}@${ownAddress().hostname}>`;
}
