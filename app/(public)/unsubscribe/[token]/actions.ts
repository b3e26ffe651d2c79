"use server";

import { z } from "zod";
import { leadTo } from "@/app/_server/lead";
import { openAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { digests, trendMails } from "@/db/terms";
import { unsubscribe } from "@/lib/mail/unsubscribing";
import { refuse } from "@/lib/refusal";

const notOurs = "This link does not hold. Check that it was copied whole.";

export const unsubscribeAction = openAction(
  "whoever reads a mail need not be signed in; the sealed token of the mail's link is asked",
  z.object({ token: z.string() }),
  async ({ token }) => {
    const before = await unsubscribe(database(), token);
    if (!before) refuse("not_found", notOurs);
    leadTo(`/unsubscribe/${token}?before=${before}`);
  },
  ["token"],
);

export const subscribeAgainAction = openAction(
  "the way back from the same page, with the same sealed token",
  z.object({ token: z.string(), again: z.enum([...digests, ...trendMails], "Choose one.") }),
  async ({ token, again }) => {
    const before = await unsubscribe(database(), token, again);
    if (!before) refuse("not_found", notOurs);
    leadTo(`/unsubscribe/${token}`);
  },
  ["token"],
);
