/** What every letter of ours has in common: where it may lead, how it looks, and how it ends. */
import { type Markup, markup } from "@/lib/text/markup";

/** What a letter links to: addresses with nothing of a request in them. */
export type LetterLinks = { at(path: string): string; settings: string; unsubscribe: string };
export type Written = { subject: string; text: string; html: string };

/** One line; signs that turn the direction of reading would turn what stands after them, too. */
export const asSubject = (words: string) =>
  words
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200)
    .toWellFormed();

/**
 * Mail readers know little: one column, every look written beside its words, no picture, nothing fetched. The colours
 * stand on light and on dark; those that follow the system's theme take the ones of the style sheet.
 */
const sans = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
export const styles = {
  body: `margin:0;padding:0;${sans};font-size:15px;line-height:1.5`,
  frame: "max-width:560px;margin:0 auto;padding:24px 16px",
  workspace: "margin:0 0 16px;font-size:13px;color:#656a72",
  summary: "margin:0 0 20px;font-size:18px;font-weight:600",
  line: "border-top:1px solid #d6d6d0;padding:14px 0",
  quiet: "margin:0;font-size:13px;color:#656a72",
  about:
    "margin:4px 0 8px;font-family:Georgia,'Times New Roman',serif;font-size:17px;line-height:1.35;overflow-wrap:anywhere;unicode-bidi:isolate",
  step: "margin:0",
  link: "color:#0b6b57;font-weight:600",
  title: "margin:24px 0 4px;font-size:17px;font-weight:600",
  said: "margin:0 0 10px;font-family:Georgia,'Times New Roman',serif;font-size:16px;line-height:1.45;overflow-wrap:anywhere;unicode-bidi:isolate",
  foot: "border-top:1px solid #d6d6d0;margin-top:24px;padding-top:14px;font-size:13px;color:#656a72",
  footLink: "color:#656a72",
} as const;

export const page = (title: string, inside: Markup, below: Markup): string =>
  markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>@media (prefers-color-scheme: dark) { .quiet, .quiet a { color: #9aa0a7 !important } a.step { color: #63c9ad !important } }</style>
</head><body style="${styles.body}"><div style="${styles.frame}">
${inside}
${below}
</div></body></html>
`.text;

/** @param ends what the last link ends */
export const foot = (
  name: string,
  workspace: string,
  { settings, unsubscribe }: LetterLinks,
  ends = "No mail any more",
): Markup =>
  markup`<p class="quiet" style="${styles.foot}">${name}, this comes from Common Cause for the workspace ${workspace}. Nobody reads what is sent in answer.<br>
<a href="${settings}" style="${styles.footLink}">How and when you are told</a> ·
<a href="${unsubscribe}" style="${styles.footLink}">${ends}</a></p>`;

/** The same in plain text. */
export const footText = (
  name: string,
  workspace: string,
  { settings, unsubscribe }: LetterLinks,
  ends = "No mail any more",
): string =>
  [
    `--\n${name}, this comes from Common Cause for the workspace ${workspace}. Nobody reads what is sent in answer.`,
    `How and when you are told: ${settings}`,
    `${ends}: ${unsubscribe}`,
  ].join("\n");
