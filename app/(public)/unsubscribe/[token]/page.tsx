import type { Metadata } from "next";
import { openPage } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { database } from "@/db/client";
import { type Digest, digests, type TrendMail, trendMails } from "@/db/terms";
import { findMailReader } from "@/lib/mail/unsubscribing";
import { DoorFrame } from "../../door-frame";
import { subscribeAgainAction, unsubscribeAction } from "./actions";

export const metadata: Metadata = { title: "Mail", robots: { index: false, follow: false } };

const often: Record<Exclude<Digest | TrendMail, "none">, string> = {
  each: "each notice at once",
  daily: "one mail a day",
  weekly: "one mail a week",
  monthly: "one mail a month",
};

/** What a link ends, in words; and what comes again without another choice. */
const said = {
  mail: {
    what: "mail",
    asks: "No mail any more?",
    told: "what waits for you",
    stands: "Without it, all of that still stands in the app.",
    ended: "No mail comes any more",
    left: (workspace: string) => `What waits for you in ${workspace} still stands in the app, under Notices.`,
    usual: "daily",
    known: digests,
  },
  trends: {
    what: "the trends",
    asks: "No trends by mail any more?",
    told: "the trends in six sentences",
    stands: "Without it, the page still stands in the app. Other mail goes on.",
    ended: "The trends come by mail no more",
    left: (workspace: string) => `The page still stands in the app of ${workspace}, under Trends. Other mail goes on.`,
    usual: "monthly",
    known: trendMails,
  },
} as const;

/** Opening it changes nothing, for programs that look at links open it, too. */
export default async function UnsubscribePage({ params, searchParams }: PageProps<"/unsubscribe/[token]">) {
  await openPage("whoever reads a mail need not be signed in; the token in the address is asked");
  const [{ token }, { before }] = await Promise.all([params, searchParams]);
  const reader = await findMailReader(database(), token);
  if (!reader)
    return (
      <DoorFrame title="This link does not hold" lead="Check that it was copied whole.">
        {null}
      </DoorFrame>
    );
  const { workspace, slug, ends, told } = reader;
  const words = said[ends];
  const settings = <ButtonLink href={`/w/${slug}/profile/notices`}>All about mail and notices</ButtonLink>;
  if (told === "none") {
    const back = words.known.find((known) => known === before && known !== "none") ?? words.usual;
    return (
      <DoorFrame title={words.ended} lead={words.left(workspace)}>
        <ActionForm action={subscribeAgainAction} className="form">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="again" value={back} />
          <div className="buttons mt-7">
            <SubmitButton variant="edged">
              Send me {words.what} again, {often[back as keyof typeof often]}
            </SubmitButton>
            {settings}
          </div>
        </ActionForm>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={words.asks} lead={`${workspace} sends you ${often[told]} with ${words.told}. ${words.stands}`}>
      <ActionForm action={unsubscribeAction} className="form">
        <input type="hidden" name="token" value={token} />
        <div className="buttons mt-7">
          <SubmitButton>{ends === "mail" ? "Send me no more mail" : "Send me no more trends"}</SubmitButton>
          {settings}
        </div>
      </ActionForm>
    </DoorFrame>
  );
}
