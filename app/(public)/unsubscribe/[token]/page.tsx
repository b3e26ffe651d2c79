import type { Metadata } from "next";
import { openPage } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { database } from "@/db/client";
import { type Digest, digests } from "@/db/terms";
import { findMailReader } from "@/lib/mail/unsubscribing";
import { DoorFrame } from "../../door-frame";
import { subscribeAgainAction, unsubscribeAction } from "./actions";

export const metadata: Metadata = { title: "Mail", robots: { index: false, follow: false } };

const often: Record<Exclude<Digest, "none">, string> = {
  each: "each notice at once",
  daily: "one mail a day",
  weekly: "one mail a week",
};

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
  const { workspace, slug, digest } = reader;
  const settings = <ButtonLink href={`/w/${slug}/profile/notices`}>All about mail and notices</ButtonLink>;
  if (digest === "none") {
    const back = digests.find((known) => known === before && known !== "none") ?? "daily";
    return (
      <DoorFrame
        title="No mail comes any more"
        lead={`What waits for you in ${workspace} still stands in the app, under Notices.`}
      >
        <ActionForm action={subscribeAgainAction} className="form">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="digest" value={back} />
          <div className="buttons mt-7">
            <SubmitButton variant="edged">Send me mail again, {often[back as keyof typeof often]}</SubmitButton>
            {settings}
          </div>
        </ActionForm>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame
      title="No mail any more?"
      lead={`${workspace} sends you ${often[digest]} with what waits for you. Without it, all of that still stands in the app.`}
    >
      <ActionForm action={unsubscribeAction} className="form">
        <input type="hidden" name="token" value={token} />
        <div className="buttons mt-7">
          <SubmitButton>Send me no more mail</SubmitButton>
          {settings}
        </div>
      </ActionForm>
    </DoorFrame>
  );
}
