import type { Metadata } from "next";
import { openPage } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, SubmitButton } from "@/app/_ui/form-fields";
import { database } from "@/db/client";
import { findReset, resetOver } from "@/lib/people/choose-by-reset";
import { DoorFrame } from "../../door-frame";
import { chooseNewPasswordAction } from "./actions";

export const metadata: Metadata = { title: "A new password" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  await openPage("whoever forgot their password cannot sign in; the token in the address is asked");
  const { token } = await params;
  const reset = await findReset(database(), token);
  if (!reset) return <NoReset words="This is no link for a new password. Check that it was copied whole." />;
  if (reset.state !== "open") return <NoReset words={resetOver[reset.state]} />;
  return (
    <DoorFrame
      form
      title="Choose a new password"
      under={reset.workspace}
      foot="This ends every session of yours, on all devices. Then you sign in with the new password."
    >
      <ActionForm action={chooseNewPasswordAction} className="form">
        <input type="hidden" name="token" value={token} />
        <FormField
          label="E-mail address"
          name="email"
          type="email"
          defaultValue={reset.email}
          readOnly
          autoComplete="username"
        />
        <FormField
          label="The new password"
          name="password"
          type="password"
          autoComplete="new-password"
          help="At least 12 characters: a short sentence is easy to remember."
          required
        />
        <SubmitButton>Choose this password</SubmitButton>
      </ActionForm>
    </DoorFrame>
  );
}

function NoReset({ words }: { words: string }) {
  return (
    <DoorFrame title="This link does not hold" lead={words}>
      <div className="buttons mt-7">
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
      </div>
    </DoorFrame>
  );
}
