import "server-only";
import { createHash } from "node:crypto";
import { ownAddress } from "@/lib/own-address";
import { mailedResetToken } from "@/lib/people/reset-token";
import { now } from "@/lib/text/clock";
import { dayIn } from "@/lib/text/days";
import { resetLetter, wasResetLetter } from "./account-letters";
import type { MailContent, TakenMail } from "./digest-content";
import { digestLetter, testLetter } from "./digest-letter";
import type { LetterLinks, Written } from "./letter-frame";
import type { Letter } from "./smtp";
import type { TrendContent } from "./trend-content";
import { trendLetter } from "./trend-letter";
import { type Ends, unsubscribeToken } from "./unsubscribe-token";

/** About the account itself: sent whatever the member wants to be told of work. */
const accountKey = /^(reset|was-reset):([0-9a-f-]{36})$/;

export const isTest = ({ key }: Pick<TakenMail, "key">) => key.startsWith("test:");
export const isOfTrends = ({ key }: Pick<TakenMail, "key">) => key.startsWith("trends:");

type Made = { letter: Letter } | { dropped: string };

/** The letter that a mail of notices has become by now, or why there is none. */
export function letterOf(mail: TakenMail, content: MailContent | undefined): Made {
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
  return { letter: addressed(mail, content, written, isTest(mail) ? undefined : "mail") };
}

/** The letter that a mail of trends has become by now, or why there is none. */
export function trendLetterOf(
  mail: TakenMail,
  content: MailContent | undefined,
  trends: TrendContent | undefined,
): Made {
  if (!content?.isHere || !trends) return { dropped: "The member has left." };
  if (trends.trendMail === "none") return { dropped: "The member wants no trends by mail." };
  if (content.refused) return { dropped: "The mail server does not take this address." };
  if (trends.parts.every(({ isEmpty }) => isEmpty)) return { dropped: "There was nothing to read yet." };
  const written = trendLetter(content, trends, linksFor(mail, content.slug, "trends"));
  return { letter: addressed(mail, content, written, "trends") };
}

/** @param ends what one click ends; undefined where nothing is to be ended */
function addressed(mail: TakenMail, { name, email }: MailContent, written: Written, ends?: Ends): Letter {
  const to = { name, address: email };
  const letter = { ...written, to, messageId: messageId(mail) };
  if (!ends) return letter;
  return { ...letter, unsubscribe: new URL(`/api/unsubscribe/${unsubscribeToken(mail, ends)}`, ownAddress()).href };
}

/** A link for a new password, or word that one was chosen by it. */
function accountLetter(mail: TakenMail, content: MailContent, resetId: string | undefined): Letter {
  const written = resetId
    ? resetLetter(content, new URL(`/reset/${mailedResetToken(resetId)}`, ownAddress()).href)
    : wasResetLetter(content, linksFor(mail, content.slug).at("/profile"));
  return { ...written, to: { name: content.name, address: content.email }, messageId: messageId(mail) };
}

/** Everything is linked at the configured address, and nowhere else, whatever a path may look like. */
function linksFor(mail: TakenMail, slug: string, ends: Ends = "mail"): LetterLinks {
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
    unsubscribe: new URL(`/unsubscribe/${unsubscribeToken(mail, ends)}`, own).href,
  };
}

/** From the mail's key alone: what is sent again after a crash is the same mail to whoever receives it. */
function messageId({ workspaceId, memberId, key }: TakenMail): string {
  const name = createHash("sha256").update(`${workspaceId}\n${memberId}\n${key}`).digest("hex").slice(0, 40);
  return `<${name}@${ownAddress().hostname}>`;
}
