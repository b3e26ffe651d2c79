import "server-only";
import { CannotStart } from "@/db/fatal";
import { ownAddress } from "@/lib/own-address";

/**
 * How mail leaves the house. `tls`: required, when offered, or never ("off", for a relay in the same house whose
 * certificate nobody signed).
 */
export type MailSettings = {
  host: string;
  port: number;
  secure: boolean;
  tls: "offered" | "required" | "off";
  user?: string;
  password?: string;
  from: string;
};

export const mailIsOn = () => Boolean(process.env.SMTP_URL);

/**
 * From SMTP_URL (smtp://user:password@host:587, or smtps://) and MAIL_FROM; undefined when no mail is wanted.
 * @throws CannotStart in words that hold no secret, where SMTP_URL cannot be read
 */
export function mailSettings(): MailSettings | undefined {
  const { SMTP_URL, MAIL_FROM } = process.env;
  if (!SMTP_URL) return undefined;
  const url = URL.canParse(SMTP_URL) ? new URL(SMTP_URL) : undefined;
  const tls = url?.searchParams.get("tls") ?? "offered";
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || !isTls(tls)) throw new CannotStart(unreadable);
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    tls,
    ...(url.username && { user: plain(url.username), password: plain(url.password) }),
    from: MAIL_FROM || `Common Cause <no-reply@${ownAddress().hostname}>`,
  };
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new CannotStart(unreadable);
  }
}

const unreadable =
  "SMTP_URL is no address of a mail server. Write smtp://user:password@host:587, or smtps:// where the connection is " +
  "encrypted from its beginning; signs like @ : / in user or password as %40 %3A %2F.";

const isTls = (word: string): word is MailSettings["tls"] => ["offered", "required", "off"].includes(word);
