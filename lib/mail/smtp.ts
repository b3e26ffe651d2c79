import "server-only";
import { createTransport } from "nodemailer";
import type { MailSettings } from "./settings";

export type Letter = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Where it can be unsubscribed from in one click (RFC 8058). */
  unsubscribe?: string;
};

/**
 * What became of a letter. `later`: nobody said no for good; `server` means that the next letter would fare no better.
 * `address_refused`: there is no such mailbox. `refused`: the server does not want this letter.
 */
export type Delivery =
  | { is: "sent" }
  | { is: "later"; why: string; server: boolean }
  | { is: "refused" | "address_refused"; why: string };

/** Connections to the mail server at the same time. */
export const lines = 4;

export type Postman = { deliver(letter: Letter): Promise<Delivery>; close(): void };
type Patience = { connectMs: number; silenceMs: number; wholeMs: number };

/** Hands letters to the mail server. Called from a job alone: a server that hangs holds up nobody's request. */
export function postman(
  settings: MailSettings,
  { connectMs, silenceMs, wholeMs }: Patience = { connectMs: 5_000, silenceMs: 10_000, wholeMs: 30_000 },
): Postman {
  const { host, port, secure, tls, user, password, from } = settings;
  const transport = createTransport({
    pool: true,
    maxConnections: lines,
    maxMessages: 500,
    // A failure is written down, and the pause before the next try is ours.
    maxRequeues: 0,
    host,
    port,
    secure,
    ignoreTLS: tls === "off",
    requireTLS: tls === "required",
    ...(user && { auth: { user, pass: password } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  // What a letter failed of, its own promise says.
  transport.on("error", () => {});
  return {
    async deliver({ to, subject, text, html, messageId, unsubscribe }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId,
          // Nobody's holiday note shall answer.
          headers: {
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            ...listHeaders(unsubscribe),
          },
          // A server that answers a letter at a time never seems silent.
          signal: AbortSignal.timeout(wholeMs),
        });
        return { is: "sent" };
      } catch (error) {
        return judged(error, [password, user]);
      }
    },
    close: () => transport.close(),
  };
}

const listHeaders = (unsubscribe: string | undefined) =>
  unsubscribe && { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };

type SmtpError = { code?: string; command?: string; responseCode?: number; response?: string; message?: string };

/** Mailbox full (552) is a no for now; the servers that mean it for good say so again (RFC 5321 4.5.3.1.10). */
const fullMailbox = 552;

function judged(error: unknown, secrets: (string | undefined)[]): Delivery {
  const { code = "", command = "", responseCode = 0, response, message } = error as SmtpError;
  const why = inWords(response || message || "The mail server gave no answer.", secrets);
  const forGood = responseCode >= 500 && responseCode !== fullMailbox;
  if (code === "EENVELOPE" && command === "RCPT TO" && forGood) return { is: "address_refused", why };
  // nodemailer itself refuses what can be no address.
  if (code === "EENVELOPE" && command === "API") return { is: "address_refused", why };
  if ((code === "EMESSAGE" || command === "DATA") && forGood) return { is: "refused", why };
  const ofLetter = responseCode > 0 && (command === "RCPT TO" || command === "DATA");
  return { is: "later", why, server: !ofLetter };
}

/** What a foreign server said, fit for a page and a log: one line, not long, and without our password. */
function inWords(said: string, secrets: (string | undefined)[]): string {
  let words = said;
  for (const secret of secrets) {
    if (!secret) continue;
    for (const form of [secret, Buffer.from(secret).toString("base64")]) words = words.replaceAll(form, "…");
  }
  return words
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, 200);
}
