import { z } from "zod";
import { digests, trendMails } from "@/db/terms";
import { orNothing } from "@/lib/text/shapes";

const words = "Choose an hour.";
const hour = z.coerce.number(words).int(words).min(0, words).max(23, words);

/** How a member wants to be told; hours are of their own day. */
export const noticeSettingsInput = z
  .object({
    digest: z.enum(digests, "Choose one."),
    trendMail: z.enum(trendMails, "Choose one."),
    sendHour: hour,
    weekday: z.coerce.number("Choose a day.").int("Choose a day.").min(1, "Choose a day.").max(7, "Choose a day."),
    quietFrom: orNothing(hour),
    quietUntil: orNothing(hour),
  })
  .superRefine(({ quietFrom, quietUntil }, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
    if (quietFrom === null && quietUntil !== null) wrong("quietFrom", "Say from when it is quiet, too.");
    if (quietFrom !== null && quietUntil === null) wrong("quietUntil", "Say until when it is quiet, too.");
    if (quietFrom !== null && quietFrom === quietUntil)
      wrong("quietUntil", "That would be the whole day or no hour at all. For no mail choose “None”.");
  });
export type NoticeSettingsInput = z.output<typeof noticeSettingsInput>;
